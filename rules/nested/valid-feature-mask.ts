import { cpuSettings, isFeatureMaskKey } from '../../src/languages/vmx/cpuid-masks.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { FEATURE_MASKS } from './mask-sources.js';

const SYNTAX = /^\s*(?:[a-z]+\s*:\s*)?(?:min|max|val|match)\s*:\s*\S.*$/i;

export default defineRule({
  id: 'nested/valid-feature-mask',
  languages: ['vmx'],
  summary: 'Feature masks have the form Op:Value',
  why: 'A `featMask.…` bounds a feature of the CPU: "Min:1" requires it, "Max:0" masks it out, "Val:…" and "Match:…" set or compare it, with a type before it if need be ("Bool:Min:1"). TRUE, 1 or enabled are nothing of the kind.',
  severity: 'warning',
  fixSafety: 'None: whether the feature was to be required or masked out is not known.',
  sources: FEATURE_MASKS,
  presets: ['recommended', 'nested'],
  settings: ['featMask.**'],
  messages: {
    syntax:
      'Unexpected `{key}` = "{value}", expected Min, Max, Val or Match and a value, such as "Min:1" or "Max:0"',
  },
  examples: {
    good: [
      {
        text: 'featMask.vm.hv.capable = "Min:1"\nfeatMask.vm.cpuid.MODEL = "Val:0x9e"\nfeatMask.vm.cpuid.AVX = "Bool:Max:0"\n',
        nested: 'auto',
      },
    ],
    bad: [
      {
        text: 'featMask.vm.hv.capable = "TRUE"\nfeatMask.vm.cpuid.AVX = "Min:"\n',
        nested: 'auto',
        findings: [
          { line: 1, column: 26, message: '= "TRUE", expected Min, Max' },
          { line: 2, column: 25, message: '= "Min:"' },
        ],
      },
    ],
  },
  concerns: isFeatureMaskKey,
  check({ document, report }) {
    return {
      document() {
        for (const [folded] of cpuSettings(document).features) {
          for (const entry of document.entriesOf(folded)) {
            if (document.isPlaceholder(entry) || SYNTAX.test(document.valueOf(entry))) continue;
            const key = document.keyOf(entry);
            const data = { key, value: document.shownValue(entry) };
            report({ message: 'syntax', data, at: valueRange(entry), setting: key });
          }
        }
      },
    };
  },
});
