import { removePair } from '../../src/languages/vmx/changes.js';
import { cpuSettings, isMaskKey, isRecipeLine } from '../../src/languages/vmx/cpuid-masks.js';
import { keyRange } from '../../src/languages/vmx/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { isEsxi50, predatesVirtualizedHv } from '../../src/stack/stack.js';
import { RUNNING_NESTED_VMS } from '../references.js';
import { hardwareVersion, showsVirtualization } from './demand.js';
import { HOST_CPU_ID_INFO } from './mask-sources.js';

export default defineRule({
  id: 'nested/no-legacy-cpuid-recipe',
  languages: ['vmx'],
  summary: 'The CPUID masks that ESXi 5.0 needs are not in VMs that have vhv.enable',
  why: 'The five masks of 2011 show VT-x and AMD-V to a VM on ESXi 5.0, where `vhv.enable` does nothing. From hardware version 9 on `vhv.enable` does all of it, and masks are no longer how VMware wants features to be set.',
  severity: 'info',
  fixSafety:
    'Unsafe, and only where `vhv.enable` is "TRUE": whoever added masks may move the VM back.',
  sources: [RUNNING_NESTED_VMS, HOST_CPU_ID_INFO],
  presets: ['recommended', 'nested'],
  settings: ['cpuid.1.ecx', 'cpuid.80000001.ecx.amd', 'cpuid.8000000a.*.amd'],
  messages: {
    legacy:
      'Unexpected `{key}` of the recipe for ESXi 5.0 with `virtualHW.version` = "{version}", expected `vhv.enable` = "TRUE" instead',
  },
  examples: {
    good: [
      {
        text: 'virtualHW.version = "8"\ncpuid.1.ecx = "----:----:----:----:----:----:--h-:----"\n',
        nested: 'auto',
      },
      {
        text: 'virtualHW.version = "9"\ncpuid.1.ecx = "----:----:----:----:----:----:--0-:----"\n',
        nested: 'auto',
      },
    ],
    bad: [
      {
        text: 'virtualHW.version = "9"\ncpuid.1.ecx = "----:----:----:----:----:----:--H-:----"\nvhv.enable = "TRUE"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 1, message: 'expected `vhv.enable` = "TRUE" instead' }],
        fixedUnsafe: 'virtualHW.version = "9"\nvhv.enable = "TRUE"\n',
      },
    ],
  },
  concerns: isMaskKey,
  check({ document, intent, stack, report }) {
    return {
      document() {
        const { masks } = cpuSettings(document);
        if (masks.size === 0 || intent.nested === 'forbid') return;
        const version = hardwareVersion(document) ?? 0;
        if (version < 9 || isEsxi50(stack.host) || predatesVirtualizedHv(stack.host)) return;
        const replaced = showsVirtualization(document);
        for (const [key, entry] of masks) {
          if (document.entriesOf(key).length > 1) continue;
          if (!isRecipeLine(key, document.valueOf(entry))) continue;
          report({
            message: 'legacy',
            data: { key: document.keyOf(entry), version },
            at: keyRange(entry),
            setting: key,
            fix: replaced
              ? {
                  title: `remove \`${document.keyOf(entry)}\``,
                  safety: 'unsafe',
                  ...removePair(document, entry),
                }
              : undefined,
          });
        }
      },
    };
  },
});
