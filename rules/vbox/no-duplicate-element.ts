import type { XmlElement } from '../../grammars/xml/index.js';
import { placedElements, type Placed } from '../../src/languages/vbox/placed.js';
import { tagRange } from '../../src/languages/vbox/ranges.js';
import { removeElement } from '../../src/languages/xml/changes.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER } from './sources.js';

export default defineRule({
  id: 'vbox/no-duplicate-element',
  languages: ['vbox'],
  summary: 'What a machine has once stands in the file once',
  why: 'VirtualBox takes the first of several elements where it asks for one by name (all that a CPU can), and goes by the last where it reads one after the other (what stands in `Hardware`). The others are lost when the file is next saved, and whoever changes one of them by hand may change the wrong one.',
  severity: 'warning',
  fixSafety:
    'Safe where both say the same to the letter; otherwise unsafe. Only elements without others in them are removed.',
  sources: [SETTINGS_READER],
  presets: ['recommended', 'nested'],
  messages: {
    first:
      'Unexpected second `{name}` in `{parent}`, expected one; VirtualBox reads only the first',
    last: 'Unexpected second `{name}` in `{parent}`, expected one; where they differ, VirtualBox goes by the last',
  },
  examples: {
    good: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware><Network><Adapter slot="0"/><Adapter slot="1"/></Network></Hardware></Machine></VirtualBox>\n',
      },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware><CPU>\n  <NestedHWVirt enabled="false"/>\n  <PAE enabled="true"/>\n  <NestedHWVirt enabled="true"/>\n  <PAE enabled="true"/>\n</CPU>\n  <Memory RAMSize="2048"/>\n  <Memory RAMSize="4096"/>\n</Hardware></Machine></VirtualBox>\n',
        findings: [
          { line: 4, column: 3, message: 'reads only the first' },
          { line: 5, column: 3, message: 'reads only the first' },
          { line: 8, column: 3, message: 'goes by the last' },
        ],
        fixed:
          '<VirtualBox version="1.19-linux"><Machine><Hardware><CPU>\n  <NestedHWVirt enabled="false"/>\n  <PAE enabled="true"/>\n  <NestedHWVirt enabled="true"/>\n</CPU>\n  <Memory RAMSize="2048"/>\n  <Memory RAMSize="4096"/>\n</Hardware></Machine></VirtualBox>\n',
        fixedUnsafe:
          '<VirtualBox version="1.19-linux"><Machine><Hardware><CPU>\n  <NestedHWVirt enabled="false"/>\n  <PAE enabled="true"/>\n</CPU>\n  <Memory RAMSize="2048"/>\n  <Memory RAMSize="4096"/>\n</Hardware></Machine></VirtualBox>\n',
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const firsts = new Map<Placed | undefined, Map<string, XmlElement>>();
        for (const placed of placedElements(document)) {
          const { parent, name, element, known } = placed;
          if (known === undefined || placed.inSnapshot || !placed.isRead) continue;
          if (known.description.counts === 'each') continue;
          let names = firsts.get(parent);
          if (names === undefined) firsts.set(parent, (names = new Map<string, XmlElement>()));
          const first = names.get(name);
          if (first === undefined) names.set(name, element);
          else judge(placed, first, known.description.counts);
        }
      },
    };

    function judge(
      { element, name, parent }: Placed,
      first: XmlElement,
      counts: 'first' | 'last',
    ): void {
      report({
        message: counts,
        data: { name, parent: parent?.name ?? 'VirtualBox' },
        at: tagRange(element),
        related: [{ ...tagRange(first), message: 'the first one' }],
        setting: name,
        fix: fixOf(element, first, counts),
      });
    }

    function fixOf(element: XmlElement, first: XmlElement, counts: string): Fix | undefined {
      const { view } = document.source;
      const isSame = view.slice(first.start, first.end) === view.slice(element.start, element.end);
      const isLeaf = element.children.every(({ type }) => type === 'text');
      // Of those that are read one after the other each may say what the others do not.
      if (!isLeaf || (counts === 'last' && !isSame)) return undefined;
      return {
        title: 'remove the second one',
        safety: isSame ? 'safe' : 'unsafe',
        ...removeElement(document, element),
      };
    }
  },
});
