import { chmodSync, statSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  bytes,
  expectQuiet,
  IS_ROOT,
  NOBODY,
  unlessImpossible,
  useFolder,
  vmlint,
  type Content,
} from './vmlint.js';

const folder = useFolder();

const LOOSE = '#!/usr/bin/vmware\n  memsize=4096  # MB\n\nguestOS = "linux" \n// c\n';
const TIDY = '#!/usr/bin/vmware\nmemsize = "4096" # MB\n\nguestOS = "linux"\n// c\n';
const VBOX = '<?xml version="1.0"?>\n<VirtualBox><Machine name=\'a\'></Machine></VirtualBox>';
const VBOX_TIDY = '<?xml version="1.0"?>\n<VirtualBox>\n  <Machine name="a"/>\n</VirtualBox>\n';
const DIFF = `diff --git a/lab/a.vmx b/lab/a.vmx
--- a/lab/a.vmx
+++ b/lab/a.vmx
@@ -1,5 +1,5 @@
 #!/usr/bin/vmware
-  memsize=4096  # MB
+memsize = "4096" # MB
 
-guestOS = "linux" 
+guestOS = "linux"
 // c
`;

describe('in place', () => {
  test('formats what it finds, says what, and exits with 0', () => {
    folder.plant({ 'lab/a.vmx': LOOSE, 'lab/b.vmx': TIDY, 'c.vbox': VBOX, 'notes.txt': ' a=b' });
    const result = folder.vmlint('format');
    expect(result).toMatchObject({
      status: 0,
      stderr: '',
      stdout: 'formatted c.vbox\nformatted lab/a.vmx\n\nFormatted 2 of 3 files\n',
    });
    expect(folder.read('lab/a.vmx')).toBe(TIDY);
    expect(folder.read('c.vbox')).toBe(VBOX_TIDY);
    const again = folder.vmlint('format', '.');
    expect(again).toMatchObject({ status: 0, stdout: 'Formatted 0 of 3 files\n' });
  });

  test('keeps the mode, and with --backup what the file was', () => {
    folder.plant({ 'a.vmx': LOOSE, 'b.vmx': TIDY });
    chmodSync(folder.at('a.vmx'), 0o755);
    expect(folder.vmlint('format', '--backup').status).toBe(0);
    expect(folder.list()).toEqual(['a.vmx', 'a.vmx.bak', 'b.vmx']);
    expect(folder.read('a.vmx.bak')).toBe(LOOSE);
    expect(statSync(folder.at('a.vmx')).mode & 0o777).toBe(0o755);
  });

  test.each<[string, string, string]>([
    ['CR LF', 'a="b"\r\nc = "d"\r\n', 'a = "b"\r\nc = "d"\r\n'],
    ['CR', 'a="b"\rc = "d"\r', 'a = "b"\rc = "d"\r'],
    ['a byte order mark', '\xEF\xBB\xBFa="b"\n', '\xEF\xBB\xBFa = "b"\n'],
    [
      'GBK',
      '.encoding="GBK"\ndisplayName="\xC4\xE3\xBA\xC3"\n',
      '.encoding = "GBK"\ndisplayName = "\xC4\xE3\xBA\xC3"\n',
    ],
    [
      'Shift_JIS',
      '.encoding="Shift_JIS"\ndisplayName="\x83|\x83\\"\n',
      '.encoding = "Shift_JIS"\ndisplayName = "\x83|\x83\\"\n',
    ],
  ])('keeps %s', (_what, text, expected) => {
    folder.plant({ 'a.vmx': text });
    expect(folder.vmlint('format', 'a.vmx').status).toBe(0);
    expect(folder.read('a.vmx')).toBe(expected);
  });

  test('UTF-16 of VirtualBox stays UTF-16', () => {
    folder.plant({ 'a.vbox': Buffer.from(`\uFEFF${VBOX.slice(22)}`, 'utf16le') });
    expect(folder.vmlint('format', 'a.vbox').status).toBe(0);
    expect(Buffer.from(folder.read('a.vbox'), 'latin1').toString('utf16le')).toBe(
      `\uFEFF${VBOX_TIDY.slice(22)}`,
    );
  });
});

