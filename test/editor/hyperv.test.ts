import { describe, expect, test } from '@jest/globals';
import { actionsFor, findingsIn } from '../../src/editor/actions.js';
import { folds } from '../../src/editor/folding.js';
import { judge } from '../../src/editor/judge.js';
import { links } from '../../src/editor/links.js';
import { applyTextEdits } from '../../src/editor/opened.js';
import { outline, type OutlineItem } from '../../src/editor/symbols.js';
import { HYPERV_SETTINGS } from '../../src/languages/hyperv/catalogue/index.js';
import { APPLIED, given, hoverAt, labels, marked, offersAt, opened, taken } from './opened.js';

const BIOS = '_ac6b8dc1-3257-4a70-b1b2-a9c9215659ad_';
const SCSI = '_3d9e1a75-60c2-4f88-b7d4-9a2be15c7f03_';
const NIC = '_7c1f0a52-9b3e-4d76-8a15-2e60c4b7d981_';

/** The elements of a path around some lines. */
function within(path: string, lines: string): string {
  const names = path.split('/').filter((name) => name !== '');
  const open = names.map((name) => `<${name}>`).join('');
  const close = names.reverse().map((name) => `</${name}>`);
  return `${open}\n${lines}\n${close.join('')}`;
}

/** A VM of 2012 R2 with some lines in the element of a path (`settings/memory/bank`). */
function vm(path: string, lines: string): string {
  return `<?xml version="1.0" encoding="UTF-16" standalone="yes"?>
<configuration>
${within(path, lines)}
<manifest>
<vdev001><device type="string">d422512d-2bf2-4752-809d-7b82b5fcb1b4</device><instance type="string">${SCSI.slice(1, -1).toUpperCase()}</instance><name type="string">Synthetic SCSI Controller</name></vdev001>
<vdev002><device type="string">2fc216b0-d2e2-4967-9b6d-b8a5c9ca2778</device><instance type="string">${NIC.slice(1, -1)}</instance><name type="string">Synthetic Ethernet Port</name></vdev002>
</manifest>
<properties>
<name type="string">lab</name>
<type_id type="string">Virtual Machines</type_id>
<version type="integer">1280</version>
</properties>
</configuration>
`;
}

const hover = (text: string): string => hoverAt(text, 'hyperv').replaceAll('\\', '');
const offers = (text: string): string[] => labels(offersAt(text, 'hyperv'));

const BANK = 'settings/memory/bank';

/** Those that XML has, at a path without devices and patterns. */
const PLAIN = HYPERV_SETTINGS.filter(
  ({ path, seenIn, since }) =>
    !/[<*]|N(?:\/|$)/.test(path) &&
    seenIn !== 'container' &&
    seenIn !== 'box' &&
    (since === undefined || since === '5.0'),
).map((setting) => [setting.path, setting] as const);

