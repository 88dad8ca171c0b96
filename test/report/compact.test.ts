import { expect, test } from '@jest/globals';
import { formatCompact } from '../../src/report/compact.js';
import { file, finding, fix, point, run } from './build.js';

const REPORT = run([
  file({
    path: 'a.vmx',
    findings: [
      finding({ start: point(14, 3), fix: fix() }),
      finding({ severity: 'warning', message: 'two\nlines', start: point(20, 1) }),
      finding({ severity: 'info' }),
    ],
  }),
  file({ path: 'b.vmx', status: 'failed', error: 'EACCES: permission denied' }),
  file({ path: 'c.vmx', status: 'skipped', reason: 'ignored', explanation: 'ignored' }),
  file({ path: 'd.vmx', status: 'fixed', fixed: [finding()] }),
]);

test('one line a finding, and one a failed file', () => {
  expect(formatCompact(REPORT, { quiet: false })).toBe(
    [
      'a.vmx:14:3: error vmx/some-rule Unexpected `a`, expected `b`',
      'a.vmx:20:1: warning vmx/some-rule two\\x0alines',
      'a.vmx:1:1: info vmx/some-rule Unexpected `a`, expected `b`',
      'b.vmx: error: EACCES: permission denied',
      '',
    ].join('\n'),
  );
});

test('quiet leaves errors', () => {
  expect(formatCompact(REPORT, { quiet: true }).match(/^\S+/gm)).toEqual(['a.vmx:14:3:', 'b.vmx:']);
});

test('nothing to say is nothing said', () => {
  expect(formatCompact(run([file()]), { quiet: false })).toBe('');
});

test('a path cannot pass for another place', () => {
  const lineOf = (path: string) =>
    formatCompact(run([file({ path, findings: [finding()] })]), { quiet: false });
  expect(lineOf('a.vmx:9:9: error\nb.vmx')).toMatch(/^a\.vmx\\x3a9\\x3a9: error\\x0ab\.vmx:1:1: /);
  expect(lineOf('C:/vms/a.vmx')).toMatch(/^C:\/vms\/a\.vmx:1:1: /);
});
