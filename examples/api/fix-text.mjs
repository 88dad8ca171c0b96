import { fixText } from 'vmlint';

const bytes = Buffer.from(
  '.encoding = "GBK"\r\ndisplayName = "\xCA\xB5\xD1\xE9"\r\nmemsize = 8192\r\n',
  'latin1',
);
const { output, fixed, remaining, report } = fixText(bytes, { path: 'lab.vmx', nested: 'auto' });

for (const { fix } of fixed) {
  for (const { line, old, new: now } of fix.changes) console.log(`line ${line}: ${old} -> ${now}`);
}
console.log(`${remaining.length} left, ${report.status}, read as ${report.encoding}`);
// All other bytes are what they were.
console.log(output.subarray(0, 40).equals(bytes.subarray(0, 40)));
