import { isSecret } from '../../src/languages/hyperv/secrets.js';
import { walkSettings } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { GENERATION_2_SECURITY } from './sources.js';
import { listing } from './written.js';

export default defineRule({
  id: 'hyperv/no-secrets',
  languages: ['hyperv'],
  summary: 'Keys and what a virtual TPM holds are not in a file that others get',
  why: 'Whoever may read the file reads what is in it, also in a repository and in a bug report: the key protector of a VM, and what its TPM holds, such as the key of its BitLocker. Both are encrypted, but not for whoever has the key of a host that may start the VM. Where the VM runs, it needs them. vmlint never shows such values.',
  severity: 'warning',
  fixSafety: 'None: without them the VM does not start. Make the file from a VM without a TPM.',
  sources: [GENERATION_2_SECURITY],
  presets: ['portable', 'security'],
  settings: ['security/keys/key_protector', 'security/vtpm/vtpm_engine_nvram'],
  messages: {
    secret: 'Unexpected secret in `{name}`, expected it outside of a file that others get',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing({ 'security/settings/tpm_enabled': false }) },
      { dialect: 'vmcx', text: listing({ 'security/keys/key_protector': '' }) },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: listing({
          'properties/name': 'Lab',
          'security/keys/key_protector': Buffer.from('wrapped'),
          'security/vtpm/vtpm_engine_nvram': Buffer.from('sealed'),
        }),
        nested: 'auto',
        findings: [
          { line: 2, column: 45, message: 'Unexpected secret in `key_protector`' },
          { line: 3, column: 49, message: 'Unexpected secret in `vtpm_engine_nvram`' },
        ],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        if (document.vm === undefined) return;
        walkSettings(document.vm.root, (setting) => {
          const { name, text, at, isPlaceholder } = setting;
          if (!isSecret(setting) || text === '' || isPlaceholder) return;
          report({ message: 'secret', data: { name }, at, setting: name });
        });
      },
    };
  },
});
