import { join } from 'node:path';
import { lintFiles } from 'vmlint';

const { summary, files } = await lintFiles(['*.vmx', 'no-such-file.vmx'], {
  cwd: join(import.meta.dirname, '..'),
  host: 'workstation@17',
  guest: 'esxi',
});

for (const { path, status, findings, error } of files) {
  console.log(`${path}: ${status}, ${error ?? `${findings.length} findings`}`);
}
console.log(`${summary.errors} errors, ${summary.fixable} can be fixed safely`);
