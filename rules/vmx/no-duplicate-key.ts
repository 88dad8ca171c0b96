import { unescapeValue, type VmxEntry } from '../../grammars/vmx/index.js';
import { removePair } from '../../src/languages/vmx/changes.js';
import { keyRange, lineRange } from '../../src/languages/vmx/ranges.js';
import { isBooleanName } from '../../src/languages/vmx/catalogue/index.js';
import { defineRule } from '../../src/lint/rule.js';

export default defineRule({
  id: 'vmx/no-duplicate-key',
  languages: ['vmx'],
  summary: 'Every key is set once',
  why: 'VMware refuses a file that sets a key twice ("dictionary error", "corrupt"), even to the same value. It is what most often breaks a VM after "append this line to your .vmx" when the key is there already. Keys that differ in case only are the same key.',
  severity: 'error',
  fixSafety:
    'Safe where the copies say the same: the later one goes, its comment stays. Where they differ, which one was meant is not known; the unsafe fix keeps the last.',
  sources: [
    {
      title: 'cloudfoundry-attic/bosh-lite issue 61 (Fusion refuses a key given twice)',
      url: 'https://github.com/cloudfoundry-attic/bosh-lite/issues/61',
    },
  ],
  presets: ['recommended', 'syntax'],
  messages: {
    identical: 'Unexpected second `{key}` with the same value, expected one',
    conflicting: 'Unexpected second `{key}` with another value, expected one',
  },
  examples: {
    good: [{ text: 'vhv.enable = "TRUE"\nmemsize = "4096"\n' }],
    bad: [
      {
        title: 'the same value',
        text: 'vhv.enable = "TRUE"\nmemsize = "4096"\nVHV.enable = "true" # for the lab\n',
        findings: [{ line: 3, column: 1, message: 'the same value' }],
        fixed: 'vhv.enable = "TRUE"\nmemsize = "4096"\n# for the lab\n',
      },
      {
        title: 'different values',
        nested: 'auto',
        text: 'vhv.enable = "FALSE"\nmemsize = "4096"\nvhv.enable = "TRUE"',
        findings: [{ line: 3, column: 1, message: 'another value' }],
        fixedUnsafe: 'memsize = "4096"\nvhv.enable = "TRUE"',
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        // In a template only one of two branches may be left in the end.
        if (document.placeholders?.block === true) return;
        for (const copies of document.repeated.values()) inspect(copies);
      },
    };

    function inspect(copies: readonly VmxEntry[]): void {
      const [first] = copies as [VmxEntry];
      const value = comparable(first);
      const same = copies.every((copy) => comparable(copy) === value);
      for (const [index, copy] of copies.entries()) {
        const previous = copies[index - 1];
        if (previous === undefined) continue;
        const key = document.keyOf(copy);
        report({
          message: same ? 'identical' : 'conflicting',
          data: { key },
          at: same ? keyRange(copy) : lineRange(copy),
          label: 'set again here',
          related: [
            { ...(same ? keyRange(first) : lineRange(previous)), message: 'set here already' },
          ],
          setting: key,
          fix: {
            title: same ? 'remove the second' : 'keep the last and remove this one before it',
            safety: same ? 'safe' : 'unsafe',
            ...removePair(document, same ? copy : previous),
          },
        });
      }
    }

    /** What the value says, as bytes: decoded, two values that cannot be decoded would look the same. */
    function comparable({ name, value }: VmxEntry): string {
      if (isBooleanName(name) && /^(?:true|false)$/i.test(value)) return value.toUpperCase();
      // Where a bar may be half of a character, what is written decides.
      return /[\x80-\xff]\|/.test(value) ? value : unescapeValue(value);
    }
  },
});
