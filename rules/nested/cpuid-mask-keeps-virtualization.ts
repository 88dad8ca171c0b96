import { setValue } from '../../src/languages/vmx/changes.js';
import {
  bitOf,
  cpuSettings,
  isMaskKey,
  hidesBit,
  VIRTUALIZATION_BITS,
  withBit,
} from '../../src/languages/vmx/cpuid-masks.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { stated } from '../../src/languages/vmx/stated.js';
import { defineRule } from '../../src/lint/rule.js';
import { isEsxi50 } from '../../src/stack/stack.js';
import { RUNNING_NESTED_VMS } from '../references.js';
import { nests } from './demand.js';
import { CPUID_HEADER, HOST_CPU_ID_INFO } from './mask-sources.js';

const SPOOF = '1000:0010:1001:1000:0010:0010:0000:0011';
const SPOOF_WITHOUT = '1000:0010:1001:1000:0010:0010:00-0:0011';

export default defineRule({
  id: 'nested/cpuid-mask-keeps-virtualization',
  languages: ['vmx'],
  summary: 'No CPUID mask takes back the hardware virtualization that the VM is to see',
  why: 'A mask decides bit by bit what the VM sees of the CPU. Bit 5 of `cpuid.1.ecx` is VT-x, bit 2 of `cpuid.80000001.ecx` is AMD-V. With a 0 there the VM has none, whatever `vhv.enable` says. Copied masks do that, like those that let macOS run on AMD.',
  severity: 'error',
  fixSafety: 'Unsafe: the mask may pretend another CPU on purpose.',
  sources: [CPUID_HEADER, HOST_CPU_ID_INFO, RUNNING_NESTED_VMS],
  presets: ['recommended', 'nested'],
  settings: ['cpuid.1.ecx', 'cpuid.80000001.ecx', 'cpuid.80000001.ecx.amd', 'vhv.enable'],
  messages: {
    hides:
      'Unexpected bit {bit} = "{character}" in `{key}`, expected "{expected}", since it hides {feature} from the hypervisor in the VM',
  },
  examples: {
    good: [
      { text: 'cpuid.1.ecx = "----:----:----:----:----:----:--h-:----"\nvhv.enable = "TRUE"\n' },
      { text: `cpuid.1.ecx = "${SPOOF}"\nvhv.enable = "FALSE"\n`, nested: 'auto' },
      {
        title: 'on AMD the VM sees AMD-V all the same',
        text: `cpuid.1.ecx = "${SPOOF}"\nvhv.enable = "TRUE"\n`,
        stack: { cpu: 'amd' },
      },
    ],
    bad: [
      {
        text: `cpuid.1.ecx = "${SPOOF}"\nvhv.enable = "TRUE"\n`,
        nested: 'auto',
        findings: [{ line: 1, column: 15, message: 'bit 5 = "0" in `cpuid.1.ecx`' }],
        fixedUnsafe: `cpuid.1.ecx = "${SPOOF_WITHOUT}"\nvhv.enable = "TRUE"\n`,
      },
      {
        text: 'vhv.enable = "TRUE"\ncpuid.80000001.ECX = "-----------------------------0--"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 22, message: 'it hides AMD-V' }],
        fixedUnsafe:
          'vhv.enable = "TRUE"\ncpuid.80000001.ECX = "--------------------------------"\n',
      },
    ],
  },
  concerns: isMaskKey,
  check({ document, intent, stack, report }) {
    return {
      document() {
        const { masks } = cpuSettings(document);
        if (masks.size === 0) return;
        for (const { key, bit, feature, cpu } of VIRTUALIZATION_BITS) {
          if (!masks.has(key)) continue;
          if ((stack.cpu === 'intel' || stack.cpu === 'amd') && stack.cpu !== cpu) continue;
          // On AMD the key with .amd is looked up first.
          if (masks.has(`${key}.amd`) && cpu === 'amd') continue;
          const value = stated(document, key)?.value;
          const character = value === undefined ? undefined : bitOf(value, bit);
          if (!hidesBit(character) || !nests({ document, intent, stack })) continue;
          const entry = masks.get(key)!;
          const vhv = document.entry('vhv.enable');
          const expected = isEsxi50(stack.host) ? 'h' : '-';
          report({
            message: 'hides',
            data: { key: document.keyOf(entry), bit, character: character!, feature, expected },
            at: valueRange(entry),
            setting: key,
            related:
              vhv === undefined
                ? []
                : [{ ...valueRange(vhv), message: `which is to show ${feature}` }],
            fix: {
              title: `set bit ${bit} to "${expected}"`,
              safety: 'unsafe',
              ...setValue(document, entry, withBit(value!, bit, expected)),
            },
          });
        }
      },
    };
  },
});
