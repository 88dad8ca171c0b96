import { describe, expect, test } from '@jest/globals';
import { QUOTED, useFolder } from './vmlint.js';

const folder = useFolder();

const HEAD = 'config.version = "8"\nvirtualHW.version = "20"\nguestOS = "ubuntu-64"\n';

function findings(text: string, ...args: string[]): string[] {
  folder.plant({ 'vm.vmx': text });
  const { report } = folder.json('vm.vmx', ...args);
  return report.files[0]!.findings.map(({ rule, start }) => `${start.line} ${rule}`);
}

describe('a comment suppresses', () => {
  test('the findings of a rule on the next line', () => {
    const secret = 'RemoteDisplay.vnc.key = "x"\nRemoteDisplay.vnc.password = "y"\n';
    const comment = '# vmlint-ignore-next-line vmx/no-secrets -- known in the lab\n';
    expect(findings(HEAD + secret, '--nested', 'auto')).toEqual([
      '4 vmx/no-secrets',
      '5 vmx/no-secrets',
    ]);
    expect(findings(HEAD + comment + secret, '--nested', 'auto')).toEqual(['6 vmx/no-secrets']);
  });

  test('several rules, one comment above the other, with blank lines between', () => {
    const text =
      '# vmlint-ignore-next-line vmx/quoted-value -- made by a tool\r\n' +
      '\r\n# vmlint-ignore-next-line vmx/valid-memsize, vmx/no-secrets -- odd\r\nmemsize = 4095\r\n';
    expect(findings(text, '--nested', 'auto')).toEqual(['3 vmlint/effective-suppression']);
  });

  test('the findings of a rule in the whole file, wherever it stands', () => {
    const text = 'memsize = 4096\nnumvcpus = 2\n# vmlint-ignore-file vmx/quoted-value -- ok\n';
    expect(findings(text, '--nested', 'auto')).toEqual([]);
  });

  test('what is missing, too', () => {
    const comment =
      '# vmlint-ignore-file nested/expose-hardware-virtualization -- runs containers only\n';
    expect(findings(comment + HEAD)).toEqual([]);
  });

  test('until a day, and no longer', () => {
    const comment = (day: string): string =>
      `# vmlint-ignore-file vmx/quoted-value -- for now until ${day}\nmemsize = 4096\n`;
    expect(findings(comment('2999-01-01'), '--nested', 'auto')).toEqual([]);
    expect(findings(comment('2020-01-01'), '--nested', 'auto')).toEqual([
      '1 vmlint/effective-suppression',
      '2 vmx/quoted-value',
    ]);
  });

  test('nothing without a reason', () => {
    const text = '# vmlint-ignore-file vmx/quoted-value\nmemsize = 4096\n';
    expect(findings(text, '--nested', 'auto')).toEqual([
      '1 vmlint/effective-suppression',
      '2 vmx/quoted-value',
    ]);
  });

  test('nothing of other rules and other lines', () => {
    const text = '# vmlint-ignore-next-line vmx/no-bom -- x\nmemsize = 4096\n';
    expect(findings(text, '--nested', 'auto')).toEqual([
      '1 vmlint/effective-suppression',
      '2 vmx/quoted-value',
    ]);
  });
});

describe('--fix', () => {
  test('leaves what is suppressed, and removes suppressions of nothing', () => {
    const used =
      '# vmlint-ignore-next-line vmx/quoted-value -- a tool wants it so\nmemsize = 4096\n';
    const unused = '# vmlint-ignore-next-line vmx/quoted-value -- long ago\nnumvcpus = "2"\n';
    folder.plant({ 'vm.vmx': HEAD + used + unused });
    const { status } = folder.vmlint('vm.vmx', '--nested', 'auto', '--fix');
    expect(status).toBe(0);
    expect(folder.read('vm.vmx')).toBe(`${HEAD}${used}numvcpus = "2"\n`);
  });

  test('removes one name of several', () => {
    const comment = (names: string): string =>
      `# vmlint-ignore-file ${names} -- a tool\nmemsize = 4096\n`;
    for (const names of ['vmx/quoted-value, vmx/no-bom', 'vmx/no-bom vmx/quoted-value']) {
      folder.plant({ 'vm.vmx': comment(names) });
      folder.vmlint('vm.vmx', '--nested', 'auto', '--fix');
      expect(folder.read('vm.vmx')).toBe(comment('vmx/quoted-value'));
    }
  });
});

