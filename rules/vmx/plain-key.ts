import { unescapeValue, type VmxEntry } from '../../grammars/vmx/index.js';
import { commentOf, rewriteAsPair } from '../../src/languages/vmx/changes.js';
import { keyRange } from '../../src/languages/vmx/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import type { Edit } from '../../src/source/edits.js';
import { LINE_READER } from '../references.js';

const NO_BREAK_SPACES = /^[\u00a0\u202f\u2007\u3000\ufeff]+|[\u00a0\u202f\u2007\u3000\ufeff]+$/g;

export default defineRule({
  id: 'vmx/plain-key',
  languages: ['vmx'],
  summary: 'Keys have no quotes, no-break spaces or control characters',
  why: 'Whatever stands before the `=` is the key, also a quote, a control character or a no-break space that came along from a web page and looks like a blank. VMware takes it for another key, which it does not know, and ignores the setting without a word.',
  severity: 'error',
  fixSafety:
    'Safe for no-break spaces and byte order marks at the ends of a key: VMware ignores the setting as written, and its meaning is plain. No fix for other characters.',
  sources: [LINE_READER],
  presets: ['recommended', 'syntax'],
  messages: {
    space: 'Unexpected no-break space in the key `{key}`, expected `{expected}`',
    character: 'Unexpected {what} in the key `{key}`, expected a key without it',
  },
  examples: {
    good: [{ text: 'vhv.enable = "TRUE"\nguestinfo.a/b|c = "1"\n' }],
    bad: [
      {
        text: 'vhv.enable\u00a0= "TRUE"\n"memsize" = "4096"\n',
        nested: 'auto',
        findings: [
          { line: 1, column: 1, message: 'Unexpected no-break space in the key' },
          { line: 2, column: 1, message: 'Unexpected quote in the key' },
        ],
        fixed: 'vhv.enable= "TRUE"\n"memsize" = "4096"\n',
      },
    ],
  },
  concerns: isOdd,
  check({ document, report }) {
    return {
      entry(entry: VmxEntry) {
        if (document.isPlaceholder(entry)) return;
        const key = document.keyOf(entry);
        const trimmed = key.replace(NO_BREAK_SPACES, '');
        const what = oddCharacter(trimmed);
        if (what !== undefined) {
          report({ message: 'character', data: { key, what }, at: keyRange(entry) });
        } else if (trimmed !== key && trimmed !== '') {
          report({
            message: 'space',
            data: { key, expected: trimmed },
            at: keyRange(entry),
            fix: isAsciiText(trimmed)
              ? {
                  title: 'remove the no-break space',
                  safety: 'safe',
                  ...rewriteAsPair(document, entry, withoutEnds(entry, trimmed), {
                    key: trimmed,
                    value: unescapeValue(entry.value),
                    comment: commentOf(document, entry),
                  }),
                }
              : undefined,
          });
        }
      },
    };
  },
});

/** Removes what stands before and behind the part of the key that is plain. */
function withoutEnds(entry: VmxEntry, plain: string): Edit[] {
  const { start, end } = keyRange(entry);
  const from = start + entry.key.indexOf(plain);
  return [
    { start, end: from, text: '' },
    { start: from + plain.length, end, text: '' },
  ].filter((edit) => edit.start < edit.end);
}

function isAsciiText(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/** On the bytes: anything but ASCII without controls and quotes. */
function isOdd(key: string): boolean {
  return !/^[\x21\x23-\x26\x28-\x7e]+$/.test(key);
}

function oddCharacter(key: string): string | undefined {
  if (key.includes('"') || key.includes("'")) return 'quote';

  if (/[\x00-\x1f\x7f]/.test(key)) return 'control character';
  return undefined;
}
