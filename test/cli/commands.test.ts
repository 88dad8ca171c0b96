import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import { expectQuiet, UNQUOTED, useFolder } from './vmlint.js';

const folder = useFolder();

const EXPOSE = 'nested/expose-hardware-virtualization';

describe('explain', () => {
  test('a rule by its id: what, why, fix safety, examples, sources', () => {
    const result = folder.vmlint('explain', 'vmx/quoted-value');
    expect(result.status).toBe(0);
    expectQuiet(result);
    const headings = result.stdout.match(/^\S.*$/gm)!;
    expect(headings).toEqual([
      'vmx/quoted-value (warning)',
      'Every value stands in quotes',
      'Why',
      'Fix',
      'Bad',
      'After --fix',
      'Good',
      'Sources',
      'What products say',
    ]);
    expect(result.stdout).toContain(
      'After --fix\n  memsize = "4096" # MB\n  scsi0:0.redo = ""\n  annotation = "19|22rack"\n',
    );
    expect(result.stdout).toMatch(/\nWhy\n {2}VMware's line reader takes an unquoted value/);
    for (const line of result.stdout.split('\n')) expect(line).not.toMatch(/ $/);
  });

  test('by its short id, in any case', () => {
    const byId = folder.vmlint('explain', 'vmx/no-bom').stdout;
    expect(folder.vmlint('explain', 'no-bom').stdout).toBe(byId);
    expect(folder.vmlint('explain', 'VMX/No-BOM').stdout).toBe(byId);
    // What cannot be seen is shown.
    expect(byId).toContain('  \\ufeff.encoding = "UTF-8"\n');
  });

  test('every rule can be explained', () => {
    const script = RULES.map(({ id }) => `vmlint explain '${id}' | head -1`).join('\n');
    const result = folder.shell(script);
    expectQuiet(result);
    expect(result.stdout).toBe(RULES.map(({ id, severity }) => `${id} (${severity})\n`).join(''));
  });

  test('a setting is described, and leads to the rules that know it', () => {
    const { status, stdout } = folder.vmlint('explain', 'VHV.Enable');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^vhv\.enable \(setting\)\n/);
    for (const rule of [EXPOSE, 'nested/hide-hardware-virtualization']) {
      expect(stdout).toContain(`\n  vmlint explain ${rule}: `);
    }
  });

  test.each([
    ["Module 'MonitorMode' power on failed.", EXPOSE],
    ['esxi-lab: This host does not support Intel VT-x. (0x2a)', EXPOSE],
    [
      '[msg.dictionary.load] Unable to open: File "C:\\VMs\\a.vmx" line 12: Syntax error.',
      'vmx/no-malformed-line',
    ],
    ['dictionary error', 'vmx/no-duplicate-key'],
    ['Cannot open VM: /vmfs/volumes/x/a.vmx: dictionary error', 'vmx/no-duplicate-key'],
  ])('a pasted message leads to the rules behind it: %s', (message, rule) => {
    const { status, stdout } = folder.vmlint('explain', message);
    expect(status).toBe(0);
    expect(stdout).toContain(`\n  vmlint explain ${rule}: `);
  });

  test('a message need not be quoted for the shell', () => {
    const words = "Module 'MonitorMode' power on failed.".split(' ');
    expect(folder.vmlint('explain', ...words).stdout).toContain(EXPOSE);
  });

  test('what nobody knows is exit code 2, with what is near', () => {
    expect(folder.vmlint('explain', 'wibble')).toMatchObject({
      status: 2,
      stdout: '',
      stderr:
        'error: nothing is known of "wibble": no rule, no setting, no message of a product.\n`vmlint rules` lists the rules, `vmlint settings` the settings.\n',
    });
    expect(folder.vmlint('explain', 'vhv.a').stderr).toContain('Did you mean vhv.allow');
    expect(folder.vmlint('explain', '').status).toBe(2);
  });
});