describe('the name of a rule that does not exist', () => {
  const line = 'memsize = 4096\n';

  test('is put right where it is clear which is meant; what it is about is not fixed before', () => {
    for (const name of ['vmx/quoted-valu', 'vmxx/quoted-value', 'quoted-value']) {
      folder.plant({ 'vm.vmx': `# vmlint-ignore-next-line ${name} -- a tool\n${line}` });
      expect(folder.vmlint('--nested', 'auto', '--fix').status).toBe(0);
      expect(folder.read('vm.vmx')).toBe(
        `# vmlint-ignore-next-line vmx/quoted-value -- a tool\n${line}`,
      );
    }
  });

  test('may be one of a plugin, which is run elsewhere', () => {
    const text = `# vmlint-ignore-next-line own/quoted-value -- a tool\nmemsize = "4096"\n`;
    folder.plant({ 'vm.vmx': text });
    const { stdout } = folder.vmlint('--nested', 'auto', '--fix');
    expect(stdout).toContain(
      'Unexpected rule `own/quoted-value`, which does not exist, expected the id of one that does; those of a plugin exist where --plugin names it\n',
    );
    expect(folder.read('vm.vmx')).toBe(text);
  });
});

describe('the intent in the file', () => {
  test('counts more than the default, and is stated', () => {
    expect(findings(`# vmlint-nested auto\n${HEAD}`)).toEqual([]);
    folder.plant({ 'vm.vmx': `# vmlint-nested require -- an ESXi lab\n${HEAD}` });
    expect(folder.vmlint('vm.vmx', '--fix', '--no-assume').status).toBe(0);
    expect(folder.read('vm.vmx')).toContain('vhv.enable = "TRUE"');
  });

  test('counts less than the command line', () => {
    expect(findings(`# vmlint-nested auto\n${HEAD}`, '--nested', 'require')).toEqual([
      '4 nested/expose-hardware-virtualization',
    ]);
  });

  test('is nothing that does not exist', () => {
    expect(findings(`# vmlint-nested sometimes\n${HEAD}`, '--nested', 'auto')).toEqual([
      '1 vmlint/effective-suppression',
    ]);
  });
});

test('a comment behind a pair, and // comments, suppress nothing', () => {
  const text =
    'memsize = 4096 # vmlint-ignore-file vmx/quoted-value -- x\n// vmlint-ignore-file vmx/no-foreign-comment -- x\n';
  expect(findings(text, '--nested', 'auto')).toEqual([
    '1 vmx/quoted-value',
    '2 vmx/no-foreign-comment',
  ]);
});

test('a hundred thousand suppressions are no trouble', () => {
  const line = '# vmlint-ignore-next-line vmx/quoted-value -- x\na = 1\n';
  expect(findings(line.repeat(50_000), '--nested', 'auto').length).toBeGreaterThan(0);
});

