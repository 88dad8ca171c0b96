import type { VmxEntry } from '../../grammars/vmx/index.js';
import type { Edit } from '../../src/source/edits.js';
import { isSecretName } from '../../src/languages/vmx/secrets.js';
import { defineRule } from '../../src/lint/rule.js';

/** Files have escapes, and hardly ever one that is none. To look for a single character is fastest. */
function hasOddBar(view: string): boolean {
  for (let bar = view.indexOf('|'); bar !== -1; bar = view.indexOf('|', bar + 1)) {
    if (hexDigitsAt(view, bar + 1) < 2 || view.startsWith('00', bar + 1)) return true;
  }
  return false;
}

export default defineRule({
  id: 'vmx/valid-escapes',
  languages: ['vmx'],
  summary: 'A `|` in a value begins an escape: two hexadecimal digits',
  why: 'VMware writes a character that cannot stand in a value as `|` and two hexadecimal digits: `|22` is a quote, `|7C` the bar itself. A bar without two digits stays a bar, but whoever wrote it may have meant an escape, and if two digits ever follow, they are swallowed. `|00` is NUL, which ends the value: what stands behind it is not read.',
  severity: 'warning',
  fixSafety:
    'Unsafe: VMware reads the same afterwards, but an escape may have been meant. No fix for `|00`, for secrets, for more than 10,000 bars in a value, and where the bar may be the second byte of a double-byte character.',
  sources: [
    {
      title: 'VMware open-vm-tools, lib/misc/escape.c',
      url: 'https://github.com/vmware/open-vm-tools/blob/1634dfb42f72/open-vm-tools/lib/misc/escape.c',
    },
  ],
  presets: ['recommended', 'syntax'],
  messages: {
    incomplete:
      'Unexpected `|` without two hexadecimal digits in the value of `{key}`, expected `|7C` for the character itself',
    nul: 'Unexpected `|00` in the value of `{key}`, expected no NUL: VMware does not read what follows it',
  },
  examples: {
    good: [
      { text: 'annotation = "a |22quoted|22 word|0A|7c"\n' },
      {
        title: 'the second byte of ポ is that of a bar',
        text: '.encoding = "Shift_JIS"\ndisplayName = "\x83\x7C\x83\x7C"\n',
        bytes: true,
      },
      { title: 'a template', text: 'memsize = "{{ memory | default(4096) }}"\n' },
    ],
    bad: [
      {
        text: 'annotation = "this | that"\ndisplayName = "a||22"\n',
        findings: [
          { line: 1, column: 20, message: 'Unexpected `|` without two hexadecimal digits' },
          { line: 2, column: 17, message: 'in the value of `displayName`' },
        ],
        fixedUnsafe: 'annotation = "this |7C that"\ndisplayName = "a|7C|7C22"\n',
      },
      {
        text: 'displayName = "lab|00 of Ann"\n',
        findings: [{ line: 1, column: 19, message: 'Unexpected `|00`' }],
      },
      {
        title: 'a bar behind a double-byte character',
        text: '.encoding = "Shift_JIS"\ndisplayName = "\x82\xA0|"\n',
        bytes: true,
        findings: [{ line: 2, column: 17, message: 'Unexpected `|`' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { view } = document.source;
        if (!hasOddBar(view)) return;
        for (let at = view.indexOf('|'); at !== -1;) {
          const node = document.nodeAt(at);
          if (node.type === 'entry' && !document.isPlaceholder(node)) inspect(node);
          at = view.indexOf('|', node.next);
        }
      },
    };

    function inspect(entry: VmxEntry): void {
      const { value, valueStart } = entry;
      const key = document.keyOf(entry);
      const where = (from: number, length: number) => ({
        at: { start: valueStart + from, end: valueStart + from + length },
        setting: key,
      });
      const bars: number[] = [];
      let characterStart = 0;
      let fixable = !isSecretName(entry.name);
      for (let bar = value.indexOf('|'), next; bar !== -1; bar = value.indexOf('|', next)) {
        const digits = hexDigitsAt(value, bar + 1);
        // As VMware's reader goes on: an escape that is none swallows the character that spoils it.
        next = Math.min(bar + (digits === 0 ? 2 : 3), value.length);
        if (followsDoubleByte(value, bar)) fixable = false;
        const isNul = digits === 2 && value.startsWith('00', bar + 1);
        if (digits === 2 && !isNul) continue;
        const isPart = isPartOfCharacter(value, characterStart, bar);
        characterStart = bar + 1;
        if (isPart) continue;
        if (isNul) {
          report({ message: 'nul', data: { key }, ...where(bar, 3) });
          break;
        }
        if (bars.length > MANY) {
          fixable = false;
          break;
        }
        for (let at = bar; at < next; at++) if (value[at] === '|') bars.push(at);
      }
      const [first] = bars;
      if (first === undefined) return;
      const title = bars.length === 1 ? 'write `|7C`' : `write \`|7C\` for ${bars.length} bars`;
      report({
        message: 'incomplete',
        data: { key },
        ...where(first, 1),
        ...(bars.length > 1 && {
          label: `this bar and ${fixable || bars.length <= MANY ? bars.length - 1 : `over ${MANY}`} more`,
        }),
        fix: fixable
          ? { title, safety: 'unsafe', edits: editsOf(valueStart, bars), nodes: [] }
          : undefined,
      });
    }

    /** In an encoding that may have two bytes a character. */
    function followsDoubleByte(value: string, index: number): boolean {
      return value.charCodeAt(index - 1) >= 0x80 && document.knownEncoding?.name !== 'UTF-8';
    }

    /** `start`: where some character before it begins. */
    function isPartOfCharacter(value: string, start: number, index: number): boolean {
      if (!followsDoubleByte(value, index)) return false;
      const { knownEncoding } = document;
      return knownEncoding?.decode(value.slice(start, index + 1)).endsWith('|') !== true;
    }
  },
});

/** Nobody wrote a value with more bars: the others are not even looked at. */
const MANY = 10_000;

/** One edit for bars that stand side by side. */
function editsOf(valueStart: number, bars: readonly number[]): Edit[] {
  const edits: Edit[] = [];
  for (let from = 0, to = 1; to <= bars.length; to++) {
    if (bars[to] === bars[to - 1]! + 1) continue;
    const start = valueStart + bars[from]!;
    edits.push({ start, end: start + to - from, text: '|7C'.repeat(to - from) });
    from = to;
  }
  return edits;
}

/** How many hexadecimal digits there are, 2 at most. */
function hexDigitsAt(value: string, at: number): 0 | 1 | 2 {
  if (!isHexDigit(value.charCodeAt(at))) return 0;
  return isHexDigit(value.charCodeAt(at + 1)) ? 2 : 1;
}

function isHexDigit(code: number): boolean {
  const letter = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (letter >= 0x61 && letter <= 0x66);
}
