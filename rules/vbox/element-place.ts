import {
  elementsNamed,
  type ElementDescription,
  type Place,
} from '../../src/languages/vbox/catalogue/index.js';
import { setFeature, setFirmwareFlag } from '../../src/languages/vbox/changes.js';
import {
  isBetween,
  placedElements,
  shownPath,
  type Placed,
} from '../../src/languages/vbox/placed.js';
import { tagRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf, firstChild, readBoolean } from '../../src/languages/vbox/reading.js';
import { removeElement } from '../../src/languages/xml/changes.js';
import type { Fix } from '../../src/lint/finding.js';
import { shown } from '../../src/text/shown.js';
import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER } from './sources.js';

export default defineRule({
  id: 'vbox/element-place',
  languages: ['vbox'],
  summary: 'Elements stand where VirtualBox looks for them in this settings version',
  why: 'VirtualBox looks for each setting in one place, which settings version 1.20 changed for the CPU: `Hardware/CPU` before, `Platform/x86/CPU` from then on. What stands elsewhere is ignored without a word, and dropped when the file is next saved: `NestedHWVirt` in the wrong element leaves nested virtualization off.',
  severity: 'warning',
  fixSafety: 'Moving a setting is unsafe, since it changes what the VM does.',
  sources: [SETTINGS_READER],
  presets: ['recommended', 'nested'],
  settings: ['NestedHWVirt', 'IOAPIC', 'Platform'],
  messages: {
    place:
      'Unexpected `{name}` in `{parent}`, where VirtualBox does not look for it{version}, expected it in {expected}',
    version:
      'Unexpected `{name}` in settings of version {version}, where VirtualBox does not look for it, expected none',
  },
  examples: {
    good: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware><CPU><NestedHWVirt enabled="true"/></CPU><BIOS><IOAPIC enabled="true"/></BIOS></Hardware></Machine></VirtualBox>\n',
      },
      {
        text: '<VirtualBox version="1.20-linux"><Machine><Hardware><Firmware><IOAPIC enabled="true"/></Firmware></Hardware><Platform architecture="x86"><CPU count="2"/><x86><CPU><NestedHWVirt enabled="true"/></CPU></x86></Platform></Machine></VirtualBox>\n',
      },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware>\n  <NestedHWVirt enabled="true"/>\n  <CPU>\n    <LongMode enabled="true"/>\n  </CPU>\n  <IOAPIC enabled="true"/>\n  <BIOS>\n    <ACPI enabled="true"/>\n  </BIOS>\n</Hardware></Machine></VirtualBox>\n',
        findings: [
          {
            line: 2,
            column: 3,
            message:
              '`NestedHWVirt` in `Hardware`, where VirtualBox does not look for it, expected it in `Hardware/CPU`',
            severity: 'error',
          },
          { line: 6, column: 3, message: 'expected it in `Hardware/BIOS`', severity: 'error' },
        ],
        fixedUnsafe:
          '<VirtualBox version="1.19-linux"><Machine><Hardware>\n  <CPU>\n    <NestedHWVirt enabled="true"/>\n    <LongMode enabled="true"/>\n  </CPU>\n  <BIOS>\n    <ACPI enabled="true"/>\n    <IOAPIC enabled="true"/>\n  </BIOS>\n</Hardware></Machine></VirtualBox>\n',
      },
      {
        text: '<VirtualBox version="1.20-linux"><Machine><Hardware>\n<CPU count="2">\n<NestedHWVirt enabled="true"/></CPU></Hardware>\n<Platform architecture="x86">\n<CPU>\n<PAE enabled="true"/></CPU>\n<x86>\n<CPU>\n<LongMode enabled="true"/></CPU></x86></Platform></Machine></VirtualBox>\n',
        findings: [
          { line: 2, column: 1, message: '`CPU` in `Hardware`' },
          {
            line: 3,
            column: 1,
            message: 'in settings of version 1.20-linux, expected it in `Platform/x86/CPU`',
            severity: 'error',
          },
          { line: 6, column: 1, message: '`PAE` in `Platform/CPU`' },
        ],
        fixedUnsafe:
          '<VirtualBox version="1.20-linux"><Machine><Hardware>\n<CPU count="2">\n</CPU></Hardware>\n<Platform architecture="x86">\n<CPU>\n<PAE enabled="true"/></CPU>\n<x86>\n<CPU>\n<NestedHWVirt enabled="true"/>\n<LongMode enabled="true"/></CPU></x86></Platform></Machine></VirtualBox>\n',
      },
      {
        text: '<VirtualBox version="1.16-linux"><Machine>\n<Platform architecture="x86"/></Machine></VirtualBox>\n',
        findings: [{ line: 2, column: 1, message: '`Platform` in settings of version 1.16-linux' }],
      },
    ],
  },
  check({ document, intent, report }) {
    let asked = 0;
    return {
      document() {
        for (const placed of placedElements(document)) {
          if (placed.inSnapshot || placed.isRead) continue;
          const { name, parent } = placed;
          const others = elementsNamed(name);
          if (others.length === 0) continue;
          // Of what is all in the wrong place, the outermost is enough, but for what makes or breaks nesting.
          const isWithin = parent !== undefined && !parent.isRead;
          if (!isWithin || name === 'NestedHWVirt') inspect(placed, others);
        }
      },
    };

    function inspect(placed: Placed, others: readonly ElementDescription[]): void {
      const { element, name, parent, known } = placed;
      const isOfOtherVersion = known !== undefined;
      const expected = placesOf(others);
      const version = shown(document.version?.text ?? '');
      const isNesting = others.some(({ nesting }) => nesting === true);
      report({
        message: expected.length === 0 ? 'version' : 'place',
        data:
          expected.length === 0
            ? { name, version }
            : {
                name,
                parent: shownPath(parent?.known?.path ?? 'VirtualBox'),
                version: isOfOtherVersion ? ` in settings of version ${version}` : '',
                expected: expected.map((path) => `\`${path}\``).join(' or '),
              },
        at: tagRange(element),
        severity: isNesting && intent.nested !== 'forbid' ? 'error' : 'warning',
        setting: name,
        fix: moved(placed),
      });
    }

    /** Where VirtualBox looks for it in this version, as people find it. */
    function placesOf(others: readonly ElementDescription[]): string[] {
      const found = new Set<string>();
      for (const { places } of others) {
        for (const place of places) if (isOpen(place)) found.add(shownPath(place.in));
      }
      return [...found].filter((path) => path !== '').slice(0, MOST_PLACES);
    }

    function isOpen(place: Place): boolean {
      const { version, machine } = document;
      if (!isBetween(version, place.from, place.to)) return false;
      const inPlatform = /^Machine\/Platform(?:\/|$)/.test(place.in);
      const isOld = /^Machine\/Hardware\/(?:CPU|BIOS)(?:\/|$)/.test(place.in);
      if (machine?.hasPlatform !== true) return !inPlatform;
      const wrongArchitecture = machine.isArm ? '/x86/' : '/arm/';
      return !isOld && !`${place.in}/`.includes(wrongArchitecture);
    }

    /** Switches that vmlint knows to put where they belong. Each looks through all that stands there. */
    function moved({ element, name }: Placed): Fix | undefined {
      const { machine } = document;
      const attribute = attributeOf(element, 'enabled');
      const on = attribute && readBoolean(document.valueOf(attribute));
      if (machine === undefined || on === undefined || asked++ > MOST_MOVED) return undefined;
      const removal = removeElement(document, element);
      const parent = name === 'IOAPIC' ? machine.firmware : machine.cpu;
      const title = 'move it there';
      if (firstChild(parent, name) !== undefined) {
        return { title: 'remove it', safety: 'unsafe', ...removal };
      }
      const insertion =
        name === 'IOAPIC'
          ? setFirmwareFlag(document, name, on)
          : name === 'NestedHWVirt'
            ? setFeature(document, name, on)
            : undefined;
      if (insertion === undefined) return undefined;
      const [gone, come] = [removal.nodes[0]!, insertion.nodes[0]!];
      const areApart =
        come.index + come.remove <= gone.index || gone.index + gone.remove <= come.index;
      if (!areApart) return undefined;
      return {
        title,
        safety: 'unsafe',
        edits: [...removal.edits, ...insertion.edits],
        nodes: [...removal.nodes, ...insertion.nodes],
      };
    }
  },
});

/** A `Property` can stand in many places. */
const MOST_PLACES = 3;

/** A file with more in the wrong place is no text that somebody wrote. */
const MOST_MOVED = 50;
