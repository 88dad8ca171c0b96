import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RULES } from '../../rules/index.js';
import booleanSpelling from '../../rules/vmx/boolean-spelling.js';
import commentOnOwnLine from '../../rules/vmx/comment-on-own-line.js';
import encodingDeclared from '../../rules/vmx/encoding-declared.js';
import encodingFirst from '../../rules/vmx/encoding-first.js';
import noPointlessHostSetting from '../../rules/vmx/no-pointless-host-setting.js';
import uniformLineEnds from '../../rules/vmx/uniform-line-ends.js';
import validEscapes from '../../rules/vmx/valid-escapes.js';
import vhvAllow from '../../rules/vmx/vhv-allow-on-esxi-5-0.js';
import {
  detectLanguage,
  languageIn,
  type Dialect,
  type VmDocument,
} from '../../src/languages/index.js';
import { fix } from '../../src/lint/fixer.js';
import type { Finding } from '../../src/lint/finding.js';
import { lint } from '../../src/lint/linter.js';
import { isAbout, type Example, type Intent, type Rule } from '../../src/lint/rule.js';
import { Source } from '../../src/source/source.js';
import { corpus } from '../support/shared.js';

const OWN = [
  commentOnOwnLine,
  encodingDeclared,
  encodingFirst,
  noPointlessHostSetting,
  uniformLineEnds,
  validEscapes,
  vhvAllow,
];

function sourceOf(text: string, bytes = false): Source {
  return Source.fromBytes(Buffer.from(text, bytes ? 'latin1' : 'utf8'));
}

function read(rule: Rule, example: Example, text = example.text): VmDocument {
  return languageIn(dialectOf(rule, example)).parse(sourceOf(text, example.bytes));
}

function dialectOf(rule: Rule, example: Example): Dialect {
  return example.dialect ?? rule.dialects?.[0] ?? rule.languages[0]!;
}

function intentOf(example: Partial<Example>): Intent {
  const { nested = 'require', stack = {}, logText } = example;
  return { nested, stated: example.nested !== undefined, given: stack, logText };
}

function fixed(rules: Rule | readonly Rule[], example: Example, unsafe: boolean): string {
  const list = 'id' in rules ? [rules] : rules;
  const language = languageIn(dialectOf(list[0]!, example));
  const options = { unsafe, assume: true };
  const document = language.parse(sourceOf(example.text, example.bytes));
  const outcome = fix(document, language, list, intentOf(example), options);
  return Buffer.from(outcome.document.source.bytes).toString(example.bytes ? 'latin1' : 'utf8');
}

describe('with all rules', () => {
  const auto = { nested: 'auto', dialect: 'vmx' } as const;

  test('the ends of lines, and what stands on them, are fixed together', () => {
    const text = 'config.version = "8"\r\nmemsize = 4096\nnumvcpus = "2"\rnumvcpus = "2"\r\n';
    expect(fixed(RULES, { ...auto, text }, true)).toBe(
      'config.version = "8"\r\nmemsize = "4096"\r\nnumvcpus = "2"\r\n',
    );
  });

  test('a fix that cannot be made yet does not keep back another at the same place', () => {
    const text = '\nc=d\r.encoding = x\r';
    const rules = [encodingFirst, uniformLineEnds];
    expect(fixed(rules, { ...auto, text }, true)).toBe('.encoding = x\n\nc=d\n');
  });

  test('a byte order mark goes although the encoding is not declared', () => {
    const text = '\u{feff}config.version = "8"\ndisplayName = "Prüfung"\n';
    expect(fixed(RULES, { ...auto, text }, true)).toBe(text.slice(1));
  });

  test('.encoding with a byte order mark moves to the first line', () => {
    const text = '\u{feff}config.version = "8"\n.encoding = "UTF-8"\n';
    expect(fixed(RULES, { ...auto, text }, true)).toBe(
      '.encoding = "UTF-8"\nconfig.version = "8"\n',
    );
  });

  test('.encoding that needs quotes too', () => {
    const text = 'config.version = "8"\r\n.encoding = UTF-8';
    expect(fixed(RULES, { ...auto, text }, true)).toBe(
      '.encoding = "UTF-8"\r\nconfig.version = "8"',
    );
  });

  test('a partly encrypted file keeps its lines', () => {
    const text =
      'memsize = "4096"\r\nvmx.encryptionType = "partial"\nencryption.keySafe = "x|"\nencryption.data = "y"\n';
    expect(fixed([uniformLineEnds, validEscapes], { ...auto, text }, true)).toBe(text);
  });
});

describe('valid-escapes', () => {
  const barsIn = (text: string): Finding[] => {
    const example = { text, bytes: true };
    return [...lint(read(validEscapes, example), [validEscapes], intentOf({})).findings];
  };

  test.each([
    ['annotation = "|"', 1],
    ['annotation = "|2"', 1],
    ['annotation = "|2|22|22"', 1],
    ['annotation = |2G|41', 1],
    ['annotation = "|0a|0D|7f"', 0],
    ['# a | b\nguestinfo.a|b = "c"', 0],
  ])('%s', (text, count) => {
    expect(barsIn(text)).toHaveLength(count);
  });

  test('a byte before the bar is a character of its own in UTF-8 and in windows-1252', () => {
    const utf8 = barsIn('.encoding = "UTF-8"\nannotation = "\xc3\xa9|"\n');
    expect(utf8.map((finding) => finding.fix?.safety)).toEqual(['unsafe']);
    const cp1252 = barsIn('.encoding = "windows-1252"\nannotation = "\xe9|"\n');
    expect(cp1252.map((finding) => finding.fix)).toEqual([undefined]);
    expect(barsIn('annotation = "\xe9|"\n')).toEqual([]);
  });
});

