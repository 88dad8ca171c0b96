import { removePair } from '../../src/languages/vmx/changes.js';
import { isFeatureMaskKey } from '../../src/languages/vmx/cpuid-masks.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { FEATURE_MASKS_OF_NESTING, maskedFeatures } from '../../src/languages/vmx/obstacles.js';
import { defineRule } from '../../src/lint/rule.js';
import { nests } from './demand.js';
import { FEATURE_MASKS } from './mask-sources.js';

export default defineRule({
  id: 'nested/feature-mask-keeps-virtualization',
  languages: ['vmx'],
  summary: 'No feature mask takes back the hardware virtualization that the VM is to see',
  why: '`vhv.enable` requires of the host what the masks `featMask.vm.hv.capable` and `featMask.vm.cpuid.VMX` (Intel) or `SVM` (AMD) may bound. With "Max:0" or "Val:0" there, the requirement cannot hold and the VM does not start.',
  severity: 'error',
  fixSafety: 'Unsafe: the mask may keep the VM movable between hosts.',
  sources: [
    ...FEATURE_MASKS,
    { title: 'field report, feature requirements of nested HV (tested)' },
  ],
  presets: ['recommended', 'nested'],
  settings: FEATURE_MASKS_OF_NESTING.map(({ key }) => key),
  messages: {
    masked:
      'Unexpected `{key}` = "{value}", expected none or "Min:1", since it masks out {feature}, which a hypervisor in the VM needs',
  },
  examples: {
    good: [
      { text: 'vhv.enable = "TRUE"\nfeatMask.vm.hv.capable = "Min:1"\n' },
      { text: 'featMask.vm.hv.capable = "Max:0"\n', nested: 'auto' },
      {
        text: 'vhv.enable = "TRUE"\nfeatMask.vm.cpuid.SVM = "Max:0"\n',
        stack: { cpu: 'intel' },
      },
    ],
    bad: [
      {
        text: 'vhv.enable = "TRUE"\nfeatMask.vm.hv.capable = "Max:0"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 26, message: 'it masks out nesting' }],
        fixedUnsafe: 'vhv.enable = "TRUE"\n',
      },
      {
        text: 'vhv.enable = "TRUE"\nfeatmask.vm.cpuid.vmx = "Bool:Val:0"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 25, message: 'it masks out VT-x' }],
        fixedUnsafe: 'vhv.enable = "TRUE"\n',
      },
    ],
  },
  concerns: isFeatureMaskKey,
  check({ document, intent, stack, report }) {
    return {
      document() {
        if (!nests({ document, intent, stack })) return;
        for (const { key, feature, entry, value } of maskedFeatures(document, stack.cpu)) {
          const written = document.keyOf(entry);
          report({
            message: 'masked',
            data: { key: written, value, feature },
            at: valueRange(entry),
            setting: key,
            fix: {
              title: `remove \`${written}\``,
              safety: 'unsafe',
              ...removePair(document, entry),
            },
          });
        }
      },
    };
  },
});
