import { isRequired, placedElements, type Placed } from '../../src/languages/vbox/placed.js';
import { tagRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf, firstChild } from '../../src/languages/vbox/reading.js';
import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER } from './sources.js';

export default defineRule({
  id: 'vbox/required-settings',
  languages: ['vbox'],
  summary: 'What VirtualBox cannot do without is there',
  why: 'VirtualBox refuses a whole file, and shows the VM as "inaccessible", where a machine has no `uuid`, `name`, `Hardware` or memory size, a snapshot no time, or a network card no slot. That holds for snapshots, too.',
  severity: 'error',
  fixSafety: 'None: the values are those of this very VM; NAME.vbox-prev may have them.',
  sources: [SETTINGS_READER],
  presets: ['recommended'],
  messages: {
    attribute:
      'Unexpected `{element}` without `{attribute}`, expected {attribute}="…", since VirtualBox refuses the file otherwise',
    element:
      'Unexpected `{element}` without `{child}`, expected one, since VirtualBox refuses the file otherwise',
  },
  examples: {
    good: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine uuid="{0ca5f1a5-5d4e-4bd0-8a0f-7bb9f2b1f6a1}" name="Lab"><Hardware><Memory RAMSize="4096"/></Hardware></Machine></VirtualBox>\n',
      },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.19-linux">\n<Machine name="Lab">\n<Hardware>\n<Memory/>\n<Network><Adapter enabled="true"/></Network>\n</Hardware></Machine></VirtualBox>\n',
        findings: [
          { line: 2, column: 1, message: '`Machine` without `uuid`' },
          { line: 4, column: 1, message: '`Memory` without `RAMSize`' },
          { line: 5, column: 10, message: '`Adapter` without `slot`' },
        ],
      },
      {
        text: '<VirtualBox version="1.19-linux"><Machine uuid="{0ca5f1a5-5d4e-4bd0-8a0f-7bb9f2b1f6a1}" name="Lab">\n<Snapshot uuid="{0ca5f1a5-5d4e-4bd0-8a0f-7bb9f2b1f6a2}" name="one" timeStamp="2024-05-01T12:00:00Z"/>\n<Hardware/></Machine></VirtualBox>\n',
        findings: [
          { line: 2, column: 1, message: '`Snapshot` without `Hardware`' },
          { line: 3, column: 1, message: '`Hardware` without `Memory`' },
        ],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        if (!document.showsAllSettings) return;
        for (const placed of placedElements(document)) {
          if (placed.known === undefined || !placed.isRead) continue;
          for (const attribute of placed.known.description.attributes) {
            if (!isRequired(attribute, document.version) || !matters(placed)) continue;
            if (attributeOf(placed.element, attribute.name) !== undefined) continue;
            report({
              message: 'attribute',
              data: { element: placed.name, attribute: attribute.name },
              at: tagRange(placed.element),
            });
          }
          const child = CHILDREN[placed.known.path];
          if (child !== undefined && firstChild(placed.element, child) === undefined) {
            report({
              message: 'element',
              data: { element: placed.name, child },
              at: tagRange(placed.element),
            });
          }
        }
      },
    };

    /** What is attached in an unknown way, VirtualBox passes over. */
    function matters({ name, element, parent }: Placed): boolean {
      const device = name === 'Image' || name === 'HostDrive' ? parent : undefined;
      const attached = name === 'AttachedDevice' ? element : device?.element;
      if (attached === undefined) return true;
      if (device !== undefined && device.name !== 'AttachedDevice') {
        return device.name !== 'DVDDrive' && device.name !== 'FloppyDrive';
      }
      const type = attributeOf(attached, 'type');
      return type !== undefined && /^(?:HardDisk|DVD|Floppy)$/.test(document.valueOf(type));
    }
  },
});

/** What has to stand in an element, by its path. */
const CHILDREN: Readonly<Record<string, string>> = {
  Machine: 'Hardware',
  'Machine/Snapshot': 'Hardware',
  'Machine/Hardware': 'Memory',
};
