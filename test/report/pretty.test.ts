import { expect, test } from '@jest/globals';
import { formatPretty, type PrettyOptions } from '../../src/report/pretty.js';
import type { FileReport, RunReport } from '../../src/report/report.js';
import { file, finding, fix, mark, point, related, run, text } from './build.js';

function pretty(
  report: RunReport | readonly FileReport[],
  options: Partial<PrettyOptions> = {},
): string {
  const whole = 'files' in report ? report : run(report);
  return formatPretty(whole, {
    color: false,
    quiet: false,
    unsafe: false,
    assume: true,
    ...options,
  });
}

const NESTED = finding({
  rule: 'nested/expose-hardware-virtualization',
  message: 'Unexpected missing `vhv.enable`, expected "TRUE" so that ESXi can run in this VM',
  ...mark(14, '|guestOS = "vmkernel7"|'),
  label: 'this VM is an ESXi host',
  fix: fix({ title: 'add `vhv.enable = "TRUE"` after line 38' }),
});

test('a finding and the summary, as the contract shows them', () => {
  expect(
    pretty(run([file({ path: 'templates/esxi.vmx', findings: [NESTED] })], { durationMs: 212.4 })),
  ).toBe(
    text(`
      error[nested/expose-hardware-virtualization]: Unexpected missing \`vhv.enable\`, expected "TRUE" so that ESXi can run in this VM
        --> templates/esxi.vmx:14:1
         |
      14 | guestOS = "vmkernel7"
         | ^^^^^^^^^^^^^^^^^^^^^ this VM is an ESXi host
         |
         = fix (safe): add \`vhv.enable = "TRUE"\` after line 38
         = docs: vmlint explain nested/expose-hardware-virtualization

      Checked 1 file in 212 ms: 1 error in 1 file
      1 fixable with --fix
    `),
  );
});

test('related places share the frame, ordered by line, with a gap where lines are left out', () => {
  const duplicate = finding({
    ...mark(41, '|Ethernet0.present| = "FALSE"'),
    label: 'set again here',
    related: [
      related('and here', mark(106, '|ethernet0.present| = "TRUE"')),
      related('first set here', mark(40, '|ethernet0.present| = "TRUE"')),
    ],
  });
  expect(pretty([file({ findings: [duplicate] })])).toBe(
    text(`
      error[vmx/some-rule]: Unexpected \`a\`, expected \`b\`
         --> a.vmx:41:1
          |
       40 | ethernet0.present = "TRUE"
          | ----------------- first set here
       41 | Ethernet0.present = "FALSE"
          | ^^^^^^^^^^^^^^^^^ set again here
      ...
      106 | ethernet0.present = "TRUE"
          | ----------------- and here
          |
          = docs: vmlint explain vmx/some-rule

      Checked 1 file in 5 ms: 1 error in 1 file
    `),
  );
});

test('places in one line share its row', () => {
  const twoPairs = finding({
    ...mark(3, '|numvcpus = "4"|memsize = "4096"'),
    related: [related('second pair', mark(3, 'numvcpus = "4"|memsize = "4096"|'))],
  });
  expect(pretty([file({ findings: [twoPairs] })])).toContain(
    text(`
       --> a.vmx:3:1
        |
      3 | numvcpus = "4"memsize = "4096"
        | ^^^^^^^^^^^^^^
        |               ---------------- second pair
        |
    `),
  );
});

test('a place without an excerpt is told in words', () => {
  const bare = finding({
    ...{ start: point(7, 1), end: point(7, 1), label: 'nothing here' },
    related: [{ message: 'see', start: point(12, 1), end: point(12, 1) }],
  });
  expect(pretty([file({ findings: [bare] })])).toContain(
    [
      '  --> a.vmx:7:1',
      '   |',
      '   = line 7: nothing here',
      '   = line 12: see',
      '   = docs: vmlint explain vmx/some-rule',
    ].join('\n'),
  );
});

test('an unsafe fix says how to apply it, a command how to run it', () => {
  const commands = [{ shell: 'powershell' as const, text: 'Stop-VM vm1\r\nSet-VMProcessor vm1' }];
  const unsafe = finding({ fix: fix({ safety: 'unsafe', title: 'delete line 17', commands }) });
  const report = [file({ findings: [unsafe] })];
  const lines = (output: string) =>
    output.split('\n').filter((line) => /= (fix|or run)/.test(line));
  expect(lines(pretty(report))).toEqual([
    '  = fix (unsafe): delete line 17 (apply with --fix --unsafe)',
    '  = or run: Stop-VM vm1',
    '  = or run: Set-VMProcessor vm1',
  ]);
  expect(lines(pretty(report, { unsafe: true }))[0]).toBe('  = fix (unsafe): delete line 17');
  const locked = file({ status: 'read-only', reason: 'locked', findings: [unsafe] });
  expect(lines(pretty([locked]))[0]).toBe('  = fix (unsafe): delete line 17');
});

