import { bitOf } from '../../src/languages/vmx/cpuid-masks.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { stated } from '../../src/languages/vmx/stated.js';
import { defineRule } from '../../src/lint/rule.js';
import { CPUID_HEADER } from './mask-sources.js';

const VENDORS = ['GenuineIntel', 'AuthenticAMD', 'CyrixInstead', 'CentaurHauls', 'HygonGenuine'];

/** In the order in which they spell the name. */
const REGISTERS = ['ebx', 'edx', 'ecx'] as const;

export default defineRule({
  id: 'nested/known-cpu-vendor',
  languages: ['vmx'],
  summary: 'Masks of CPUID leaf 0 spell a CPU vendor that exists',
  why: 'In leaf 0 the registers ebx, edx and ecx spell the vendor, four letters each: GenuineIntel, AuthenticAMD. Masks copied to the wrong leaf, or in another order, make a CPU that no system knows: hypervisors and drivers in the VM do not find what they have for Intel or AMD.',
  severity: 'warning',
  fixSafety: 'None: which vendor was meant is not known.',
  sources: [CPUID_HEADER],
  presets: ['recommended', 'nested'],
  settings: ['cpuid.0.ebx', 'cpuid.0.edx', 'cpuid.0.ecx'],
  messages: {
    unknown:
      'Unexpected CPU vendor {vendor} in ebx, edx and ecx of `{key}`, expected one that exists, like GenuineIntel or AuthenticAMD',
  },
  examples: {
    good: [
      {
        text: 'cpuid.0.ebx = "0111:0101:0110:1110:0110:0101:0100:0111"\ncpuid.0.ecx = "0110:1100:0110:0101:0111:0100:0110:1110"\ncpuid.0.edx = "0100:1001:0110:0101:0110:1110:0110:1001"\n',
        nested: 'auto',
      },
      { text: 'cpuid.0.ebx = "----:----:----:----:----:----:----:----"\n', nested: 'auto' },
    ],
    bad: [
      {
        title: 'values of leaf 1',
        text: 'cpuid.0.ebx = "0000:0010:0000:0001:0000:1000:0000:0000"\ncpuid.0.ecx = "1000:0010:1001:1000:0010:0010:0000:0011"\ncpuid.0.edx = "0000:0111:1000:1011:1111:1011:1111:1111"\n',
        nested: 'auto',
        findings: [{ line: 1, column: 15, message: 'Unexpected CPU vendor that is no text' }],
      },
    ],
  },
  concerns: ['cpuid.0.ebx', 'cpuid.0.0.ebx'],
  check({ document, report }) {
    return {
      document() {
        for (const leaf of ['cpuid.0', 'cpuid.0.0']) {
          if (document.entry(`${leaf}.ebx`) !== undefined) inspect(leaf);
        }
      },
    };

    function inspect(leaf: string): void {
      const texts = REGISTERS.map((register) =>
        lettersOf(stated(document, `${leaf}.${register}`)?.value),
      );
      if (texts.includes(undefined)) return;
      const name = texts.join('');
      if (VENDORS.includes(name)) return;
      report({
        message: 'unknown',
        data: {
          vendor: /^[ -~]+$/.test(name) ? JSON.stringify(name) : 'that is no text',
          key: leaf,
        },
        at: valueRange(document.entry(`${leaf}.ebx`)!),
        setting: `${leaf}.ebx`,
      });
    }
  },
});

/** Four letters, the lowest byte first; undefined unless every bit is 0 or 1. */
function lettersOf(mask: string | undefined): string | undefined {
  if (mask === undefined) return undefined;
  let text = '';
  for (let byte = 0; byte < 4; byte++) {
    let code = 0;
    for (let bit = 7; bit >= 0; bit--) {
      const character = bitOf(mask, byte * 8 + bit);
      if (character !== '0' && character !== '1') return undefined;
      code = code * 2 + Number(character);
    }
    text += String.fromCharCode(code);
  }
  return text;
}