describe('--check', () => {
  test('prints a patch that git takes, writes nothing and exits with 1', () => {
    folder.plant({ 'lab/a.vmx': LOOSE, 'lab/b.vmx': TIDY });
    const result = folder.vmlint('format', '--check', 'lab');
    expect(result.status).toBe(1);
    expectQuiet(result);
    expect(result.stdout).toBe(`${DIFF}\nwould format lab/a.vmx\n\nWould format 1 of 2 files\n`);
    expect(folder.read('lab/a.vmx')).toBe(LOOSE);
    const git = folder.shell('git init -q . && vmlint format --check lab | git apply');
    expect(git.stderr).toBe('');
    expect(folder.read('lab/a.vmx')).toBe(TIDY);
    const after = folder.vmlint('format', '--check', 'lab');
    expect(after).toMatchObject({ status: 0, stdout: 'Would format 0 of 2 files\n' });
  });

  test('of a file with two names there is one patch', () => {
    folder.plant({ 'a.vmx': LOOSE, 'b.vmx': { link: 'a.vmx' } });
    const { stdout, status } = folder.vmlint('format', '--check', 'a.vmx', 'b.vmx');
    expect(stdout.match(/^diff --git/gm)).toHaveLength(1);
    expect(status).toBe(1);
  });

  test('--format json lists the edits in bytes of the file', () => {
    folder.plant({ 'a.vmx': '# \xC3\xA9\na="b"\n' });
    const result = folder.vmlint('format', '--check', '--format', 'json');
    expect(result.status).toBe(1);
    expect(JSON.parse(result.stdout)).toEqual({
      version: 1,
      summary: { files: 1, formatted: 0, unformatted: 1, readOnly: 0, skipped: 0, failed: 0 },
      files: [
        {
          path: 'a.vmx',
          language: 'vmx',
          encoding: 'UTF-8',
          status: 'unformatted',
          edits: [{ start: 6, end: 7, text: ' = ' }],
        },
      ],
    });
  });
});

describe('--stdin', () => {
  const format = (input: string | Buffer, ...args: string[]) =>
    vmlint(folder.path, ['format', '--stdin', ...args], { input });

  test('the new text goes to stdout, the rest to stderr', () => {
    expect(format(LOOSE, '--stdin-filename', 'lab/a.vmx')).toMatchObject({
      status: 0,
      stdout: TIDY,
      stderr: 'formatted lab/a.vmx\n\nFormatted 1 of 1 file\n',
    });
    expect(format(VBOX, '--stdin-filename', 'a.vbox').stdout).toBe(VBOX_TIDY);
    expect(format(TIDY).stdout).toBe(TIDY);
  });

  test('with --check the patch goes there', () => {
    expect(format(LOOSE, '--stdin-filename', 'lab/a.vmx', '--check')).toMatchObject({
      status: 1,
      stdout: `${DIFF}\nwould format lab/a.vmx\n\nWould format 1 of 1 file\n`,
      stderr: '',
    });
  });

  test.each([
    ['no VM configuration', 'Dear all,\r\n  see below\n'],
    ['bytes that are no text', '\x00\xff\xfe\x80\n\x1b]0;x\x07\r'],
    ['nothing at all', ''],
    ['an encrypted one', 'a="b"\nencryption.keySafe = "x"\n'],
  ])('comes back as it was: %s', (_what, text) => {
    const result = format(bytes(text), '--stdin-filename', 'a.vmx');
    expect(result.status).toBe(0);
    expect(result.stdoutBytes.toString('latin1')).toBe(text);
  });

  test('comes back as it was where it is left out', () => {
    folder.plant({ 'vmlint.config.json': '{"ignore": ["lab/**"]}' });
    expect(format(LOOSE, '--stdin-filename', 'lab/a.vmx')).toMatchObject({
      status: 0,
      stdout: LOOSE,
    });
  });
});

