import { describe, expect, test } from '@jest/globals';
import { parseXml, walk, type XmlElement } from '../../grammars/xml/index.js';
import {
  elements,
  findElement,
  MISTAKEN_ELEMENTS,
  nearestAttribute,
  nearestElement,
} from '../../src/languages/vbox/catalogue/index.js';
import { elementsAskedFor, placesShown } from '../../src/languages/vbox/catalogue/lookup.js';
import { VboxDocument } from '../../src/languages/vbox/document.js';
import { isOfXml, placedElements } from '../../src/languages/vbox/placed.js';
import { isSecretAttribute } from '../../src/languages/vbox/secrets.js';
import { localName } from '../../src/languages/vbox/reading.js';
import { Source } from '../../src/source/source.js';
import { corpus } from '../support/shared.js';

/** Settings of VirtualBox in the corpus: files of their own, and machines in OVF. */
function machines(): { name: string; document: VboxDocument }[] {
  const own = [...corpus('vbox'), ...corpus('vbox/global')].map(({ name, bytes }) => ({
    name,
    document: new VboxDocument(Source.fromBytes(bytes)),
  }));
  const inOvf = corpus('ovf').flatMap(({ name, bytes }) => {
    const view = bytes.toString('latin1');
    const found: XmlElement[] = [];
    walk(parseXml(view), {
      enter: (node) => {
        if (node.type === 'element' && node.name === 'vbox:Machine') found.push(node);
      },
    });
    return found.map(({ start, end }) => {
      const text = `<VirtualBox>${view.slice(start, end)}</VirtualBox>`;
      return { name, document: new VboxDocument(Source.fromText(text)) };
    });
  });
  return [...own, ...inOvf];
}

const MACHINES = machines();

/** In how many files a path that is not known occurs. */
function unknownPaths(): Map<string, number> {
  const counts = new Map<string, Set<string>>();
  const note = (path: string, file: string): void => {
    const files = counts.get(path);
    if (files === undefined) counts.set(path, new Set([file]));
    else files.add(file);
  };
  for (const { name, document } of MACHINES) {
    if (document.settings === undefined) continue;
    for (const { known, parent, element, name: called } of placedElements(document)) {
      const path = `${parent?.known?.path ?? ''}/${called}`;
      if (known === undefined) {
        note(path, name);
        continue;
      }
      for (const attribute of element.attributes) {
        const own = localName(attribute);
        const isKnown = known.description.attributes.some((one) => one.name === own);
        if (!isKnown && !isOfXml(attribute)) note(`${path}/@${own}`, name);
      }
    }
  }
  return new Map([...counts].map(([path, files]) => [path, files.size]));
}

describe('the catalogue of VirtualBox', () => {
  (MACHINES.length === 0 ? test.skip : test)(
    'knows every element and attribute that stands in two real files',
    () => {
      const mistaken = new Set(MISTAKEN_ELEMENTS.map(({ name }) => name));
      const missing = [...unknownPaths()].filter(
        ([path, files]) => files > 1 && !mistaken.has(path.split('/').at(-1)!),
      );
      expect(missing).toEqual([]);
    },
  );

  test('describes nothing without a source', () => {
    for (const { name, source, description, since, attributes } of elements()) {
      if (source !== undefined) continue;
      expect([name, description, since]).toEqual([name, undefined, undefined]);
      for (const attribute of attributes) expect(Object.keys(attribute)).toEqual(['name', 'type']);
    }
  });

  test('has each element once in a place, in elements that it knows', () => {
    const paths = elements().flatMap(({ name, places }) =>
      places.map((place) => `${place.in}/${name}`),
    );
    expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([]);
    for (const { name, places } of elements()) {
      for (const place of places) {
        let path = '';
        for (const part of place.in === '' ? [] : place.in.split('/')) {
          const known = findElement(path, part);
          expect([name, place.in, known?.description.name]).toEqual([name, place.in, part]);
          path = path === '' ? part : `${path}/${part}`;
        }
      }
    }
  });

  test('names each attribute of an element once, and values where there is a choice', () => {
    for (const { name, attributes } of elements()) {
      const names = attributes.map((attribute) => attribute.name);
      expect([name, new Set(names).size]).toEqual([name, names.length]);
      for (const { type, values } of attributes) expect(values !== undefined).toBe(type === 'enum');
    }
  });

  test('calls secret what is masked', () => {
    for (const { attributes } of elements()) {
      for (const { name, secret } of attributes) {
        expect([name, secret === true]).toEqual([name, isSecretAttribute(name)]);
      }
    }
  });

  test.each([
    ['Machine/Hardware/CPU', 'NestedHwVirt', 'NestedHWVirt'],
    ['Machine/Hardware/CPU', 'nested-hw-virt', 'NestedHWVirt'],
    ['Machine/Hardware/CPU', 'NestedHWVirtual', 'NestedHWVirt'],
    ['Machine/Hardware/BIOS', 'IOAPCI', 'IOAPIC'],
    ['Machine/Hardware', 'Memroy', 'Memory'],
    ['Machine/Hardware', 'Wibble', undefined],
    ['Machine/Hardware', 'NestedHWVirrt', 'NestedHWVirt'],
    ['Machine/Hardware', 'M'.repeat(1_000_000), undefined],
  ])('in %s takes %.20s for %s', (path, name, expected) => {
    expect(nearestElement(path, name)?.name).toBe(expected);
  });

  test('takes an attribute for another one of the element', () => {
    const [element] = elementsAskedFor('NestedHWVirt');
    expect(nearestAttribute(element!, 'enable')?.name).toBe('enabled');
    expect(nearestAttribute(element!, 'wibble')).toBeUndefined();
  });

  test('is asked by name, path and attribute, in any case', () => {
    const names = (what: string): string[] => elementsAskedFor(what).map(({ name }) => name);
    expect(names('nestedhwvirt')).toEqual(['NestedHWVirt']);
    expect(names('Hardware/CPU')).toEqual(['CPU']);
    expect(names('Hardware/CPU/@count')).toEqual(['CPU']);
    expect(names('promiscuousModePolicy')).toEqual(['Adapter']);
    expect(names('enabled')).toEqual([]);
    expect(names('Hardware/Wibble')).toEqual([]);
    expect(names('')).toEqual([]);
  });

  test('says up to which version an element stands where', () => {
    const [element] = elementsAskedFor('NestedHWVirt');
    expect(placesShown(element!)).toEqual([
      'Hardware/CPU (up to settings version 1.19)',
      'Platform/x86/CPU (from settings version 1.20 on)',
      'Platform/arm/CPU (from settings version 1.20 on)',
    ]);
  });
});
