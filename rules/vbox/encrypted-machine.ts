import { tagRange } from '../../src/languages/vbox/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER } from './sources.js';

export default defineRule({
  id: 'vbox/encrypted-machine',
  languages: ['vbox'],
  summary: 'The settings of the machine can be seen',
  why: 'VirtualBox 7.0 and later can encrypt a whole machine. Its settings are then one encrypted text, of which vmlint can tell nothing: neither whether nested virtualization is on nor what is wrong.',
  severity: 'info',
  fixSafety: 'None: only VirtualBox, and who knows the password, can read and write them.',
  sources: [SETTINGS_READER],
  presets: ['recommended'],
  messages: {
    encrypted:
      'Unexpected `MachineEncrypted`, expected `Machine`: the settings are encrypted and cannot be judged',
  },
  examples: {
    good: [{ text: '<VirtualBox version="1.19-linux"><Machine/></VirtualBox>\n' }],
    bad: [
      {
        text: '<VirtualBox version="1.19-linux">\n  <MachineEncrypted uuid="{0ca5f1a5-5d4e-4bd0-8a0f-7bb9f2b1f6a1}" keyId="k" keyStore="s">AAAA</MachineEncrypted>\n</VirtualBox>\n',
        findings: [{ line: 2, column: 3, message: 'cannot be judged' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { encrypted } = document;
        if (encrypted !== undefined) report({ message: 'encrypted', at: tagRange(encrypted) });
      },
    };
  },
});
