import { Machine } from '../../src/languages/vbox/machine.js';
import { attributeValueRange, flagRange, tagRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf } from '../../src/languages/vbox/reading.js';
import { defineRule } from '../../src/lint/rule.js';
import { NESTED } from '../vbox/examples.js';
import { MACHINE } from '../vbox/sources.js';

const file = (
  inSnapshot: string,
  now: string,
  current = '{5b5c7a7e-0001-4000-8000-000000000001}',
): string =>
  `<VirtualBox version="1.19-linux">
  <Machine name="Lab" currentSnapshot="${current}">
    <Snapshot uuid="{5b5c7a7e-0001-4000-8000-000000000001}" name="clean">
      <Hardware>
        <CPU count="1">${inSnapshot}</CPU>
      </Hardware>
    </Snapshot>
    <Hardware>
      <CPU count="1">${now}</CPU>
    </Hardware>
  </Machine>
</VirtualBox>
`;

export default defineRule({
  id: 'nested/same-in-snapshot',
  languages: ['vbox'],
  summary: 'Nesting is the same now as in the snapshot that the machine is based on',
  why: 'A snapshot keeps all settings of the machine. Whoever goes back to it gets its `NestedHWVirt`, too: nesting that was switched on since is off again, without a word, or the other way round. vmlint changes nothing in snapshots.',
  severity: 'info',
  fixSafety:
    'None: a snapshot is what the machine was; take a new one when the settings are right.',
  sources: [MACHINE],
  presets: ['recommended', 'nested'],
  settings: ['NestedHWVirt', 'currentSnapshot'],
  messages: {
    on: 'Unexpected `NestedHWVirt` that is off in the snapshot "{name}", expected it on there, too: restoring the snapshot switches nesting off',
    off: 'Unexpected `NestedHWVirt` that is on in the snapshot "{name}", expected it off there, too: restoring the snapshot switches nesting on',
  },
  examples: {
    good: [
      { text: file(NESTED, NESTED) },
      { text: file('', '<NestedHWVirt enabled="false"/>') },
      { text: file('', NESTED, '{5b5c7a7e-0001-4000-8000-000000000002}') },
    ],
    bad: [
      {
        text: file('', NESTED),
        nested: 'auto',
        findings: [{ line: 9, column: 44, message: 'switches nesting off' }],
      },
      {
        text: file(NESTED, ''),
        nested: 'auto',
        findings: [{ line: 2, column: 39, message: 'switches nesting on' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { machine, version } = document;
        const current = attributeOf(machine?.element, 'currentSnapshot');
        if (machine === undefined || current === undefined) return;
        const uuid = plain(document.valueOf(current));
        const snapshot = document
          .snapshots()
          .find((element) => plain(machine.text(element, 'uuid') ?? '') === uuid);
        if (snapshot === undefined || uuid === '') return;
        const now = machine.feature('NestedHWVirt');
        const then = new Machine(document, snapshot, version).feature('NestedHWVirt');
        if (now.state === 'placeholder' || then.state === 'placeholder') return;
        const isOn = now.state === 'on';
        if (isOn === (then.state === 'on') || !document.showsAllSettings) return;
        report({
          message: isOn ? 'on' : 'off',
          data: { name: machine.text(snapshot, 'name') ?? '' },
          at: now.element === undefined ? attributeValueRange(current) : flagRange(now),
          related: [{ ...tagRange(snapshot), message: 'the snapshot' }],
          setting: 'NestedHWVirt',
        });
      },
    };
  },
});

function plain(uuid: string): string {
  return uuid.replace(/[{}]/g, '').toLowerCase();
}
