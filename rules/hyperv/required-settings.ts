import { defineRule } from '../../src/lint/rule.js';
import { REAL_FILES } from './sources.js';

/** What every file has that Hyper-V wrote: those that were seen are of versions 2.0, 5.0 and 9.0. */
const REQUIRED = [
  'properties/global_id',
  'properties/name',
  'properties/version',
  'settings/memory/bank/size',
  'settings/processors/count',
] as const;

export default defineRule({
  id: 'hyperv/required-settings',
  languages: ['hyperv'],
  summary: 'The file says which VM it is, of which version, and how large',
  why: 'In every configuration that Hyper-V wrote stand the id and the name of the VM, the version of the configuration, and how much memory and how many processors it has. A file without one of them was edited or cut, and what Hyper-V makes of it nobody has written down.',
  severity: 'warning',
  fixSafety: 'None: only who has the VM knows what was there.',
  sources: [REAL_FILES],
  presets: ['recommended'],
  settings: REQUIRED,
  messages: {
    missing: 'Unexpected configuration without `{path}`, expected one as Hyper-V writes it',
  },
  examples: {
    good: [
      {
        text: '<configuration>\n<properties><global_id type="string">0AA394FA-7C4A-4070-BA32-773D43B28A68</global_id><name type="string">lab</name><version type="integer">1280</version></properties>\n<settings><memory><bank><size type="integer">1024</size></bank></memory><processors><count type="integer">1</count></processors></settings>\n</configuration>\n',
      },
      {
        title: 'a template whose parts come from elsewhere',
        text: '<configuration>\n{{ template "properties" }}\n<properties/>\n</configuration>\n',
      },
    ],
    bad: [
      {
        text: '<configuration>\n<properties><global_id type="string">0AA394FA-7C4A-4070-BA32-773D43B28A68</global_id><name type="string">lab</name></properties>\n<settings><memory><bank><size type="integer">1024</size></bank></memory><processors/></settings>\n</configuration>\n',
        findings: [
          { line: 2, column: 1, message: 'without `properties/version`' },
          { line: 3, column: 73, message: 'without `settings/processors/count`' },
        ],
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/name = lab\nconfiguration/properties/global_id = 0AA394FA-7C4A-4070-BA32-773D43B28A68\nconfiguration/properties/version = 2304\nconfiguration/settings/processors/count = 2\n',
        findings: [{ line: 4, column: 1, message: 'without `settings/memory/bank/size`' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined || !document.showsAllSettings) return;
        if (vm.at('properties') === undefined) return;
        for (const path of REQUIRED) {
          if (vm.at(path) !== undefined) continue;
          const names = path.split('/');
          let holder = vm.root;
          for (const name of names) {
            holder = holder.children.find((child) => child.name === name) ?? holder;
          }
          report({ message: 'missing', data: { path }, at: holder.at, setting: path });
        }
      },
    };
  },
});