describe('a configuration leaves findings out', () => {
  const secret = `${HEAD}RemoteDisplay.vnc.key = "x"\nRemoteDisplay.vnc.password = "y"\n`;

  function lintWith(ignoreFindings: readonly object[], ...args: string[]) {
    const config = JSON.stringify({ nested: 'auto', ignoreFindings });
    folder.plant({
      'vmlint.config.json': config,
      'lab/vm.vmx': secret,
      'other/vm.vmx': `${HEAD}memsize = 4096\n`,
    });
    const { report, stderr } = folder.json('.', ...args);
    const found = report.files.flatMap(({ path, findings: all }) =>
      all.map(({ rule, setting }) => `${path} ${rule} ${setting ?? ''}`),
    );
    return { found, stderr };
  }

  test('of a rule, a setting and files, where there is a reason', () => {
    const rule = 'vmx/no-secrets';
    const all = lintWith([]).found;
    expect(all).toEqual([
      'lab/vm.vmx vmx/no-secrets RemoteDisplay.vnc.key',
      'lab/vm.vmx vmx/no-secrets RemoteDisplay.vnc.password',
      'other/vm.vmx vmx/quoted-value memsize',
    ]);
    expect(lintWith([{ rule, reason: 'a lab' }]).found).toEqual(all.slice(2));
    const setting = 'remotedisplay.vnc.k*';
    expect(lintWith([{ rule, setting, reason: 'a lab' }]).found).toEqual(all.slice(1));
    expect(lintWith([{ rule, files: 'other/**', reason: 'x' }]).found).toEqual([
      ...all,
      'vmlint.config.json vmlint/effective-suppression ',
    ]);
    expect(lintWith([{ rule: 'vmx/*', files: 'other/**', reason: 'x' }]).found).toEqual(
      all.slice(0, 2),
    );
  });

  test('until a day; then that is a finding, where it stands', () => {
    const exception = { rule: 'vmx/no-secrets', reason: 'a lab', until: '2020-01-31' };
    const { found, stderr } = lintWith([exception]);
    expect(found).toHaveLength(4);
    expect(found.at(-1)).toBe('vmlint.config.json vmlint/effective-suppression ');
    expect(stderr).toBe('');
    expect(folder.vmlint().stdout).toContain(
      'Unexpected suppression of `vmx/no-secrets` after 2020-01-31, its last day, expected none',
    );
    expect(lintWith([{ ...exception, until: '2999-01-01' }], '--cache').found).toHaveLength(1);
    expect(lintWith([{ ...exception, until: '2999-01-01' }], '--cache').found).toHaveLength(1);
  });

  describe('in vain, which is told only where the run shows it', () => {
    const idle = { rule: 'vmx/no-bom', reason: 'an old tool', files: 'lab/*.vmx' };
    const inUse = { rule: 'vmx/no-secrets', reason: 'a lab' };

    function vain(exceptions: readonly object[], paths: string[], ...args: string[]): string[] {
      const config = JSON.stringify({ nested: 'auto', ignoreFindings: exceptions }, null, 2);
      folder.plant({
        'vmlint.config.json': config,
        'lab/vm.vmx': secret,
        'lab/deep/vm.vmx': secret,
        'other/vm.vmx': `${HEAD}memsize = 4096\n`,
      });
      const { report } = folder.json(...paths, ...args);
      return report.files
        .filter(({ path }) => path.endsWith('.json'))
        .flatMap(({ findings: all }) =>
          all.map(({ start, message }) => `${start.line} ${message}`),
        );
    }

    const TOLD =
      'Unexpected exception for `vmx/no-bom`, expected none, since it leaves nothing out';

    test('of a folder, where all of it was linted', () => {
      expect(vain([inUse, idle], ['.'])).toEqual([`9 ${TOLD}`]);
      expect(vain([inUse, idle], ['lab'])).toEqual([`9 ${TOLD}`]);
      expect(vain([inUse, idle], ['other', 'lab/deep'])).toEqual([]);
      expect(vain([inUse, idle], ['lab/vm.vmx', 'other/vm.vmx'])).toEqual([]);
      expect(vain([inUse], ['other'])).toEqual([]);
    });

    test('of a file, where that was linted', () => {
      const entry = { ...idle, files: ['lab/vm.vmx'] };
      expect(vain([entry], ['lab/vm.vmx'])).toEqual([`5 ${TOLD}`]);
      expect(vain([entry], ['lab/deep/vm.vmx'])).toEqual([]);
      expect(vain([{ ...entry, files: ['lab/gone.vmx'] }], ['lab/vm.vmx'])).toEqual([]);
      expect(vain([{ ...entry, files: ['lab/gone.vmx'] }], ['.'])).toEqual([`5 ${TOLD}`]);
    });

    test.each<[string, (text: string) => Buffer, number]>([
      ['UTF-8', (text) => Buffer.from(text), 1],
      ['UTF-8 with a byte order mark', (text) => Buffer.from(`\ufeff${text}`), 1],
      ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), 2],
    ])('at the bytes of the configuration, be it in %s', (_encoding, encode, unit) => {
      const entry = '{ "rule": "vmx/no-bom", "reason": "x" }';
      const bytes = encode(
        `{ "nested": "auto", /* \u00e4\u{1f600} */ "ignoreFindings": [${entry}] }`,
      );
      folder.plant({ 'a.vmx': QUOTED, 'vmlint.config.jsonc': bytes });
      const { start, end } = folder.json('.').report.files[1]!.findings[0]!;
      const named = bytes.subarray(start.offset, end.offset);
      expect(named.toString(unit === 1 ? 'utf8' : 'utf16le')).toBe('"vmx/no-bom"');
    });

    test('in a folder below, where nothing governs the files above', () => {
      const config = JSON.stringify({ root: true, nested: 'auto', ignoreFindings: [idle] });
      folder.plant({ 'a.vmx': QUOTED, 'below/vmlint.config.json': config, 'below/b.vmx': QUOTED });
      expect(folder.json('.').report.files.map(({ path }) => path)).toEqual([
        'a.vmx',
        'below/b.vmx',
        'below/vmlint.config.json',
      ]);
    });

    test('of a setting that nothing is found of', () => {
      const settings = ['RemoteDisplay.vnc.key', 'guest.password'];
      const entries = settings.map((setting) => ({ ...inUse, setting }));
      expect(vain(entries, ['.'])).toEqual([
        '10 Unexpected exception for `vmx/no-secrets` of `guest.password`, expected none, since it leaves nothing out',
      ]);
    });

    test.each([
      ['rules', ['--rule', 'vmx/no-secrets=off']],
      ['presets', ['--preset', 'syntax']],
      ['the intent', ['--nested', 'require']],
      ['the stack', ['--guest', 'esxi']],
    ])('not where the command line says %s', (_what, args) => {
      expect(vain([idle], ['.'], ...args)).toEqual([]);
    });

    test('not where a file could not be looked at', () => {
      folder.plant({ 'lab/large.vmx': `${HEAD}${'#'.repeat(1000)}\n` });
      expect(vain([idle], ['.'], '--max-size', '1000')).toEqual([]);
      expect(vain([{ ...idle, files: 'other/**' }], ['.'], '--max-size', '1000')).toHaveLength(1);
    });

    test('not of what it extends, which may hold for others, too', () => {
      folder.plant({ 'team.json': JSON.stringify({ ignoreFindings: [idle] }) });
      folder.plant({ 'vmlint.config.json': '{ "extends": "./team.json" }', 'a.vmx': QUOTED });
      expect(folder.json('.').report.files.map(({ path }) => path)).toEqual(['a.vmx']);
    });

    test('by every thread, from the cache, and where fixes are made', () => {
      const entries = [inUse, idle, { rule: 'vmx/quoted-value', reason: 'x', files: 'other/**' }];
      for (const args of [['--jobs', '2'], ['--cache'], ['--cache'], ['--diff'], ['--fix']]) {
        expect(vain(entries, ['.'], ...args)).toEqual([`9 ${TOLD}`]);
      }
    });

    test('in a frame, as severe as its rule is, and counted', () => {
      expect(vain([idle], ['.'], '--max-warnings', '0')).toHaveLength(1);
      expect(folder.vmlint('lab')).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(
          /^warning\[vmlint\/effective-suppression\]: .*\n --> vmlint\.config\.json:5:15\n/m,
        ),
      });
      const config = JSON.parse(folder.read('vmlint.config.json')) as object;
      const write = (rules: object) =>
        folder.plant({ 'vmlint.config.json': JSON.stringify({ ...config, rules }) });
      write({ 'vmlint/effective-suppression': 'error' });
      expect(folder.vmlint('lab').status).toBe(1);
      write({ 'vmlint/effective-suppression': 'off' });
      expect(folder.vmlint('lab').stdout).not.toContain('vmlint.config.json');
    });
  });

  test('also those about comments', () => {
    const rule = 'vmlint/effective-suppression';
    const text = `# vmlint-ignore-file vmx/no-bom -- an old tool\n${HEAD}`;
    folder.plant({ 'vm.vmx': text, 'vmlint.config.json': '{ "nested": "auto" }' });
    expect(folder.json('vm.vmx').report.files[0]?.findings).toHaveLength(1);
    const config = { nested: 'auto', ignoreFindings: [{ rule, reason: 'a test' }] };
    folder.plant({ 'vmlint.config.json': JSON.stringify(config) });
    expect(folder.json('vm.vmx').report.files[0]?.findings).toEqual([]);
  });

  test('and --fix leaves them as they are', () => {
    lintWith([{ rule: 'vmx/quoted-value', reason: 'a tool wants it so' }]);
    folder.vmlint('.', '--fix');
    expect(folder.read('other/vm.vmx')).toContain('memsize = 4096\n');
  });
});
