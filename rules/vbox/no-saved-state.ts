import { attributeRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf } from '../../src/languages/vbox/reading.js';
import { defineRule } from '../../src/lint/rule.js';
import { vbox } from './examples.js';
import { MACHINE, MANUAL_NESTED } from './sources.js';

export default defineRule({
  id: 'vbox/no-saved-state',
  languages: ['vbox'],
  summary: 'A machine whose settings are to change is switched off, not saved',
  why: 'A machine with a saved state (`stateFile`) goes on where it was. Its state fits the hardware that it had then: VirtualBox refuses to change settings of it, and a state that meets other settings does not resume. vmlint therefore changes nothing in such a file. Nesting, too, is changed only while the VM is off.',
  severity: 'warning',
  fixSafety:
    'None: resume the VM and shut it down, or discard the state (`VBoxManage discardstate VM`), which is like pulling the plug.',
  sources: [MACHINE, MANUAL_NESTED],
  presets: ['recommended', 'nested'],
  settings: ['stateFile'],
  messages: {
    saved:
      'Unexpected saved state (`stateFile`), expected the machine switched off: its settings cannot change until then',
  },
  examples: {
    good: [{ text: vbox({}) }],
    bad: [
      {
        text: vbox({
          machine: 'OSType="Debian_64" stateFile="Snapshots/2024-05-01T10-00-00-000000000Z.sav"',
        }),
        nested: 'auto',
        findings: [{ line: 2, column: 42, message: 'Unexpected saved state' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const attribute = attributeOf(document.machine?.element, 'stateFile');
        if (attribute === undefined || document.valueOf(attribute) === '') return;
        report({ message: 'saved', at: attributeRange(attribute), setting: 'stateFile' });
      },
    };
  },
});