describe('hover', () => {
  test.each(PLAIN)(
    'tells of %s what the catalogue knows',
    (path, { type, description, cmdlet }) => {
      const names = path.split('/');
      const name = names.pop()!;
      const text = hover(vm(names.join('/'), `<${name}^ type="${type}"></${name}>`));
      expect(text).toContain(`**\`${path}\`** (${type})`);
      if (description !== undefined) expect(text).toContain(description);
      if (cmdlet !== undefined) expect(text).toContain(`Set by: \`${cmdlet}\``);
    },
  );

  test.each([
    [BANK, '<size type="integer">40^96</size>', 'Effective value: `4096` MiB'],
    [BANK, '<size ty^pe="integer">4096</size>', 'Effective value: `4096` MiB'],
    [BANK, '<size type="string">40^96</size>', 'Hyper-V writes it as `integer`, not as `string`'],
    [BANK, '<size type="integer">4^G</size>', '`4G` is no integer as Hyper-V writes it'],
    [BANK, '<size type="integer">${S^IZE}</size>', 'not known before the template is filled in'],
    [BANK, '<limi^ type="integer">1</limi>', 'What was meant may be `limit`'],
    ['', '<setti^ngs></settings>', '**`settings`** (node)'],
    [
      BIOS,
      '<secure_boot_enabled type="bool">Tr^ue</secure_boot_enabled>',
      'Effective value: `True`',
    ],
    ['', `<${BIOS.slice(0, 5)}^${BIOS.slice(5)}/>`, 'the settings of a device, Virtual BIOS'],
    [NIC, '<Mac^Address type="string"></MacAddress>', 'The MAC address of the adapter'],
    [
      'settings/processors/nested_virtualization',
      '<enabled type="bool">Tr^ue</enabled>',
      'Configurations of version 5.0 do not have it',
    ],
    [
      'settings/processors',
      '<hide_hypervisor_present type="bool">Fal^se</hide_hypervisor_present>',
      'Hyper-V is not known to read it in XML',
    ],
  ])('in %s, of %s', (path, line, expected) => {
    expect(hover(vm(path, line))).toContain(expected);
  });

  test('says which version a number is, and which generation', () => {
    const text = vm('', '').replace('>1280<', '>12^80<');
    expect(hover(text)).toContain('Effective value: `1280`, 5.0');
    expect(hover(vm('properties', '<subtype type="integer">^1</subtype>'))).toContain(
      'Effective value: `1`, generation 2',
    );
  });

  test('tells of findings in values, never of secrets, and says nothing between tags', () => {
    const text = hover(
      vm(BANK, '<dynamic_memory_enabled type="bool">tr^ue</dynamic_memory_enabled>'),
    );
    expect(text).toContain('`true` is no bool');
    const secret = vm('security/keys', '<key_protector type="bytes">AA^AA</key_protector>');
    expect(hover(secret)).not.toContain('AAAA');
    expect(hover(vm(BANK, ' ^ '))).toBe('');
  });
});

describe('completion', () => {
  test.each(PLAIN)('offers %s where it can stand', (path) => {
    const names = path.split('/');
    const name = names.pop()!;
    expect(offers(vm(names.join('/'), `<${name.slice(0, 2)}^`))).toContain(name);
    expect(offers(vm('wibble', '<^'))).toEqual([]);
  });

  test('offers nothing that the version, or XML, does not have', () => {
    const offered = offers(vm('settings/processors', '<^'));
    expect(offered).toContain('count');
    expect(offered).not.toContain('nested_virtualization');
    expect(offered).not.toContain('hwthreads');
    expect(offers(vm('', '<^'))).not.toContain('AltSwitchName');
  });

  test.each([
    [
      BANK,
      '<dyn^',
      'dynamic_memory_enabled',
      '<dynamic_memory_enabled type="bool"></dynamic_memory_enabled>',
    ],
    [BANK, '<dyn^ type="bool">', 'dynamic_memory_enabled', '<dynamic_memory_enabled type="bool">'],
    [BANK, '<size ^>1</size>', 'type', '<size type="integer">1</size>'],
    [BANK, '<size type="^">1</size>', 'integer', '<size type="integer">1</size>'],
    [BANK, '<size type="integer">1</^', 'size', '<size type="integer">1</size>'],
    [
      BANK,
      '<dynamic_memory_enabled type="bool">^</dynamic_memory_enabled>',
      'True',
      '<dynamic_memory_enabled type="bool">True</dynamic_memory_enabled>',
    ],
    [
      BANK,
      '<dynamic_memory_enabled type="bool"> Fa^lse</dynamic_memory_enabled>',
      'True',
      '<dynamic_memory_enabled type="bool"> True</dynamic_memory_enabled>',
    ],
    [SCSI, '<contr^', 'controller0', '<controller0></controller0>'],
    [
      SCSI,
      '<controller0></controller0><contr^',
      'controller1',
      '<controller0></controller0><controller1></controller1>',
    ],
    [
      `${SCSI}/controller0/drive0`,
      '<type type="string">^</type>',
      'VHD',
      '<type type="string">VHD</type>',
    ],
    [`${SCSI}/controller0/drive12`, '<path^', 'pathname', '<pathname type="string"></pathname>'],
    [
      `${BIOS}/boot`,
      '<device2 type="string">^</device2>',
      'HardDrive',
      '<device2 type="string">HardDrive</device2>',
    ],
  ])('in %s of %s gives %s', (path, line, label, expected) => {
    expect(taken(vm(path, line), label, 'hyperv')).toBe(vm(path, expected));
  });

  test('leaves out what is there, and offers nothing behind a tag', () => {
    expect(offers(vm(BANK, '<size type="integer">1</size><^'))).not.toContain('size');
    expect(offers(vm(BANK, '<size type="integer">1</size>^'))).toEqual([]);
    expect(offers(vm(BANK, '^<size type="integer">1</size>'))).toEqual([]);
    expect(offers(vm(BANK, '<size type="integer" ^>1</size>'))).toEqual([]);
  });

  test('offers comments to vmlint', () => {
    const text = vm(BANK, '<!-- vmlint-ignore-next-line nested/^ -->');
    expect(offers(text)).toContain('nested/static-memory');
    expect(offers(text)).not.toContain('vbox/apic');
  });
});

