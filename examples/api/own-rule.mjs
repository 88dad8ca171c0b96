import { defineRule, lintText, recommended, ruleTester, setValue, valueRange } from 'vmlint';

const virtualFloppy = defineRule({
  id: 'lab/no-floppy',
  languages: ['vmx'],
  summary: 'No floppy drive is there',
  why: 'Our golden image must not wait for a drive that nobody has.',
  severity: 'warning',
  fixSafety: 'Safe: the setting switches the drive off, and no disk is touched.',
  sources: [{ title: 'the rules of our lab' }],
  presets: [],
  messages: { present: 'Unexpected `{key}` = "TRUE", expected "FALSE"' },
  examples: {
    good: [{ text: 'floppy0.present = "FALSE"\n' }],
    bad: [
      {
        text: 'memsize = "8192"\nfloppy0.present = "TRUE"\n',
        findings: [{ line: 2, column: 19, message: 'Unexpected `floppy0.present`' }],
        fixed: 'memsize = "8192"\nfloppy0.present = "FALSE"\n',
      },
    ],
  },
  check({ document, report }) {
    return {
      entry(entry) {
        const key = document.keyOf(entry);
        if (!/^floppy\d+\.present$/i.test(key) || document.flag(key) !== true) return;
        const change = setValue(document, entry, 'FALSE');
        report({
          message: 'present',
          data: { key },
          at: valueRange(entry),
          fix: { title: 'switch it off', safety: 'safe', ...change },
        });
      },
    };
  },
});

// Throws an AssertionError where the examples are not as they say. In a test file of Jest, Vitest, Mocha or
// node:test, `ruleTester(virtualFloppy, {}, { describe, test })` makes a test of each.
ruleTester(virtualFloppy);

const { findings } = lintText('config.version = "8"\nfloppy0.present = "TRUE"\n', {
  path: 'image.vmx',
  nested: 'auto',
  rules: [...recommended, virtualFloppy],
});
console.log(findings.map(({ rule, message }) => `${rule}: ${message}`).join('\n'));