describe('dialects', () => {
  const recognised = (path: string, text: string): string => {
    const detected = detectLanguage(path, sourceOf(text, true));
    if ('whyNot' in detected) return detected.whyNot;
    return detected.language.parse(sourceOf(text, true)).dialect;
  };
  const HOST = 'libdir = "/usr/lib/vmware"\nacceptEULA = "yes"\ninstallerDefaults.a = "no"\n';

  test.each([
    ['a.vmx', 'pref.x = "1"\n', 'vmx'],
    ['a.vmtx', 'config.version = "8"\n', 'vmx'],
    ['config', HOST, 'host-config'],
    ['config.ini', 'prefvmx.minVmMemPct = "100"\n', 'host-config'],
    ['settings', '.encoding = "ASCII"\na = "b"\n', 'host-config'],
    ['/etc/vmware/config', 'libdir = "/usr/lib/vmware"\n', 'host-config'],
    ['/home/a/.vmware/config', 'x = "y"\n', 'host-config'],
    ['/Library/Preferences/VMware Fusion/config', 'x = y\n', 'host-config'],
    ['C:\\ProgramData\\VMware\\VMware Workstation\\config.ini', 'x = "y"\n', 'host-config'],
    ['preferences', '.encoding = "UTF-8"\npref.x = "1"\n', 'preferences'],
    ['Preferences.INI', 'hint.x = "1"\n', 'preferences'],
    ['inventory.vmls', 'index.count = "0"\n', 'preferences'],
    ['a.vmsd', 'snapshot.lastUID = "1"\n', 'snapshots'],
    ['config', 'config.version = "8"\nvirtualHW.version = "20"\n', 'vmx'],
  ])('%s is recognised', (path, text, dialect) => {
    expect(recognised(path, text)).toBe(dialect);
  });

  test.each([
    ['config', '[core]\n\tbare = false\n'],
    ['config', 'Host *\n  ForwardAgent yes\n'],
    ['config', 'a = "b"\n'],
    ['settings', '{"a": "b"}\n'],
    ['config.ini', '[General]\nlibdir=/x\n'],
    ['/etc/vmware/config', '[section]\nno pairs here\n'],
    ['my-config', HOST],
    ['preferences', ''],
    ['a.vmsd', ''],
    ['a.vmsd', '\0\x01\x02\x03'],
  ])('%s with %j is something else', (path, text) => {
    expect(['vmx', 'host-config', 'preferences', 'snapshots']).not.toContain(
      recognised(path, text),
    );
  });

  test('rules of syntax hold for all, rules of VMs for VMs', () => {
    const about = (dialect: Dialect): string[] =>
      RULES.filter((rule) => isAbout(rule, dialect)).map(({ id }) => id);
    expect(about('snapshots')).toContain('vmx/no-duplicate-key');
    expect(about('snapshots')).toContain('vmx/uniform-line-ends');
    expect(about('snapshots').filter((id) => id.startsWith('nested/'))).toEqual([]);
    expect(about('vmx')).not.toContain('vmx/no-pointless-host-setting');
    expect(about('host-config')).toContain('vmx/no-pointless-host-setting');
    expect(about('host-config')).not.toContain('nested/expose-hardware-virtualization');
  });

  test('yes and no are booleans in the configuration of a host', () => {
    const document = languageIn('host-config').parse(sourceOf(`${HOST}vmx.allowNested = "yes"\n`));
    const onVms: Rule = { ...booleanSpelling, dialects: ['vmx'] };
    expect(lint(document, [onVms, noPointlessHostSetting], intentOf({})).findings).toMatchObject([
      { rule: 'vmx/no-pointless-host-setting', severity: 'info' },
    ]);
  });

  test('what a fix makes of a file stays in its dialect', () => {
    const text = 'vmx.allowNested = TRUE\n';
    const language = languageIn('host-config');
    const options = { unsafe: true, assume: true };
    const outcome = fix(language.parse(sourceOf(text)), language, RULES, intentOf({}), options);
    expect(outcome.document.dialect).toBe('host-config');
    expect(outcome.document.source.text).toBe('vmx.allowNested = "TRUE"\n');
  });
});

test('whatever the text, fixes do what they name and leave nothing to fix', () => {
  const pieces = ['\r', '\n', '\r\n', '|', '|2', '|22', '#', '#!x', '"', ' ', 'a = "b"', 'c=d'];
  const piece = fc.constantFrom(...pieces, '.encoding = "UTF-8"', '.encoding = x', '\x83', '\0');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (parts) => {
      const text = parts.join('');
      const language = languageIn('vmx');
      const options = { unsafe: true, assume: true };
      const { remaining } = fix(
        language.parse(sourceOf(text, true)),
        language,
        OWN,
        intentOf({}),
        options,
      );
      expect(remaining.filter((finding) => finding.fix !== undefined)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('what these rules say of real files', () => {
  const told = new Set<string>();
  for (const { name, bytes } of corpus('vmx')) {
    const path = name.endsWith('.preferences') ? 'preferences' : name;
    const source = Source.fromBytes(bytes);
    const detected = detectLanguage(path, source);
    if ('whyNot' in detected) continue;
    const rules = OWN.filter(({ presets }) => presets.includes('recommended'));
    const { findings } = lint(detected.language.parse(source), rules, intentOf({}));
    for (const { rule } of findings) told.add(`${name} ${rule}`);
  }
  expect([...told]).toEqual([]);
});
