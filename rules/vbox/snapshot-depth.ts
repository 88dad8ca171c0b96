import { placedElements, type Placed } from '../../src/languages/vbox/placed.js';
import { tagRange } from '../../src/languages/vbox/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER } from './sources.js';

/** `SETTINGS_SNAPSHOT_DEPTH_MAX` of settings.h. */
const DEEPEST = 250;

export default defineRule({
  id: 'vbox/snapshot-depth',
  languages: ['vbox'],
  summary: 'Snapshots are not nested deeper than VirtualBox reads them',
  why: `VirtualBox refuses a file with snapshots of snapshots deeper than ${DEEPEST}, and shows the VM as "inaccessible".`,
  severity: 'error',
  fixSafety: 'None: deleting snapshots changes disks, which only VirtualBox can do.',
  sources: [SETTINGS_READER],
  presets: ['recommended'],
  messages: {
    deep: `Unexpected snapshot at depth ${DEEPEST + 1}, expected at most ${DEEPEST}`,
  },
  examples: {
    good: [{ text: nested(DEEPEST), title: 'as deep as they may be' }],
    bad: [
      {
        text: nested(DEEPEST + 1),
        title: 'one deeper',
        findings: [{ line: DEEPEST + 2, column: 1, message: 'at depth 251' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const depths = new Map<Placed, number>();
        for (const placed of placedElements(document)) {
          if (placed.known?.path !== 'Machine/Snapshot') continue;
          // Around it is `Machine`, or the `Snapshots` of another one.
          const outer = placed.parent?.parent;
          const depth = (outer === undefined ? 0 : (depths.get(outer) ?? 0)) + 1;
          depths.set(placed, depth);
          if (depth === DEEPEST + 1) report({ message: 'deep', at: tagRange(placed.element) });
        }
      },
    };
  },
});

function nested(depth: number): string {
  const inner = '<Snapshot><Snapshots>\n'.repeat(depth - 1);
  const ends = '</Snapshots></Snapshot>'.repeat(depth - 1);
  return `<VirtualBox version="1.19-linux">\n<Machine>\n${inner}<Snapshot/>${ends}</Machine></VirtualBox>\n`;
}
