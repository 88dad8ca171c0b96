import { placedElements, type Placed } from '../../src/languages/vbox/placed.js';
import { attributeValueRange, tagRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf, childrenNamed } from '../../src/languages/vbox/reading.js';
import { shown } from '../../src/text/shown.js';
import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER } from './sources.js';

/** `SETTINGS_SNAPSHOT_DEPTH_MAX` of settings.h. */
const DEEPEST = 250;

export default defineRule({
  id: 'vbox/readable-snapshots',
  languages: ['vbox'],
  summary: 'Snapshots are those that VirtualBox can read, and `currentSnapshot` is one of them',
  why: 'A machine with snapshots names the one that its current state is based on. VirtualBox refuses the file, and shows the VM as "inaccessible", where the name is absent, where there is no such snapshot, and where snapshots are nested deeper than 250.',
  severity: 'error',
  fixSafety: 'None: which snapshot the state of the disks is based on, the file does not tell.',
  sources: [SETTINGS_READER],
  presets: ['recommended'],
  settings: ['currentSnapshot'],
  messages: {
    deep: `Unexpected snapshot within ${DEEPEST} others, expected at most ${DEEPEST} in each other`,
    missing:
      'Unexpected `Machine` without `currentSnapshot`, expected the UUID of one of its snapshots',
    dangling:
      'Unexpected currentSnapshot="{value}", expected the UUID of one of the snapshots in the file',
  },
  examples: {
    good: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine currentSnapshot="{0CA5F1A5-5D4E-4BD0-8A0F-7BB9F2B1F6A1}"><Snapshot uuid="{0ca5f1a5-5d4e-4bd0-8a0f-7bb9f2b1f6a1}"/></Machine></VirtualBox>\n',
      },
      { text: '<VirtualBox version="1.19-linux"><Machine/></VirtualBox>\n' },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.19-linux">\n<Machine>\n<Snapshot uuid="{0ca5f1a5-5d4e-4bd0-8a0f-7bb9f2b1f6a1}"/></Machine></VirtualBox>\n',
        findings: [{ line: 2, column: 1, message: 'without `currentSnapshot`' }],
      },
      {
        text: '<VirtualBox version="1.19-linux">\n<Machine currentSnapshot="{0ca5f1a5-5d4e-4bd0-8a0f-7bb9f2b1f6a2}">\n<Snapshot uuid="{0ca5f1a5-5d4e-4bd0-8a0f-7bb9f2b1f6a1}"/></Machine></VirtualBox>\n',
        findings: [{ line: 2, column: 26, message: 'expected the UUID of one of the snapshots' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { machine } = document;
        if (machine === undefined || !document.showsAllSettings) return;
        if (childrenNamed(machine.element, 'Snapshot').length === 0) return;
        judgeDepth();
        const current = attributeOf(machine.element, 'currentSnapshot');
        if (current === undefined) {
          report({ message: 'missing', at: tagRange(machine.element) });
          return;
        }
        if (document.isPlaceholder(current)) return;
        const value = document.valueOf(current);
        const wanted = bare(value);
        const isThere = document.snapshots().some((snapshot) => {
          const uuid = attributeOf(snapshot, 'uuid');
          return (
            uuid !== undefined &&
            (document.isPlaceholder(uuid) || bare(document.valueOf(uuid)) === wanted)
          );
        });
        if (!isThere) {
          report({
            message: 'dangling',
            data: { value: shown(value) },
            at: attributeValueRange(current),
          });
        }
      },
    };

    function judgeDepth(): void {
      const depths = new Map<Placed, number>();
      for (const placed of placedElements(document)) {
        if (placed.known?.path !== 'Machine/Snapshot') continue;
        // Around it is `Machine`, or the `Snapshots` of another one.
        const outer = placed.parent?.parent;
        const depth = (outer === undefined ? 0 : depths.get(outer)!) + 1;
        depths.set(placed, depth);
        if (depth === DEEPEST + 1) report({ message: 'deep', at: tagRange(placed.element) });
      }
    }
  },
});

/** UUIDs are read with and without braces, in any case. */
function bare(uuid: string): string {
  return uuid.replace(/^\{|\}$/g, '').toLowerCase();
}
