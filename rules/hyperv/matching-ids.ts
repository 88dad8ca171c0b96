import { bareGuid, isGuid } from '../../src/languages/hyperv/devices.js';
import { stringOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { REAL_FILES } from './sources.js';

export default defineRule({
  id: 'hyperv/matching-ids',
  languages: ['hyperv'],
  summary: '`global_id` and `logical_id` are the same',
  why: 'Both are the id of the VM, and in every configuration that Hyper-V wrote they are the same; the file is called as they are, too. Where they differ one of them was changed by hand, to make a second VM of a copy say: let Hyper-V do that, by `Import-VM -Copy -GenerateNewId`.',
  severity: 'warning',
  fixSafety:
    'None: which of them is right, the name of the file tells, and only Hyper-V may give a new one.',
  sources: [REAL_FILES],
  presets: ['recommended'],
  settings: ['properties/global_id', 'settings/global/logical_id'],
  messages: {
    differ:
      'Unexpected `settings/global/logical_id` {logical}, expected the same as `properties/global_id` {global}',
  },
  examples: {
    good: [
      {
        text: '<configuration><properties><global_id type="string">0AA394FA-7C4A-4070-BA32-773D43B28A68</global_id></properties><settings><global><logical_id type="string">0aa394fa-7c4a-4070-ba32-773d43b28a68</logical_id></global></settings></configuration>\n',
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/global_id = 0AA394FA-7C4A-4070-BA32-773D43B28A68\n',
      },
      {
        title: 'no VM of its own, such as a checkpoint',
        text: '<configuration><properties><global_id type="string">0AA394FA-7C4A-4070-BA32-773D43B28A68</global_id><type_id type="string">Snapshots</type_id></properties><settings><global><logical_id type="string">E47E468F-8426-4C4A-98A7-0483DD4F0BE1</logical_id></global></settings></configuration>\n',
      },
    ],
    bad: [
      {
        text: '<configuration><properties><global_id type="string">0AA394FA-7C4A-4070-BA32-773D43B28A68</global_id></properties>\n<settings><global><logical_id type="string">E47E468F-8426-4C4A-98A7-0483DD4F0BE1</logical_id></global></settings></configuration>\n',
        findings: [{ line: 2, column: 45, message: 'expected the same as' }],
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/global_id = 0AA394FA-7C4A-4070-BA32-773D43B28A68\nconfiguration/settings/global/logical_id = E47E468F-8426-4C4A-98A7-0483DD4F0BE1\n',
        findings: [{ line: 2, column: 44, message: 'logical_id` E47E468F' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        // A checkpoint has an id of its own.
        if (document.vm?.isPartOfVm === true) return;
        const one = document.vm?.at('properties/global_id');
        const other = document.vm?.at('settings/global/logical_id');
        const [global, logical] = [stringOf(one), stringOf(other)];
        if (one === undefined || other === undefined) return;
        if (global === undefined || logical === undefined) return;
        if (!isGuid(global) || !isGuid(logical)) return;
        if (bareGuid(global) === bareGuid(logical)) return;
        report({
          message: 'differ',
          data: { global, logical },
          at: other.at,
          related: [{ ...one.at, message: 'the id of the VM' }],
          setting: 'settings/global/logical_id',
        });
      },
    };
  },
});
