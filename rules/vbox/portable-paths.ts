import { walk, type XmlElement } from '../../grammars/xml/index.js';
import { attributeValueRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf, childrenNamed, localName } from '../../src/languages/vbox/reading.js';
import { defineRule } from '../../src/lint/rule.js';
import { isAbsolutePath } from '../../src/text/absolute-path.js';
import { vbox } from './examples.js';
import { SETTINGS_READER } from './sources.js';

/** Where a machine names files of its host. */
const PATHS: Readonly<Record<string, string>> = {
  HardDisk: 'location',
  Image: 'location',
  SharedFolder: 'hostPath',
  NVRAM: 'path',
  Machine: 'stateFile',
};

const disk = (location: string): string =>
  vbox({
    before: [
      '<MediaRegistry>',
      '  <HardDisks>',
      `    <HardDisk uuid="{5b5c7a7e-0001-4000-8000-000000000002}" location="${location}" format="VDI"/>`,
      '  </HardDisks>',
      '</MediaRegistry>',
    ],
  });

export default defineRule({
  id: 'vbox/portable-paths',
  languages: ['vbox'],
  summary: 'Files of the machine are named by where they are beside it',
  why: 'A path from the root of a disk is right on one host only: where the machine is copied to another one, or its folder is moved, VirtualBox does not find its disks. Such paths also tell the name of their user. VirtualBox itself writes the disks in the folder of a machine without a folder before them.',
  severity: 'warning',
  fixSafety: 'None: where the file is on the other host is not known.',
  sources: [SETTINGS_READER],
  presets: ['portable'],
  settings: ['location', 'hostPath'],
  messages: {
    absolute:
      'Unexpected path from the root of a disk in `{attribute}` of `{element}`, expected one beside the file, since it is right on one host only',
  },
  examples: {
    good: [{ text: disk('Lab.vdi') }, { text: disk('{{ disk }}') }],
    bad: [
      {
        text: disk('C:\\Users\\me\\VirtualBox VMs\\Lab\\Lab.vdi'),
        nested: 'auto',
        findings: [{ line: 5, column: 74, message: '`location` of `HardDisk`' }],
      },
      {
        text: vbox({
          hardware: [
            '<SharedFolders>',
            '  <SharedFolder name="src" hostPath="/home/me/src"/>',
            '</SharedFolders>',
          ],
        }),
        findings: [{ line: 6, column: 43, message: '`hostPath` of `SharedFolder`' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { machine } = document;
        if (machine === undefined) return;
        inspect(machine.element);
        const snapshots = new Set(childrenNamed(machine.element, 'Snapshot'));
        for (const child of machine.element.children) {
          if (child.type !== 'element' || snapshots.has(child)) continue;
          inspect(child);
          walk(child, { enter: (node) => node.type === 'element' && inspect(node) });
        }
      },
    };

    function inspect(element: XmlElement): void {
      const name = localName(element);
      const attribute = Object.hasOwn(PATHS, name) ? attributeOf(element, PATHS[name]!) : undefined;
      if (attribute === undefined || document.isPlaceholder(attribute)) return;
      if (!isAbsolutePath(document.valueOf(attribute))) return;
      report({
        message: 'absolute',
        data: { attribute: PATHS[name]!, element: name },
        at: attributeValueRange(attribute),
        setting: PATHS[name]!,
      });
    }
  },
});
