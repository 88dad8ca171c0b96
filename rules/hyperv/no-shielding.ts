import { boolOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { GENERATION_2_SECURITY } from './sources.js';
import { listing, type Settings } from './written.js';

const SETTING = 'security/settings/shielding_requested';

const file = (shielded: boolean): Settings => ({
  'properties/version': 2304,
  [SETTING]: shielded,
});

export default defineRule({
  id: 'hyperv/no-shielding',
  languages: ['hyperv'],
  dialects: ['vmcx'],
  summary: 'A VM that is to move to other hosts is not shielded',
  why: 'A shielded VM starts on hosts that its key protector names, and nowhere else: on another host it can be imported, but not started, until somebody who has the key of its owner lets that host in. Console, PowerShell Direct and some integration services do not work with it.',
  severity: 'warning',
  fixSafety: 'None: who has the key of its owner decides, on a host that the VM starts on.',
  sources: [GENERATION_2_SECURITY],
  presets: ['portable'],
  settings: ['security/settings/shielding_requested'],
  messages: {
    shielded:
      'Unexpected `shielding_requested` = True, expected False in a VM for other hosts: they do not start it',
  },
  examples: {
    good: [{ text: listing(file(false)) }],
    bad: [
      {
        text: listing(file(true)),
        nested: 'auto',
        findings: [{ line: 2, column: 55, message: '`shielding_requested` = True' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const shielding = document.vm?.at(SETTING);
        if (shielding === undefined || boolOf(shielding) !== true) return;
        report({ message: 'shielded', at: shielding.at, setting: SETTING });
      },
    };
  },
});
