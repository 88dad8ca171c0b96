import { unescapeValue, type VmxEntry } from '../../grammars/vmx/index.js';
import { findMistakenKey, HOST_SETTINGS } from '../../src/languages/vmx/catalogue/index.js';
import { distanceWithin } from '../../src/text/distance.js';
import { FIELD_REPORTS, RUNNING_NESTED_VMS } from '../../src/languages/vmx/catalogue/sources.js';
import { commentOf, rewriteAsPair } from '../../src/languages/vmx/changes.js';
import { keyRange } from '../../src/languages/vmx/ranges.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';

export default defineRule({
  id: 'vmx/known-host-key',
  languages: ['vmx'],
  dialects: ['host-config'],
  summary: 'Nesting settings of a host are spelt as VMware reads them',
  why: 'VMware ignores a key that it does not know without a word, also in /etc/vmware/config: `vhv.alow` allows nothing, and no VM says why it cannot nest.',
  severity: 'warning',
  fixSafety: 'Unsafe: it switches on what was off so far.',
  sources: [RUNNING_NESTED_VMS, FIELD_REPORTS],
  presets: ['recommended', 'nested'],
  settings: HOST_SETTINGS.map(({ pattern }) => pattern),
  messages: {
    misspelt: 'Unexpected key `{key}`, which VMware does not know, expected `{expected}`',
  },
  examples: {
    good: [
      { text: 'libdir = "/usr/lib/vmware"\nvhv.allow = "TRUE"\nhv.assumeEnabled = "TRUE"\n' },
      { text: 'product.version = "17.5.0"\nvhv.enable = "TRUE"\n' },
    ],
    bad: [
      {
        text: 'libdir = "/usr/lib/vmware"\nvhv.alow = "TRUE"\n',
        findings: [{ line: 2, column: 1, message: 'expected `vhv.allow`' }],
        fixedUnsafe: 'libdir = "/usr/lib/vmware"\nvhv.allow = "TRUE"\n',
      },
      {
        title: 'a key that never was',
        text: 'vhu.enable = "TRUE"\n',
        findings: [{ line: 1, column: 1, message: 'expected `vhv.enable`' }],
        fixedUnsafe: 'vhv.enable = "TRUE"\n',
      },
    ],
  },
  concerns: (key) => meantBy(key) !== undefined,
  check({ document, report }) {
    return {
      entry(entry: VmxEntry) {
        const expected = meantBy(entry.name.folded);
        if (expected === undefined || document.isPlaceholder(entry)) return;
        report({
          message: 'misspelt',
          data: { key: document.keyOf(entry), expected },
          at: keyRange(entry),
          setting: expected,
          fix: document.entry(expected) === undefined ? renamed(entry, expected) : undefined,
        });
      },
    };

    function renamed(entry: VmxEntry, key: string): Fix {
      const says = { key, value: unescapeValue(entry.value), comment: commentOf(document, entry) };
      return {
        title: `write \`${key}\``,
        safety: 'unsafe',
        ...rewriteAsPair(document, entry, [{ ...keyRange(entry), text: key }], says),
      };
    }
  },
});

/** The setting of hosts that a key in lower case is nearly, or that people mean by it; undefined where it is one. */
function meantBy(folded: string): string | undefined {
  const known = HOST_SETTINGS.map(({ pattern }) => pattern);
  if (known.some((key) => key.toLowerCase() === folded)) return undefined;
  const instead = findMistakenKey(folded)?.instead;
  if (instead !== undefined && known.includes(instead)) return instead;
  const near = known.filter((key) => distanceWithin(folded, key.toLowerCase(), 2) <= 2);
  return near.length === 1 ? near[0] : undefined;
}