test('under --no-assume, a fix that assumes an intent names the option that states it', () => {
  const assumed = finding({ fix: fix({ assumes: 'nested: require' }) });
  const plain = finding({ fix: fix() });
  const report = [file({ findings: [assumed, plain] })];
  expect(pretty(report)).toMatch(/= fix \(safe\): write `b`\n/);
  expect(pretty(report)).toMatch(/\n2 fixable with --fix\n$/);
  const careful = pretty(report, { assume: false });
  expect(careful).toContain('= fix (safe): write `b` (apply with --fix --nested require)\n');
  expect(careful).toMatch(/\n1 fixable with --fix, 1 more with --fix --nested require\n$/);
});

test('quiet shows errors and failed files only, and counts everything', () => {
  const report = [
    file({ findings: [finding({ severity: 'warning' }), finding({ severity: 'info' })] }),
    file({ path: 'b.vmx', findings: [finding()] }),
    file({ path: 'c.vmx', status: 'skipped', explanation: 'ignored' }),
    file({ path: 'd.vmx', status: 'failed', error: 'EACCES: permission denied' }),
    file({ path: 'e.vmx', status: 'fixed', fixed: [finding({ fix: fix() })] }),
  ];
  expect(pretty(report, { quiet: true })).toBe(
    text(`
      error[vmx/some-rule]: Unexpected \`a\`, expected \`b\`
       --> b.vmx:1:1
        |
        = docs: vmlint explain vmx/some-rule

      error d.vmx: EACCES: permission denied

      Fixed 1 problem in 1 file
      Checked 3 files in 5 ms: 1 error, 1 warning, 1 info in 2 files, 1 skipped, 1 failed (warnings and infos hidden by --quiet)
    `),
  );
  expect(pretty([file({ findings: [finding()] })], { quiet: true })).not.toContain('hidden');
});

test('files that were not linted, or are not written, take a line', () => {
  const report = [
    file({ path: 'a', status: 'skipped', reason: 'ignored', explanation: 'in .vmlintignore' }),
    file({ path: 'b', status: 'skipped', reason: 'too-large' }),
    file({
      ...{ path: 'c.vmx', status: 'read-only', reason: 'locked' },
      explanation: 'the VM is in use; shut it down, or give --force',
    }),
  ];
  expect(pretty(report)).toBe(
    text(`
      skipped a: in .vmlintignore
      skipped b: too-large
      read-only c.vmx: the VM is in use; shut it down, or give --force

      Checked 1 file in 5 ms: no problems, 2 skipped
    `),
  );
});

test.each<[string, RunReport, string]>([
  ['no file', run([]), 'Checked 0 files in 5 ms: no problems\n'],
  ['one clean file', run([file()]), 'Checked 1 file in 5 ms: no problems\n'],
  [
    'only a failure',
    run([file({ status: 'failed', error: 'gone' })]),
    'error a.vmx: gone\n\nChecked 0 files in 5 ms: 1 failed\n',
  ],
])('summary of %s', (_, report, expected) => {
  expect(pretty(report)).toBe(expected);
});

test('the summary counts in plural, and of fixes only those that --fix could write', () => {
  const safe = finding({ fix: fix() });
  const unsafe = finding({ severity: 'warning', fix: fix({ safety: 'unsafe' }) });
  const commandOnly = finding({ severity: 'info', fix: fix({ edits: [] }) });
  const report = run([
    file({ findings: [safe, safe, unsafe, commandOnly, commandOnly] }),
    file({ status: 'read-only', reason: 'suspended', findings: [safe, unsafe] }),
    file(),
  ]);
  expect(pretty(report).split('\n').slice(-3)).toEqual([
    'Checked 3 files in 5 ms: 3 errors, 2 warnings, 2 infos in 2 files',
    '2 fixable with --fix, 1 more with --fix --unsafe',
    '',
  ]);
  expect(pretty([file({ findings: [unsafe] })])).toMatch(/\n1 fixable with --fix --unsafe\n$/);
});

test('without colour codes, the coloured report is the plain one', () => {
  const everything = run([
    file({ status: 'fixed', findings: [NESTED], fixed: [{ ...NESTED, fix: fix() }] }),
    file({ findings: [finding({ severity: 'warning', ...mark(2, 'x\t|wörld|\x1b[31m') })] }),
    file({ findings: [finding({ severity: 'info', related: [related('r', mark(9, '|b|'))] })] }),
    file({ status: 'skipped', reason: 'ignored' }),
    file({ status: 'read-only', reason: 'locked' }),
    file({ status: 'failed', error: 'gone' }),
  ]);
  const coloured = pretty(everything, { color: true });
  expect(coloured).toContain('\x1b[31m');

  expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(pretty(everything));
});
