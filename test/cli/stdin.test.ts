import { describe, expect, test } from '@jest/globals';
import { bytes, ESXI, ESXI_FIXED, parseReport, UNQUOTED, useFolder, vmlint } from './vmlint.js';

const folder = useFolder();

function stdin(input: string | Buffer, ...args: string[]): ReturnType<typeof vmlint> {
  return vmlint(folder.path, ['--stdin', ...args], { input });
}

const NAMED = ['--stdin-filename', 'labs/esxi.vmx'];

test('linting: the report goes to stdout, by the name that was given', () => {
  const result = stdin(ESXI, ...NAMED, '--format=compact');
  expect(result).toMatchObject({
    status: 1,
    stderr: '',
    stdout: `labs/esxi.vmx:3:1: error nested/expose-hardware-virtualization Unexpected missing \`vhv.enable\`, expected "TRUE" so that ESXi can run in this VM
labs/esxi.vmx:4:11: warning vmx/quoted-value Unexpected unquoted value of \`memsize\`, expected quotes
`,
  });
  expect(folder.list()).toEqual([]);
});

test('the file of that name need not be as the text is, and is never written', () => {
  folder.plant({ 'labs/esxi.vmx': UNQUOTED });
  expect(stdin(ESXI, ...NAMED, '--fix').stdout).toBe(ESXI_FIXED);
  expect(folder.read('labs/esxi.vmx')).toBe(UNQUOTED);
  expect(folder.list('labs')).toEqual(['esxi.vmx']);
});

test('without a name the content decides', () => {
  expect(parseReport(stdin(ESXI, '--format=json').stdout).files).toMatchObject([
    { path: '<stdin>', status: 'linted', language: 'vmx' },
  ]);
  const { status, stdout } = stdin('memsize = 4096\n', '--format=json');
  expect(status).toBe(0);
  expect(parseReport(stdout).files).toMatchObject([
    { path: '<stdin>', status: 'skipped', reason: 'not-a-vm-config' },
  ]);
});

test('--max-warnings, --nested and --quiet count here, too', () => {
  expect(stdin(UNQUOTED, ...NAMED).status).toBe(0);
  expect(stdin(UNQUOTED, ...NAMED, '--max-warnings=0').status).toBe(1);
  expect(stdin(UNQUOTED, ...NAMED, '--nested=forbid', '--format=compact').stdout).toMatch(
    /^labs\/esxi\.vmx:2:14: warning nested\/hide/,
  );
  expect(stdin(UNQUOTED, ...NAMED, '--quiet').stdout).not.toContain('quoted-value');
});

describe('--fix: the new text on stdout, the findings on stderr', () => {
  test('in full', () => {
    const result = stdin(`${ESXI}vpmc.enable = "yes"\n`, ...NAMED, '--fix');
    expect(result.status).toBe(0);
    expect(result.stdout).toBe(ESXI_FIXED.replace('vhv.enable', 'vpmc.enable = "yes"\nvhv.enable'));
    expect(result.stderr).toBe(`fixed labs/esxi.vmx
  line 4: memsize = 4096 → memsize = "4096"   [vmx/quoted-value]
  line 5: added    vhv.enable = "TRUE"   [nested/expose-hardware-virtualization]

warning[vmx/boolean-spelling]: Unexpected \`vpmc.enable\` = "yes", expected "TRUE"
 --> labs/esxi.vmx:5:15
  |
5 | vpmc.enable = "yes"
  |               ^^^^^
  |
  = fix (unsafe): write "TRUE" (apply with --fix --unsafe)
  = docs: vmlint explain vmx/boolean-spelling

Fixed 2 problems in 1 file
Checked 1 file in # ms: 1 warning in 1 file
1 fixable with --fix --unsafe
`);
  });

  test('as json on stderr, or in a file', () => {
    const onStderr = stdin(UNQUOTED, ...NAMED, '--fix', '--format=json');
    expect(onStderr.stdout).toBe(UNQUOTED.replace('4096', '"4096"'));
    expect(parseReport(onStderr.stderr).summary).toMatchObject({ fixed: 1 });
    const inFile = stdin(UNQUOTED, ...NAMED, '--fix', '--format=json=r.json');
    expect(inFile.stderr).toBe('');
    expect(parseReport(folder.read('r.json')).files).toMatchObject([{ status: 'fixed' }]);
  });

  test('--unsafe, --no-assume', () => {
    const text = 'config.version = "8"\nmemsize = "4095"\n';
    expect(stdin(text, ...NAMED, '--fix', '--no-assume').stdout).toBe(text);
    expect(stdin(text, ...NAMED, '--fix', '--no-assume', '--unsafe').stdout).toBe(
      text.replace('4095', '4096'),
    );
  });

  test.each([
    ['nothing to fix', 'config.version = "8"\r\nvhv.enable = "TRUE"\rx = "\xfc\x00"'],
    ['no VM configuration', 'Dear all,\r\nplease see below.\n\n'],
    ['bytes that are no text', '\x00\xff\xfe\x80\n\x1b]0;x\x07\r'],
    ['nothing at all', ''],
    [
      'UTF-16',
      Buffer.from('\ufeffconfig.version = "8"\r\nmemsize = 4096\r\n', 'utf16le').toString('latin1'),
    ],
    ['a template', 'config.version = "8"\nmemsize = {{ .Memory }}\nx = 1\n'],
    ['an encrypted one', `${ESXI}encryption.keySafe = "vmware:key/list/(x)"\n`],
    ['a suspended one', `${ESXI}checkpoint.vmState = "esxi-1.vmss"\n`],
  ])('comes back as it was: %s', (_, text) => {
    const result = stdin(text, ...NAMED, '--fix');
    expect(result.stdoutBytes.toString('latin1')).toBe(text);
    expect([0, 1]).toContain(result.status);
  });

  test('comes back as it was where the file of that name is in use', () => {
    folder.plant({ 'labs/esxi.vmx.lck/M1.lck': '' });
    const result = stdin(ESXI, ...NAMED, '--fix');
    expect(result).toMatchObject({ status: 1, stdout: ESXI });
    expect(result.stderr).toContain('read-only labs/esxi.vmx: the VM is in use');
    expect(stdin(ESXI, ...NAMED, '--fix', '--force').stdout).toBe(ESXI_FIXED);
  });

  test('comes back as it was where the report cannot be written', () => {
    const result = stdin(UNQUOTED, ...NAMED, '--fix', '--format=json=none/r.json');
    expect(result.status).toBe(2);
    expect(result.stdout).toBe(UNQUOTED.replace('4096', '"4096"'));
  });
});

test('larger than --max-size: skipped with a warning, and the text comes back', () => {
  const result = stdin(UNQUOTED, ...NAMED, '--fix', '--max-size=10', '--format=json=r.json');
  expect(result).toMatchObject({
    status: 0,
    stdout: UNQUOTED,
    stderr: 'warning: labs/esxi.vmx: it has 56 bytes, more than --max-size 10\n',
  });
  expect(parseReport(folder.read('r.json')).files).toMatchObject([
    { status: 'skipped', reason: 'too-large' },
  ]);
});

test('several megabytes, byte for byte', () => {
  const comment = `# ${'\xfc\x00\x1b'.repeat(50)}\n`;
  const text = `config.version = "8"\nvhv.enable = "TRUE"\n${comment.repeat(20_000)}`;
  const { status, stdoutBytes } = stdin(`${text}x = 1`, ...NAMED, '--fix', '--quiet');
  expect(stdoutBytes.equals(bytes(`${text}x = "1"`))).toBe(true);
  expect(status).toBe(1);
});
