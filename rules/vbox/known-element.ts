import type { XmlElement } from '../../grammars/xml/index.js';
import {
  elementsNamed,
  findMistakenElement,
  nearestElement,
  type ElementDescription,
} from '../../src/languages/vbox/catalogue/index.js';
import { placedElements, type Placed } from '../../src/languages/vbox/placed.js';
import { tagRange } from '../../src/languages/vbox/ranges.js';
import { childElements, localName } from '../../src/languages/vbox/reading.js';
import { shown } from '../../src/text/shown.js';
import { removeElement, renameElement } from '../../src/languages/xml/changes.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER } from './sources.js';

export default defineRule({
  id: 'vbox/known-element',
  languages: ['vbox'],
  summary: 'Elements are those that VirtualBox reads',
  why: 'VirtualBox ignores an element that it does not know without a word, and drops it when it next saves the file: what is misspelt looks set and does nothing. Case counts.',
  severity: 'warning',
  fixSafety:
    'Renaming and removing are unsafe: the one changes what the VM does, the other takes away what somebody wanted.',
  sources: [SETTINGS_READER],
  presets: ['recommended', 'nested'],
  settings: ['Secureboot', 'IOACPI'],
  options: {
    allow: {
      type: 'strings',
      default: [],
      description: 'Names of elements that are right although vmlint does not know them.',
    },
  },
  messages: {
    misspelt:
      'Unexpected element `{name}`, which VirtualBox does not know and will drop, expected `{expected}`',
    mistaken:
      'Unexpected element `{name}`, which VirtualBox does not read and will drop, expected `{expected}`: {why}',
    bogus:
      'Unexpected element `{name}`, which VirtualBox does not read and will drop, expected none: {why}',
    unknown:
      'Unexpected element `{name}` in `{parent}`, which VirtualBox does not know and will drop, expected none',
  },
  examples: {
    good: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware><CPU><PAE enabled="true"/></CPU></Hardware></Machine></VirtualBox>\n',
      },
      {
        title: 'in a snapshot, which is kept as it is',
        text: '<VirtualBox version="1.19-linux"><Machine><Snapshot><Hardware><Memroy RAMSize="1"/></Hardware></Snapshot></Machine></VirtualBox>\n',
      },
      {
        text: '<VirtualBox version="1.19-linux"><Machine><MyTool/></Machine></VirtualBox>\n',
        options: { allow: ['MyTool'] },
      },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware>\n<CPU>\n  <NestedHWVirtual enabled="true"/>\n</CPU>\n<BIOS><Secureboot enabled="false"/><IOACPI enabled="true"/></BIOS>\n<Wibble><Wobble/></Wibble>\n</Hardware></Machine></VirtualBox>\n',
        findings: [
          { line: 3, column: 3, message: 'expected `NestedHWVirt`', severity: 'error' },
          { line: 5, column: 7, message: 'the state of Secure Boot is kept' },
          { line: 5, column: 36, message: 'expected `IOAPIC`' },
          { line: 6, column: 1, message: '`Wibble` in `Hardware`' },
        ],
        fixedUnsafe:
          '<VirtualBox version="1.19-linux"><Machine><Hardware>\n<CPU>\n  <NestedHWVirt enabled="true"/>\n</CPU>\n<BIOS><IOAPIC enabled="true"/></BIOS>\n</Hardware></Machine></VirtualBox>\n',
      },
      {
        title: 'the right one is there already',
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware><CPU>\n  <NestedHwVirtt enabled="true"/>\n  <NestedHWVirt enabled="true"/>\n</CPU></Hardware></Machine></VirtualBox>\n',
        findings: [{ line: 2, column: 3, message: 'expected `NestedHWVirt`' }],
        fixedUnsafe:
          '<VirtualBox version="1.19-linux"><Machine><Hardware><CPU>\n  <NestedHWVirt enabled="true"/>\n</CPU></Hardware></Machine></VirtualBox>\n',
      },
    ],
  },
  check({ document, intent, options, report }) {
    const allowed = new Set(options.allow);
    const children = new Map<XmlElement, Set<string>>();
    return {
      document() {
        if (document.settings === undefined) return;
        for (const placed of placedElements(document)) {
          if (placed.known !== undefined || placed.inSnapshot || allowed.has(placed.name)) continue;
          // What is only in the wrong place is told of by `vbox/element-place`.
          if (elementsNamed(placed.name).length === 0) inspect(placed);
        }
      },
    };

    function inspect(placed: Placed): void {
      const name = shown(document.source.encoding.decode(placed.name));
      const at = tagRange(placed.element);
      const mistaken = findMistakenElement(placed.name);
      if (mistaken !== undefined) {
        const { instead, why } = mistaken;
        report({
          message: instead === undefined ? 'bogus' : 'mistaken',
          data: { name, why, ...(instead !== undefined && { expected: instead }) },
          at,
          setting: placed.name,
          fix: instead === undefined ? removed(placed) : renamed(placed, instead),
        });
        return;
      }
      const path = placed.parent?.known?.path ?? '';
      const nearest = nearestElement(path, placed.name);
      if (nearest === undefined) {
        const parent = placed.parent?.name ?? 'VirtualBox';
        report({ message: 'unknown', data: { name, parent }, at, fix: removed(placed) });
        return;
      }
      report({
        message: 'misspelt',
        data: { name, expected: nearest.name },
        at,
        severity: isLost(placed, nearest) ? 'error' : 'warning',
        setting: nearest.name,
        fix: renamed(placed, nearest.name),
      });
    }

    /** Nesting was asked for, and is off. */
    function isLost({ parent }: Placed, { name }: ElementDescription): boolean {
      if (name !== 'NestedHWVirt' || intent.nested === 'forbid') return false;
      return !stands(name, parent?.element);
    }

    /** Whether an element of the name is there already. Thousands may ask about the same parent. */
    function stands(name: string, parent: XmlElement | undefined): boolean {
      const element = parent ?? document.settings!;
      let names = children.get(element);
      if (names === undefined) {
        children.set(element, (names = new Set(childElements(element).map(localName))));
      }
      return names.has(name);
    }

    function renamed(placed: Placed, name: string): Fix | undefined {
      if (stands(name, placed.parent?.element)) return removed(placed);
      return {
        title: `call it \`${name}\``,
        safety: 'unsafe',
        ...renameElement(document, placed.element, name),
      };
    }

    function removed({ element }: Placed): Fix {
      return {
        title: 'remove the element',
        safety: 'unsafe',
        ...removeElement(document, element),
      };
    }
  },
});
