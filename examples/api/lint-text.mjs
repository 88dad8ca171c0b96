import { lintText } from 'vmlint';

const report = lintText('guestOS = "vmkernel7"\nmemsize = 8192\n', { path: 'esxi.vmx' });

for (const { severity, rule, message, start, fix } of report.findings) {
  console.log(`${start.line}:${start.column} ${severity} ${rule}: ${message}`);
  if (fix) console.log(`    fix (${fix.safety}): ${fix.title}`);
}
