import { lineRange, valueRange } from '../../src/languages/vmx/ranges.js';
import { setAll, statedFlag } from '../../src/languages/vmx/stated.js';
import { macosOnAmd } from '../../src/languages/vmx/obstacles.js';
import { defineRule } from '../../src/lint/rule.js';
import { asksByItself } from './demand.js';

const SWITCHES = ['vhv.enable', 'vpmc.enable', 'vvtd.enable'] as const;

export default defineRule({
  id: 'nested/macos-on-amd',
  languages: ['vmx'],
  summary: 'macOS on an AMD host does without virtualized CPU features',
  why: 'macOS runs on AMD only where CPUID masks make the CPU look like one of Intel. The recipes for that want `vhv.enable`, `vpmc.enable` and `vvtd.enable` off.',
  severity: 'warning',
  fixSafety:
    'Unsafe: it takes away what the file asks for. No fix for `vhv.enable` where nesting is wanted.',
  sources: [
    {
      title: 'DrDonk/unlocker, templates and wiki page on AMD CPUs',
      url: 'https://github.com/DrDonk/unlocker',
    },
  ],
  presets: ['recommended', 'nested'],
  settings: [...SWITCHES],
  messages: {
    on: 'Unexpected `{key}` = "TRUE" for macOS on an AMD CPU, expected "FALSE"',
  },
  examples: {
    good: [
      { text: 'guestOS = "darwin20-64"\nvpmc.enable = "TRUE"\n', title: 'on Intel' },
      {
        text: 'guestOS = "darwin20-64"\nvpmc.enable = "FALSE"\n',
        stack: { cpu: 'amd' },
      },
      { text: 'guestOS = "ubuntu-64"\nvhv.enable = "TRUE"\n', stack: { cpu: 'amd' } },
    ],
    bad: [
      {
        text: 'guestOS = "darwin19-64"\ncpuid.0.ebx = "0111:0101:0110:1110:0110:0101:0100:0111"\ncpuid.0.ecx = "0110:1100:0110:0101:0111:0100:0110:1110"\ncpuid.0.edx = "0100:1001:0110:0101:0110:1110:0110:1001"\nvhv.enable = "TRUE"\nvpmc.enable = "TRUE"\n',
        nested: 'auto',
        findings: [
          { line: 5, column: 14, message: 'Unexpected `vhv.enable` = "TRUE" for macOS' },
          { line: 6, column: 15, message: 'Unexpected `vpmc.enable` = "TRUE" for macOS' },
        ],
        fixedUnsafe:
          'guestOS = "darwin19-64"\ncpuid.0.ebx = "0111:0101:0110:1110:0110:0101:0100:0111"\ncpuid.0.ecx = "0110:1100:0110:0101:0111:0100:0110:1110"\ncpuid.0.edx = "0100:1001:0110:0101:0110:1110:0110:1001"\nvhv.enable = "FALSE"\nvpmc.enable = "FALSE"\n',
      },
      {
        text: 'guestOS = "darwin20-64"\nvhv.enable = "TRUE"\nvvtd.enable = "TRUE"\n',
        stack: { cpu: 'amd' },
        findings: [
          { line: 2, column: 14, message: '`vhv.enable`' },
          { line: 3, column: 15, message: '`vvtd.enable`' },
        ],
        fixedUnsafe: 'guestOS = "darwin20-64"\nvhv.enable = "TRUE"\nvvtd.enable = "FALSE"\n',
      },
    ],
  },
  concerns: SWITCHES,
  check({ document, intent, stack, report }) {
    return {
      document() {
        const found = macosOnAmd(document, stack.cpu);
        if (found === undefined) return;
        const { spoof } = found;
        const wanted = intent.nested === 'require' || asksByItself(document);
        for (const key of SWITCHES) {
          const on = statedFlag(document, key, true);
          // Under forbid, vhv.enable has its own finding.
          if (on === undefined || (key === 'vhv.enable' && intent.nested === 'forbid')) continue;
          const isAskedFor = wanted && (key === 'vhv.enable' || asksByItself(document));
          report({
            message: 'on',
            data: { key },
            at: valueRange(on.entry),
            related:
              spoof === undefined
                ? []
                : [{ ...lineRange(spoof), message: 'makes an AMD CPU look like one of Intel' }],
            setting: key,
            fix: isAskedFor
              ? undefined
              : {
                  title: `set \`${key}\` to "FALSE"`,
                  safety: 'unsafe',
                  ...setAll(document, on.entries, 'FALSE'),
                },
          });
        }
      },
    };
  },
});