test('the outline is the tree of settings, with values, and secrets masked', () => {
  const text = vm('security/keys', '<key_protector type="bytes">AAAA</key_protector>').replace(
    '<manifest>',
    `<${NIC}><FriendlyName type="string">uplink</FriendlyName><IsConnected type="bool">True</IsConnected></${NIC}><manifest>`,
  );
  const [root] = outline(opened(text, 'hyperv'));
  const rows: string[] = [];
  const visit = ({ name, kind, detail, children }: OutlineItem): void => {
    rows.push(`${name} ${kind} ${detail}`);
    children.forEach(visit);
  };
  visit(root!);
  expect(rows).toEqual(
    expect.arrayContaining([
      'configuration group ',
      'key_protector setting ********',
      `${NIC} group Synthetic Ethernet Port`,
      'IsConnected switch True',
      'vdev001 group Synthetic SCSI Controller',
      'version setting 1280',
    ]),
  );
  expect(JSON.stringify(root)).not.toContain('AAAA');
});

test('elements and comments of several lines fold', () => {
  const found = folds(opened(vm('settings', '<!-- a\nb -->\n<a/>'), 'hyperv'));
  expect(found).toContainEqual({ start: 3, end: 4, kind: 'comment' });
  expect(found).toContainEqual({ start: 2, end: 5, kind: 'region' });
});

test('disks are links', () => {
  const text = vm(
    `${SCSI}/controller0/drive0`,
    '<pathname type="string">..\\a b.vhdx</pathname><type type="string">VHD</type>',
  ).replace('..\\', '../');
  const found = links(opened(text, 'hyperv'), '/vms/Virtual Machines/a.xml');
  expect(found.map(({ path }) => path)).toEqual(['/vms/a b.vhdx']);
  expect(found.map(({ range: { start, end } }) => text.slice(start, end))).toEqual(['../a b.vhdx']);
});

test('a comment suppresses what is found in a value', () => {
  const { text, at } = marked(vm(BANK, '').replace('>1280<', '>1^280<'));
  const report = judge(given(text, 'hyperv'), APPLIED);
  const finding = findingsIn(report, { start: at, end: at }).find(
    ({ rule }) => rule === 'nested/sufficient-configuration-version',
  )!;
  const actions = actionsFor(opened(text, 'hyperv'), report, [finding]);
  const kinds = [
    ['here, with a reason', 'ignore-next-line', '>\n<version'],
    ['in this file, with a reason', 'ignore-file', '>\n<configuration'],
  ] as const;
  for (const [title, directive, before] of kinds) {
    const action = actions.find((one) => one.title.endsWith(title))!;
    const changed = applyTextEdits(text, action.edits).replace(': -->', ': meant -->');
    expect(changed).toContain(`<!-- vmlint-${directive} ${finding.rule}: meant --${before}`);
    const after = judge(given(changed, 'hyperv'), APPLIED);
    expect(after.findings.map(({ rule }) => rule)).not.toContain(finding.rule);
    expect(after.findings.length).toBe(report.findings.length - 1);
  }
});

test('a tree of any depth has an outline, and no stack runs over', () => {
  const deep = vm('settings', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`);
  expect(outline(opened(deep, 'hyperv'))).toHaveLength(1);
  expect(hoverAt(deep.replace('<a></a>', '<a^></a>'), 'hyperv')).toBeDefined();
});
