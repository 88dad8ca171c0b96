import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import { folds } from '../../src/editor/folding.js';
import { links } from '../../src/editor/links.js';
import { outline } from '../../src/editor/symbols.js';
import { SETTINGS } from '../../src/languages/vmx/catalogue/index.js';
import { hoverAt, labels, offersAt, opened, taken } from './opened.js';

const NESTING = SETTINGS.filter(
  ({ pattern, nesting, hostOnly }) =>
    nesting && !hostOnly && !pattern.startsWith('cpuid.*') && !pattern.endsWith('**'),
);

describe('hover', () => {
  test.each(NESTING.map((setting) => [setting.pattern, setting] as const))(
    'tells of %s what the catalogue knows',
    (pattern, { description, source }) => {
      const key = pattern.replaceAll('*', '0');
      const text = hoverAt(`config.version = "8"\n${key}^ = "x"\n`);
      expect(text).toContain(`**\`${key}\`**`);
      if (description !== undefined) {
        expect(text.replaceAll('\\', '')).toContain(description);
        expect(text.replaceAll('\\', '')).toContain(source!.title);
      }
    },
  );

  test.each([
    ['vhv.enable = "^TRUE"', 'Effective value: `TRUE`'],
    ['^vhv.enable = "yes"', '`yes` is neither `TRUE` nor `FALSE`'],
    ['vhv.enable = "TRUE"\nVHV.^enable = "FALSE"', 'It is set 2 times (lines 2, 3)'],
    ['guestOS = "vmkernel^7"', 'ESXi, a hypervisor'],
    ['vhv.enabl^e = "TRUE"', 'Effective value: `TRUE`'],
    ['vhv.enabel^ = "TRUE"', '`vhv.enable` is:'],
    ['memsize = "{{ memory^ }}"', 'not known before the template is filled in'],
    ['unheard.of^ = "1"', 'does not know this key'],
    ['# vmlint-ignore-file vmx/no-^bom -- here', '`vmx/no-bom`'],
  ])('says of %s what holds and why', (line, expected) => {
    expect(hoverAt(`config.version = "8"\n${line}\n`)).toContain(expected);
  });

  test('tells of the findings at the place why they are found', () => {
    const text = hoverAt('vhv.enable = ^"True"\nmemsize = "4096"\n');
    expect(text).toContain('**warning**');
    expect(text).toContain('`vmlint explain vmx/boolean-spelling`');
  });

  test('shows no secret', () => {
    for (const line of [
      '^encryption.keySafe = "s3cret"',
      'RemoteDisplay.vnc.password = "s3c^ret"',
    ]) {
      const text = hoverAt(`config.version = "8"\n${line}\n`);
      expect(text).not.toBe('');
      expect(text).not.toContain('s3cret');
    }
  });

  test('shows what a file says as it is, and no markup', () => {
    const text = hoverAt('config.version = "8"\nannotation^ = "`*a* <b> [x](http://y)"\n');
    expect(text).toContain('`` `*a* <b> [x](http://y) ``');
  });

  test('says nothing of blank lines, comments and the end', () => {
    for (const text of ['^\nmemsize = "4"', '# a ^comment\nmemsize = "4"', 'memsize = "4096"\n^']) {
      expect(hoverAt(text)).not.toContain('Effective');
    }
  });
});

