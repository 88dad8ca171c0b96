import type { VmxEntry } from '../../grammars/vmx/index.js';
import { unescapeValue } from '../../grammars/vmx/index.js';
import { commentOf, rewriteAsPair } from '../../src/languages/vmx/changes.js';
import {
  cpuSettings,
  isMaskKey,
  foreignCharacter,
  maskCharacters,
  maskKeyProblem,
  WIDTH,
} from '../../src/languages/vmx/cpuid-masks.js';
import { keyRange, valueRange } from '../../src/languages/vmx/ranges.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';
import { CPUID_MASKS } from './mask-sources.js';

export default defineRule({
  id: 'nested/well-formed-cpuid-mask',
  languages: ['vmx'],
  summary: 'CPUID masks name a leaf and a register, and have 32 characters',
  why: 'A mask says what CPUID tells the VM, one character a bit, bit 31 first: `-` leaves it, `0` and `1` set it, `h` takes it from the host. A mask of another length, in hexadecimal, or for a key that VMware does not look up does not do what it seems to; `cpuid.1.ecx` = "00000001" is no way to write 1.',
  severity: 'error',
  fixSafety:
    'None for values: which bits were meant is not known. A key is unsafe to rename: VMware ignores it now, and the mask begins to count.',
  sources: CPUID_MASKS,
  presets: ['recommended', 'nested'],
  settings: ['cpuid.*', 'cpuid.*.*'].flatMap((leaf) =>
    ['eax', 'ebx', 'ecx', 'edx'].flatMap((register) => [
      `${leaf}.${register}`,
      `${leaf}.${register}.amd`,
    ]),
  ),
  messages: {
    length:
      'Unexpected {count} characters in `{key}` = "{value}", expected 32, one a bit (colons do not count)',
    character: 'Unexpected "{character}" in `{key}`, expected only - 0 1 x h r t f and colons',
    leaf: 'Unexpected leaf "{found}" in `{key}`, expected hexadecimal digits without 0x, eight at most, then a register',
    register:
      'Unexpected register "{found}" in `{key}`, expected eax, ebx, ecx or edx behind the leaf',
    noLeaf:
      'Unexpected missing leaf in `{key}`, expected one before the register, as in cpuid.1.ecx',
    noRegister:
      'Unexpected missing register in `{key}`, expected eax, ebx, ecx or edx behind the leaf, as in cpuid.1.ecx',
    suffix: 'Unexpected "{found}" at the end of `{key}`, expected .amd or nothing',
  },
  examples: {
    good: [
      {
        text: 'cpuid.1.ecx = "----:----:----:----:----:----:--h-:----"\ncpuid.80000001.edx.amd = "-----------H--------------------"\ncpuid.0.0.ebx = "0111:0101:0110:1110:0110:0101:0100:0111"\n',
        nested: 'auto',
      },
      {
        text: 'cpuid.coresPerSocket = "2"\ncpuid.brandString = "x"\ncpuid.numSMT = "2"\ncpuid.VMX = "1"\n',
        nested: 'auto',
      },
    ],
    bad: [
      {
        text: 'cpuid.1.ecx = "00000001"\ncpuid.1.edx = "----:----:----:----:----:----:--2-:----"\n',
        nested: 'auto',
        findings: [
          { line: 1, column: 15, message: 'Unexpected 8 characters' },
          { line: 2, column: 15, message: 'Unexpected "2" in `cpuid.1.edx`' },
        ],
      },
      {
        text: 'cpuid.ecx = "--------------------------------"\ncpuid.1 = "--------------------------------"\n',
        nested: 'auto',
        findings: [
          { line: 1, column: 1, message: 'missing leaf in `cpuid.ecx`', severity: 'warning' },
          { line: 2, column: 1, message: 'missing register in `cpuid.1`', severity: 'warning' },
        ],
      },
      {
        text: 'cpuid.0x1.ecx = "--------------------------------"\ncpuid.1.ecxx = "--------------------------------"\ncpuid.1.ecx.intel = "--------------------------------"\n',
        nested: 'auto',
        findings: [
          { line: 1, column: 1, message: 'leaf "0x1"', severity: 'warning' },
          { line: 2, column: 1, message: 'register "ecxx"', severity: 'warning' },
          { line: 3, column: 1, message: '"intel" at the end', severity: 'warning' },
        ],
        fixedUnsafe:
          'cpuid.1.ecx = "--------------------------------"\ncpuid.1.ecxx = "--------------------------------"\ncpuid.1.ecx.intel = "--------------------------------"\n',
      },
    ],
  },
  concerns: isMaskKey,
  check({ document, report }) {
    return {
      document() {
        for (const key of cpuSettings(document).masks.keys()) {
          for (const entry of document.entriesOf(key)) inspect(key, entry);
        }
      },
    };

    function inspect(folded: string, entry: VmxEntry): void {
      const key = document.keyOf(entry);
      const problem = maskKeyProblem(folded);
      if (problem !== undefined) {
        const { part, found } = problem;
        const data = { key, found };
        const fix = part === 'leaf' ? withoutPrefix(folded, entry) : undefined;
        const found_ = { at: keyRange(entry), setting: key, severity: 'warning', fix } as const;
        report({ message: part, data, ...found_ });
        return;
      }
      if (document.isPlaceholder(entry)) return;
      const value = document.valueOf(entry);
      const count = maskCharacters(value).length;
      const character = foreignCharacter(value);
      const at = valueRange(entry);
      if (count !== WIDTH) {
        const data = { key, count, value: document.shownValue(entry) };
        report({ message: 'length', data, at, setting: key });
      } else if (character !== undefined) {
        report({ message: 'character', data: { key, character }, at, setting: key });
      }
    }

    /** `cpuid.0x1.ecx` as `cpuid.1.ecx`, where that is not there yet. */
    function withoutPrefix(folded: string, entry: VmxEntry): Fix | undefined {
      const right = folded.replace(/^cpuid\.0x(?=[0-9a-f])/, 'cpuid.');
      if (right === folded || maskKeyProblem(right) !== undefined) return undefined;
      if (document.entry(right) !== undefined) return undefined;
      const start = entry.keyStart + 'cpuid.'.length;
      const key = entry.key.replace(/\.0x/i, '.');
      const says = { key, value: unescapeValue(entry.value), comment: commentOf(document, entry) };
      const edits = [{ start, end: start + 2, text: '' }];
      return {
        title: `write \`${right}\``,
        safety: 'unsafe',
        ...rewriteAsPair(document, entry, edits, says),
      };
    }
  },
});
