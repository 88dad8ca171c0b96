import type { VmxEntry } from '../../grammars/vmx/index.js';
import { setValue } from '../../src/languages/vmx/changes.js';
import { foreignQuoted } from '../../src/languages/vmx/foreign-quotes.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { isBooleanSetting } from '../../src/languages/vmx/catalogue/index.js';
import { defineRule } from '../../src/lint/rule.js';

const YES = /^(?:yes|y|on|1|t|enabled?)$/i;
const NO = /^(?:no|n|off|0|f|disabled?)$/i;

export default defineRule({
  id: 'vmx/boolean-spelling',
  languages: ['vmx'],
  // In the configuration of a host, yes and no are what VMware's installer writes.
  dialects: ['vmx'],
  summary: 'Booleans are TRUE or FALSE',
  why: 'VMware writes TRUE and FALSE. For a word that it does not take for a boolean it uses the default of the setting instead and mostly says nothing, so that a switch which looks set is not. Programs that read .vmx files (libvirt, virt-v2v) take true and false only.',
  severity: 'warning',
  fixSafety:
    'Safe where only the case differs (`True`); unsafe for other words (`yes`, `1`), since it is not documented whether VMware takes them and what it does now.',
  sources: [
    { title: 'libvirt, src/vmx/vmx.c' },
    { title: 'virt-v2v, input/VMX.ml', url: 'https://github.com/libguestfs/virt-v2v' },
  ],
  presets: ['recommended', 'syntax'],
  messages: {
    spelling: 'Unexpected `{key}` = "{value}", expected "{expected}"',
    unknown: 'Unexpected `{key}` = "{value}", expected "TRUE" or "FALSE"',
  },
  examples: {
    good: [{ text: 'ethernet0.present = "TRUE"\nvhv.enable = "true"\n' }],
    bad: [
      {
        nested: 'auto',
        text: 'vhv.enable = "True"\nvpmc.enable = yes\nethernet0.present = "maybe"\n',
        findings: [
          { line: 1, column: 14, message: '`vhv.enable` = "True", expected "TRUE"' },
          { line: 2, column: 15, message: '`vpmc.enable` = "yes", expected "TRUE"' },
          { line: 3, column: 21, message: 'expected "TRUE" or "FALSE"' },
        ],
        fixed: 'vhv.enable = "TRUE"\nvpmc.enable = yes\nethernet0.present = "maybe"\n',
        fixedUnsafe: 'vhv.enable = "TRUE"\nvpmc.enable = "TRUE"\nethernet0.present = "maybe"\n',
      },
    ],
  },
  concerns: isBooleanSetting,
  check({ document, report }) {
    return {
      entry(entry: VmxEntry) {
        if (isCanonical(entry.value)) return;
        if (!document.isPlaceholder(entry) && !foreignQuoted(document, entry)) inspect(entry);
      },
    };

    function inspect(entry: VmxEntry): void {
      const value = document.valueOf(entry);
      if (isCanonical(value)) return;
      const key = document.keyOf(entry);
      const word = value.trim();
      const differsInCase = /^(?:true|false)$/i.test(value);
      const expected = /^true$/i.test(word) || YES.test(word) ? 'TRUE' : 'FALSE';
      const known = /^(?:true|false)$/i.test(word) || YES.test(word) || NO.test(word);
      report({
        message: known ? 'spelling' : 'unknown',
        data: { key, value: document.shownValue(entry), expected },
        at: valueRange(entry),
        setting: key,
        fix: known
          ? {
              title: `write "${expected}"`,
              safety: differsInCase ? 'safe' : 'unsafe',
              ...setValue(document, entry, expected),
            }
          : undefined,
      });
    }
  },
});

/** Both spellings occur in files that VMware wrote: TRUE from Workstation and Fusion, true from ESXi. */
function isCanonical(value: string): boolean {
  return value === 'TRUE' || value === 'FALSE' || value === 'true' || value === 'false';
}
