import { describe, expect, test } from '@jest/globals';
import { folds } from '../../src/editor/folding.js';
import { links } from '../../src/editor/links.js';
import { outline } from '../../src/editor/symbols.js';
import { elements } from '../../src/languages/vbox/catalogue/index.js';
import { hoverAt, labels, offersAt, opened, taken } from './opened.js';

/** A machine with some lines in the element of a path (`Machine/Hardware/CPU`). */
function within(path: string, lines: string, version = '1.19'): string {
  const names = path.split('/').filter((name) => name !== '');
  const open = names.map((name) => `<${name}>`).join('');
  const close = [...names]
    .reverse()
    .map((name) => `</${name}>`)
    .join('');
  return `<?xml version="1.0"?>\n<VirtualBox version="${version}-linux">${open}\n${lines}\n${close}</VirtualBox>\n`;
}

const NESTING = elements()
  .filter(({ nesting, places }) => nesting === true && places.length > 0)
  .map((element) => {
    const place = element.places[0]!;
    const version = place.to ?? (place.in.includes('Platform') ? '1.20' : '1.19');
    return { element, place, version };
  });

describe('hover', () => {
  test.each(NESTING.map((one) => [one.element.name, one] as const))(
    'tells of %s what the catalogue knows',
    (name, { element, place, version }) => {
      const text = hoverAt(within(place.in, `<${name}^/>`, version), 'vbox').replaceAll('\\', '');
      expect(text).toContain(`\`<${name}>\``);
      if (element.description !== undefined) expect(text).toContain(element.description);
      for (const { name: attribute, description } of element.attributes) {
        const about = hoverAt(within(place.in, `<${name} ${attribute}^="1"/>`, version), 'vbox');
        expect(about).toContain(`\`${name}/@${attribute}\``);
        if (description !== undefined) expect(about.replaceAll('\\', '')).toContain(description);
      }
    },
  );

  const CPU = 'Machine/Hardware/CPU';

  test.each([
    ['<NestedHWVirt enabled="tr^ue"/>', 'Effective value: `true`'],
    [
      '<NestedHWVirt enabled="Tr^ue"/>',
      'VirtualBox cannot read `True` as a boolean, and ignores it',
    ],
    ['<NestedHWVirt ena^ble="true"/>', 'What was meant may be `enabled`'],
    ['<NestedHWVir^ enabled="true"/>', 'What was meant may be `<NestedHWVirt>`'],
    ['<NestedHWVirt enabled="true"/>\n<Nested^HWVirt enabled="false"/>', 'It stands here 2 times'],
  ])('says of %s what holds and why', (lines, expected) => {
    expect(hoverAt(within(CPU, lines), 'vbox')).toContain(expected);
  });

  test('says what VirtualBox makes of a word that it does not know', () => {
    const text = hoverAt(within('Machine/Hardware', '<Paravirt provider="hyper^v"/>'), 'vbox');
    expect(text).toContain('VirtualBox does not know `hyperv`, and refuses the file');
  });

  test('tells of findings, and says nothing between tags', () => {
    const text = hoverAt(within(CPU, '<NestedHWVirt enabled="T^rue"/>'), 'vbox');
    expect(text).toContain('`vmlint explain vbox/boolean-spelling`');
    expect(hoverAt(within(CPU, ' ^ '), 'vbox')).toBe('');
  });
});

describe('completion', () => {
  test.each(NESTING.map((one) => [one.element.name, one] as const))(
    'offers %s where VirtualBox reads it, with its attributes',
    (name, { element, place, version }) => {
      const half = name.slice(0, 2);
      expect(labels(offersAt(within(place.in, `<${half}^`, version), 'vbox'))).toContain(name);
      expect(labels(offersAt(within('Machine/ExtraData', '<^', version), 'vbox'))).not.toContain(
        name,
      );
      const attributes = offersAt(within(place.in, `<${name} ^/>`, version), 'vbox');
      expect(labels(attributes)).toEqual(element.attributes.map((one) => one.name));
      for (const attribute of element.attributes) {
        const line = `<${name} ${attribute.name}="^"/>`;
        const values = labels(offersAt(within(place.in, line, version), 'vbox'));
        if (attribute.type === 'boolean') expect(values).toEqual(['true', 'false']);
        else expect(values).toEqual([...(attribute.values ?? [])]);
      }
    },
  );

  const HARDWARE = 'Machine/Hardware';

  test.each([
    [HARDWARE, '<Paravirt ^/>', 'provider', '<Paravirt provider=""/>'],
    [HARDWARE, '<Paravirt provider="Ky^"/>', 'KVM', '<Paravirt provider="KVM"/>'],
    [HARDWARE, "<Paravirt provider='^'/>", 'KVM', "<Paravirt provider='KVM'/>"],
    [`${HARDWARE}/CPU`, '<Nes^', 'NestedHWVirt', '<NestedHWVirt'],
    [`${HARDWARE}/CPU`, '<PAE enabled="true"></^', 'PAE', '<PAE enabled="true"></PAE>'],
  ])('in %s of %s gives %s', (path, line, label, expected) => {
    expect(taken(within(path, line), label, 'vbox')).toBe(within(path, expected));
  });

  test('leaves out attributes that are there, and offers nothing between tags', () => {
    const text = within(
      'Machine',
      '<Hardware><Memory RAMSize="1" ^ PageFusion="true"/></Hardware>',
    );
    expect(offersAt(text, 'vbox')).toEqual([]);
    expect(offersAt(within(HARDWARE, ' ^ '), 'vbox')).toEqual([]);
  });

  test('offers comments to vmlint', () => {
    const text = within(HARDWARE, '<!-- vmlint-ignore-next-line vbox/^ -->');
    expect(labels(offersAt(text, 'vbox'))).toContain('vbox/boolean-spelling');
    expect(taken(text, 'vbox/apic', 'vbox')).toContain(
      '<!-- vmlint-ignore-next-line vbox/apic:  -->',
    );
  });
});

const FILE = within(
  'Machine/Hardware',
  '<CPU count="2">\n<NestedHWVirt enabled="true"/>\n</CPU>\n<!-- a\nb -->',
).replace(
  '</Machine>',
  '<MediaRegistry><HardDisks><HardDisk uuid="{1}" location="disks/a.vdi" format="VDI"/></HardDisks></MediaRegistry></Machine>',
);

test('the outline is the tree of elements', () => {
  const [root] = outline(opened(FILE, 'vbox'));
  const names: string[] = [];
  for (let item = root; item !== undefined; item = item.children[0]) names.push(item.name);
  expect(names).toEqual(['VirtualBox', 'Machine', 'Hardware', 'CPU', 'NestedHWVirt']);
});

test('elements and comments of several lines fold', () => {
  const found = folds(opened(FILE, 'vbox'));
  expect(found.map(({ kind }) => kind)).toContain('comment');
  expect(found).toContainEqual({ start: 2, end: 3, kind: 'region' });
});

test('disks are links', () => {
  const found = links(opened(FILE, 'vbox'), '/vms/a.vbox');
  expect(found.map(({ range: { start, end } }) => FILE.slice(start, end))).toEqual(['disks/a.vdi']);
});

test('a tree of any depth has an outline, and no stack runs over', () => {
  const deep = `<VirtualBox version="1.19-linux">${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</VirtualBox>`;
  expect(outline(opened(deep, 'vbox'))).toHaveLength(1);
});
