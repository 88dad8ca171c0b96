import { forSavedState } from '../../src/languages/hyperv/powershell.js';
import { defineRule } from '../../src/lint/rule.js';
import { unsafeFix } from './fixes.js';
import { NESTED_STATUS, REMOVE_SAVED_STATE } from './sources.js';
import { xml } from './written.js';

export default defineRule({
  id: 'hyperv/no-saved-state',
  languages: ['hyperv'],
  summary: 'A VM whose settings are to change is off, not saved',
  why: 'A VM with a saved state (`savedstate`) goes on where it was. Its state fits the settings that it had then, and the CPU of its host: Hyper-V refuses to change most settings of it, and to start it elsewhere. vmlint therefore changes nothing in such a file. Nesting, too, is changed only while the VM is off.',
  severity: 'warning',
  fixSafety:
    'No edit, and unsafe: the command deletes the state, which is like pulling the plug. Better start the VM and shut it down.',
  sources: [REMOVE_SAVED_STATE, NESTED_STATUS],
  presets: ['recommended', 'nested'],
  settings: ['savedstate'],
  messages: {
    saved:
      'Unexpected saved state (`savedstate`), expected the VM off: its settings cannot change until then',
  },
  examples: {
    good: [
      { text: '<configuration>\n  <savedstate />\n</configuration>\n' },
      { text: xml({ 'properties/name': 'Lab' }) },
      {
        title: 'no VM of its own, such as a checkpoint',
        text: xml({ 'properties/type_id': 'Snapshots', 'savedstate/type': 'Normal' }),
      },
    ],
    bad: [
      {
        text: xml({ 'properties/name': 'Lab', 'savedstate/type': 'Normal' }),
        nested: 'auto',
        findings: [{ line: 5, column: 3, message: 'Unexpected saved state' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        // What a checkpoint keeps is no state that the VM is in.
        if (vm?.savedState === undefined || vm.isPartOfVm) return;
        report({
          message: 'saved',
          at: vm.savedState.at,
          setting: 'savedstate',
          fix: unsafeFix('delete the saved state', forSavedState(vm)),
        });
      },
    };
  },
});
