import { FolderStates } from '../files/in-use.js';
import { formatted, FormatError, type FormatOptions } from '../format/index.js';
import { statements } from '../format/formatted.js';
import type { Edit } from '../source/edits.js';
import { whyReadOnly } from '../run/read-only.js';
import { presentable, replacement } from './judge.js';
import { applyTextEdits, type Opened, type TextEdit, type TextRange } from './opened.js';

/**
 * The edits that `vmlint format` makes, of the lines of a range or of all; none where the file must not be written, or
 * cannot be formatted. What the text says is the same before and after.
 */
export function formatEdits(
  opened: Opened,
  absolute: string | undefined,
  options: FormatOptions,
  range?: TextRange,
): TextEdit[] {
  const { document, language } = opened;
  const place = { absolute, mayBeLink: true };
  if (whyReadOnly(document, place, false, new FolderStates()) !== undefined) return [];
  let edits: readonly Edit[];
  try {
    ({ edits } = formatted(document, language, options));
  } catch (error) {
    if (error instanceof FormatError) return [];
    throw error;
  }
  if (range !== undefined) edits = within(opened, edits, range);
  const asText = edits.map((edit) => ({
    ...opened.rangeOf(edit),
    text: Buffer.from(edit.text, 'latin1').toString('utf8'),
  }));
  const sorted = presentable(opened.text, asText);
  if (sorted !== undefined) return sorted;
  const after = applyTextEdits(opened.text, asText);
  return [replacement(opened.text, after)];
}

/** Those that touch nothing outside the lines of a range, where they leave what the text says on their own, too. */
function within(opened: Opened, edits: readonly Edit[], range: TextRange): readonly Edit[] {
  const { document, language } = opened;
  const { lines } = document.source;
  const start = lines.startOf(lines.lineAt(opened.toView(range.start)));
  // A range that ends where a line starts does not mean that line.
  const last = opened.toView(Math.max(range.start, range.end - 1));
  const end = lines.startOf(lines.lineAt(last) + 1);
  const inside = edits.filter((edit) => edit.start >= start && edit.end <= end);
  if (inside.length === 0 || inside.length === edits.length) return inside;
  const result = language.parse(document.source.edit(inside));
  const [before, after] = [statements(document), statements(result)];
  const isSame = before.length === after.length && before.every((text, i) => text === after[i]);
  return isSame ? inside : [];
}