describe('files that are not written', () => {
  const CASES: Readonly<Record<string, [Record<string, Content>, string, number]>> = {
    'a lock': [{ 'a.vmx': LOOSE, 'a.vmx.lck/M1.lck': '' }, 'power the VM off', 1],
    'a saved state': [{ 'a.vmx': LOOSE, 'a.vmss': '' }, 'resume the VM', 1],
    'a saved state that it names': [
      { 'a.vmx': `${LOOSE}checkpoint.vmState = "a.vmss"\n` },
      'resume it',
      1,
    ],
    'an unfinished save': [{ 'a.vbox': VBOX, 'a.vbox-tmp': '' }, 'close VirtualBox', 1],
    encryption: [{ 'a.vmx': `${LOOSE}encryption.keySafe = "x"\n` }, 'it is encrypted', 0],
    'no well-formed XML': [{ 'a.vbox': '<VirtualBox><A></VirtualBox>\n' }, 'well-formed XML', 0],
    'a size': [{ 'a.vmx': LOOSE }, '--max-size 10', 0],
  };

  test.each(Object.keys(CASES))('because of %s', (name) => {
    const [tree, why, status] = CASES[name]!;
    folder.plant(tree);
    const file = folder.list().find((one) => /\.(?:vmx|vbox)$/.test(one))!;
    const before = folder.read(file);
    const size = name === 'a size' ? ['--max-size', '10'] : [];
    const result = folder.vmlint('format', ...size);
    expect(result.status).toBe(status);
    expect(result.stderr).toContain(`warning: ${file}`);
    expect(result.stderr).toContain(why);
    expect(folder.read(file)).toBe(before);
  });

  test('--force overrules a lock', () => {
    folder.plant({ 'a.vmx': LOOSE, 'a.vmx.lck/M1.lck': '' });
    expect(folder.vmlint('format', '--force').status).toBe(0);
    expect(folder.read('a.vmx')).toBe(TIDY);
  });

  test('foreign and ignored files are skipped in silence', () => {
    folder.plant({ 'r.md': ' a=b', 'old/a.vmx': LOOSE, '.vmlintignore': 'old/\n' });
    const result = folder.vmlint('format', 'r.md', 'old/a.vmx');
    expect(result).toMatchObject({
      status: 0,
      stderr: '',
      stdout: 'Formatted 0 of 0 files, 2 skipped\n',
    });
    expect(folder.read('old/a.vmx')).toBe(LOOSE);
  });

  test('what cannot be read hides nothing, and exits with 2', () => {
    folder.plant({ 'a.vmx': LOOSE });
    const result = folder.vmlint('format', 'a.vmx', 'none.vmx');
    expect(result.status).toBe(2);
    expect(result.stdout).toContain('error none.vmx: ');
    expect(folder.read('a.vmx')).toBe(TIDY);
  });

  unlessImpossible(IS_ROOT, 'files of somebody else', () => {
    test('write-protected ones fail', () => {
      folder.plant({ 'a.vmx': LOOSE });
      chmodSync(folder.at('a.vmx'), 0o444);
      const result = vmlint(folder.path, ['format'], { uid: NOBODY });
      expect(result.status).toBe(2);
      expect(result.stdout).toContain('error a.vmx: it is write-protected');
      expect(folder.read('a.vmx')).toBe(LOOSE);
    });
  });
});

describe('configurations', () => {
  test('say how lines end and whether namespaces are set apart, for some files', () => {
    const text = 'a="1"\nb.x = "1"\nb.y = "2"\n';
    folder.plant({
      'vmlint.config.jsonc': `{
        "format": { "groupNamespaces": true },
        "overrides": [{ "files": ["windows/**"], "format": { "endOfLine": "crlf" } }]
      }`,
      'a.vmx': text,
      'windows/a.vmx': text,
    });
    expect(folder.vmlint('format').status).toBe(0);
    const expected = 'a = "1"\n\nb.x = "1"\nb.y = "2"\n';
    expect(folder.read('a.vmx')).toBe(expected);
    expect(folder.read('windows/a.vmx')).toBe(expected.replaceAll('\n', '\r\n'));
    const shown = folder.vmlint('config', 'windows/a.vmx').stdout;
    expect(shown).toMatch(/endOfLine +crlf +vmlint\.config\.jsonc/);
    expect(shown).toMatch(/groupNamespaces +true +vmlint\.config\.jsonc/);
    folder.plant({ 'a.vmx': text });
    expect(folder.vmlint('format', '--no-config', 'a.vmx').status).toBe(0);
    expect(folder.read('a.vmx')).toBe('a = "1"\nb.x = "1"\nb.y = "2"\n');
  });

  test('that are wrong write nothing and exit with 2', () => {
    folder.plant({ 'vmlint.config.json': '{"format": {"endOfLine": "CRLF"}}', 'a.vmx': LOOSE });
    const result = folder.vmlint('format');
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('did you mean "crlf"?');
    expect(folder.read('a.vmx')).toBe(LOOSE);
  });
});

test.each([
  [['--stdin', 'a.vmx'], 'give no paths'],
  [['--stdin-filename', 'a.vmx'], 'needs --stdin'],
  [['--check', '--backup'], '--check writes nothing'],
  [['--fix'], 'Unknown argument: fix'],
  [[''], 'one of the paths is empty'],
  [['--format', 'sarif'], 'Invalid values'],
])('%j is bad usage', (args, message) => {
  const result = folder.vmlint('format', ...args);
  expect(result.status).toBe(2);
  expect(result.stderr).toContain(message);
});

test('comments for the formatter are no mistakes to the linter', () => {
  folder.plant({
    'a.vmx':
      '# vmlint-format-ignore-start\nconfig.version = "8"\n# vmlint-format-ignore-end\n# vmlint-format-ignore\nmemsize = "4"\n',
  });
  expect(folder.vmlint('--preset', 'all', 'a.vmx').stdout).not.toContain('effective-suppression');
});