describe('rules', () => {
  test('lists every rule with severity and summary', () => {
    const result = folder.vmlint('rules');
    expect(result.status).toBe(0);
    expectQuiet(result);
    const width = Math.max(...RULES.map(({ id }) => id.length));
    expect(result.stdout).toBe(
      RULES.map(
        ({ id, severity, summary }) =>
          `${id.padEnd(width)}  ${severity.padEnd('warning'.length)}  ${summary}\n`,
      ).join(''),
    );
  });

  test('--format json', () => {
    const { status, stdout } = folder.vmlint('rules', '--format', 'json');
    expect(status).toBe(0);
    const { version, rules } = JSON.parse(stdout);
    expect(version).toBe(1);
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(RULES.map(({ id }) => id));
    const expose = rules.find(({ id }: { id: string }) => id === EXPOSE);
    expect(expose).toEqual({
      id: 'nested/expose-hardware-virtualization',
      languages: ['vmx', 'vbox', 'hyperv'],
      severity: 'error',
      summary: 'A VM that runs a hypervisor sees the hardware virtualization of the CPU',
      why: expect.any(String),
      fixSafety: expect.any(String),
      sources: expect.arrayContaining([{ title: expect.stringContaining('Running Nested VMs') }]),
      presets: ['recommended', 'nested'],
      settings: expect.arrayContaining(['vhv.enable']),
    });
  });

  test('--language', () => {
    const all = folder.vmlint('rules').stdout.split('\n');
    const ids = (language: string): string[] =>
      JSON.parse(
        folder.vmlint('rules', '--language', language, '--format', 'json').stdout,
      ).rules.map(({ id }: { id: string }) => id);
    const [vmx, vbox, hyperv] = [ids('vmx'), ids('vbox'), ids('hyperv')];
    expect(vmx).not.toContain('nested/nested-paging');
    expect(vbox).toContain('nested/nested-paging');
    expect(vbox).not.toContain('vmx/quoted-value');
    expect(hyperv).toContain('nested/static-memory');
    expect(vbox).not.toContain('nested/static-memory');
    expect(new Set([...vmx, ...vbox, ...hyperv]).size).toBe(all.length - 1);
    expect(folder.vmlint('rules', '--language=vmx', '--format=json').status).toBe(0);
  });
});

describe('ast', () => {
  const TEXT =
    '\xef\xbb\xbf.encoding = "UTF-8"\r\n\r\n# c\r\ndisplayName = "\xc3\xa9|22" # d\r\nx\r\nencryption.data = "abc"';

  const at = (line: number, from: number, to: number, offset: number) => ({
    start: { line, column: from, offset },
    end: { line, column: to, offset: offset + to - from },
  });

  test('the tree of a file, with the places of all parts', () => {
    folder.plant({ 'a.vmx': TEXT });
    const result = folder.vmlint('ast', 'a.vmx');
    expect(result.status).toBe(0);
    expectQuiet(result);
    const name = at(4, 1, 26, 31);
    expect(JSON.parse(result.stdout)).toEqual({
      language: 'vmx',
      tree: {
        type: 'root',
        byteOrderMark: true,
        children: [
          {
            type: 'entry',
            key: '.encoding',
            value: 'UTF-8',
            quoted: true,
            position: at(1, 1, 20, 3),
            keyPosition: at(1, 1, 10, 3),
            valuePosition: at(1, 13, 20, 15),
          },
          { type: 'blank', position: at(2, 1, 1, 24) },
          { type: 'comment', text: '# c', position: at(3, 1, 4, 26) },
          {
            type: 'entry',
            key: 'displayName',
            value: 'é"',
            quoted: true,
            comment: '# d',
            // `é` has two bytes.
            position: { start: name.start, end: { ...name.end, column: 25 } },
            keyPosition: at(4, 1, 12, 31),
            valuePosition: {
              start: { line: 4, column: 15, offset: 45 },
              end: { line: 4, column: 21, offset: 52 },
            },
          },
          {
            type: 'malformed',
            reason: 'missing-equals',
            text: 'x',
            problemPosition: at(5, 1, 2, 58),
            position: at(5, 1, 2, 58),
          },
          {
            type: 'entry',
            key: 'encryption.data',
            value: '********',
            secret: true,
            quoted: true,
            position: at(6, 1, 24, 61),
            keyPosition: at(6, 1, 16, 61),
            valuePosition: at(6, 19, 24, 79),
          },
        ],
      },
    });
    expect(folder.read('a.vmx')).toBe(TEXT);
  });

  test('what cannot be read, or is no VM configuration, is exit code 2', () => {
    folder.plant({ 'd.vmx/a.vmx': UNQUOTED, 'notes.txt': 'hello\n', 'a.vmx': UNQUOTED });
    for (const [args, message] of [
      [['gone.vmx'], 'gone.vmx: no such file or folder'],
      [['d.vmx'], 'd.vmx: it is a folder, not a file'],
      [['notes.txt'], 'notes.txt: not a VM configuration: it has neither'],
      [['--max-size=10', 'a.vmx'], 'a.vmx: it has 56 bytes, more than --max-size 10'],
    ] as const) {
      const { status, stdout, stderr } = folder.vmlint('ast', ...args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(`error: ${message}`);
    }
  });

  test('a file of this name is read whatever it holds', () => {
    folder.plant({ 'a.vmx': 'hello\n', 'empty.vmx': '' });
    const tree = (name: string) => JSON.parse(folder.vmlint('ast', name).stdout).tree;
    expect(tree('a.vmx').children).toMatchObject([{ type: 'malformed', text: 'hello' }]);
    expect(tree('empty.vmx')).toEqual({ type: 'root', children: [] });
  });
});
