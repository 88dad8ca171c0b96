import { boolOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { GENERATION_2_SECURITY } from './sources.js';
import { listing, type Settings } from './written.js';

const TPM = 'security/settings/tpm_enabled';
const PROTECTOR = 'security/keys/key_protector';

const file = (tpm: boolean): Settings => ({ 'properties/version': 2304, [TPM]: tpm });

export default defineRule({
  id: 'hyperv/tpm-key-protector',
  languages: ['hyperv'],
  dialects: ['vmcx'],
  summary: 'A VM with a TPM has its key protector',
  why: 'What a virtual TPM holds is encrypted with a key that the key protector of the VM holds. Without it Hyper-V does not start the VM. It is lost where somebody takes settings out of a configuration before he gives it away.',
  severity: 'warning',
  fixSafety:
    'None: the lost one comes back from a backup only. `Set-VMKeyProtector -NewLocalKeyProtector` makes a new one, for which the TPM is empty.',
  sources: [GENERATION_2_SECURITY],
  presets: ['portable', 'security'],
  settings: ['security/settings/tpm_enabled', 'security/keys/key_protector'],
  messages: {
    missing: 'Unexpected `tpm_enabled` = True without `keys/key_protector`, expected both',
  },
  examples: {
    good: [
      { text: listing(file(false)) },
      { text: listing({ [PROTECTOR]: Buffer.from('wrapped'), ...file(true) }) },
    ],
    bad: [
      {
        text: listing(file(true)),
        nested: 'auto',
        findings: [{ line: 2, column: 47, message: 'without `keys/key_protector`' }],
      },
      {
        text: listing({ [PROTECTOR]: '', ...file(true) }),
        findings: [{ line: 3, column: 47, message: 'without `keys/key_protector`' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        const tpm = vm?.at(TPM);
        if (vm === undefined || tpm === undefined || boolOf(tpm) !== true) return;
        const protector = vm.at(PROTECTOR);
        if (protector === undefined ? !document.showsAllSettings : protector.text !== '') return;
        report({ message: 'missing', at: tpm.at, setting: TPM });
      },
    };
  },
});