describe('completion', () => {
  test.each(NESTING.map(({ pattern }) => [pattern.replaceAll('*', '0')]))('offers %s', (key) => {
    const half = key.slice(0, Math.ceil(key.length / 2));
    expect(labels(offersAt(`config.version = "8"\n${half}^\n`))).toContain(key);
    expect(taken(`config.version = "8"\n${half}^\n`, key)).toBe(
      `config.version = "8"\n${key} = ""\n`,
    );
  });

  test('offers the values of every boolean and every choice that bears on nesting', () => {
    for (const { pattern, type, values = [] } of NESTING) {
      const key = pattern.replaceAll('*', '0');
      const offered = labels(offersAt(`${key} = "^"\n`));
      if (type === 'boolean') expect([key, offered]).toEqual([key, ['TRUE', 'FALSE']]);
      else expect([key, offered]).toEqual([key, expect.arrayContaining([...values])]);
    }
  });

  test('takes the units that are typed, else those that the file has', () => {
    expect(taken('ethernet3.virt^', 'ethernet3.virtualDev')).toBe('ethernet3.virtualDev = ""');
    const offered = labels(offersAt('scsi1:2.present = "TRUE"\n^\n'));
    expect(offered).toContain('scsi1:2.fileName');
    expect(offered).not.toContain('scsi1:2.present');
    expect(offered).not.toContain('scsi0:0.fileName');
  });

  test('leaves out what is set already, but for the key that is being changed', () => {
    const text = 'vhv.enable = "TRUE"\nmemsize = "4096"\n';
    expect(labels(offersAt(`${text}vh^\n`))).not.toContain('vhv.enable');
    expect(taken('vhv.en^ab = "TRUE"', 'vhv.enable')).toBe('vhv.enable = "TRUE"');
  });

  test.each([
    ['guestOS = "vmk^"', 'vmkernel7', 'guestOS = "vmkernel7"'],
    ['guestOS = ^', 'vmkernel7', 'guestOS = "vmkernel7"'],
    ['guestOS = "^', 'vmkernel7', 'guestOS = "vmkernel7"'],
    ['virtualHW.version = "1^9" # new', '21', 'virtualHW.version = "21" # new'],
    ['vhv.enable = T^ # x', 'TRUE', 'vhv.enable = "TRUE" # x'],
    ['firmware = "^"', 'efi', 'firmware = "efi"'],
    ['.encoding = "^"', 'UTF-8', '.encoding = "UTF-8"'],
    [
      'cpuid.1.ecx = "^"',
      '----:----:----:----:----:----:--h-:----',
      'cpuid.1.ecx = "----:----:----:----:----:----:--h-:----"',
    ],
    [
      'displayName = "Zürich 😀"\r\nvhv.enable = "^"\r\n',
      'TRUE',
      'displayName = "Zürich 😀"\r\nvhv.enable = "TRUE"\r\n',
    ],
  ])('of %s gives %s', (text, label, expected) => {
    expect(taken(text, label)).toBe(expected);
  });

  test('offers nothing behind a value, and nothing for a second word', () => {
    expect(offersAt('vhv.enable = "TRUE" ^')).toEqual([]);
    expect(offersAt('two wor^')).toEqual([]);
  });

  test('offers what comments say to vmlint, with the rules that there are', () => {
    expect(labels(offersAt('# vmlint-^\nmemsize = "4"'))).toEqual([
      'vmlint-ignore-next-line',
      'vmlint-ignore-file',
      'vmlint-nested',
      'vmlint-format-ignore',
      'vmlint-format-ignore-start',
      'vmlint-format-ignore-end',
    ]);
    const rules = labels(offersAt('# vmlint-ignore-next-line vmx/^\nmemsize = "4"'));
    expect(rules).toEqual(
      RULES.filter(({ languages }) => languages.includes('vmx')).map(({ id }) => id),
    );
    expect(taken('# vmlint-ignore-file vmx/^', 'vmx/no-bom')).toBe(
      '# vmlint-ignore-file vmx/no-bom -- ',
    );
    expect(labels(offersAt('# vmlint-nested ^'))).toEqual(['require', 'forbid', 'auto']);
    expect(offersAt('# any words ^')).toEqual([]);
    expect(offersAt('# vmlint-ignore-file vmx/no-bom -- since ^')).toEqual([]);
  });
});

const FILE = `#!/usr/bin/vmware
# made
# by hand
config.version = "8"
ethernet0.present = "TRUE"
ethernet0.virtualDev = "e1000"

scsi0:0.fileName = "disk.vmdk"
nvram = "a.nvram"
vmxf = "x"
ide1:0.fileName = "C:\\\\images\\\\x.iso"
sound.fileName = "\${folder}/x"
guestinfo.password = "s3cret"
`;

test('the outline has settings of a namespace together, and shows no secret', () => {
  const items = outline(opened(FILE));
  expect(items.map(({ name, children }) => [name, children.length])).toEqual([
    ['config.version', 0],
    ['ethernet0', 2],
    ['scsi0:0.fileName', 0],
    ['nvram', 0],
    ['vmxf', 0],
    ['ide1:0.fileName', 0],
    ['sound.fileName', 0],
    ['guestinfo.password', 0],
  ]);
  expect(JSON.stringify(items)).not.toContain('s3cret');
  for (const item of items) {
    for (const part of [item, ...item.children]) {
      expect(part.selection.start).toBeGreaterThanOrEqual(part.range.start);
      expect(part.selection.end).toBeLessThanOrEqual(part.range.end);
    }
  }
});

test('comments and namespaces fold', () => {
  expect(folds(opened(FILE))).toEqual([
    { start: 0, end: 2, kind: 'comment' },
    { start: 4, end: 5, kind: 'region' },
  ]);
});

test('disks and companions are links, from where the file is', () => {
  const file = process.platform === 'win32' ? 'C:\\vms\\a.vmx' : '/vms/a.vmx';
  const found = links(opened(FILE), file);
  const named = found.map(({ range: { start, end } }) => FILE.slice(start, end));
  expect(named).toEqual(expect.arrayContaining(['disk.vmdk', 'a.nvram']));
  expect(named.join()).not.toContain('folder');
  if (process.platform !== 'win32') {
    expect(found[0]!.path).toBe('/vms/disk.vmdk');
    expect(named.join()).not.toContain('images');
  }
});
