import { FolderStates } from '../files/in-use.js';
import { DEFAULT_MAX_SIZE } from '../files/max-size.js';
import { LanguageError } from '../languages/other/language.js';
import { RuleError } from '../lint/rule-error.js';
import type { Edit } from '../report/json-model.js';
import type { FileReport } from '../report/report.js';
import { checkSource, type CheckOptions } from '../run/check-file.js';
import { failed, tooLarge } from '../run/unchecked.js';
import type { Applied } from '../run/configuration.js';
import { withExceptions } from '../run/own-options.js';
import { Source } from '../source/source.js';
import { applyTextEdits, languageOf, type EditorText, type TextEdit } from './opened.js';

/** What the command says of the text of a file, as a string: offsets count UTF-16 units. Nothing is thrown. */
export function judge(given: EditorText, applied: Applied): FileReport {
  return check(given, applied, 'lint', () => {});
}

/** The edits that `--fix --no-assume` makes, all passes as one; none where the file must not be written. */
export function fixAll(given: EditorText, applied: Applied): TextEdit[] {
  let fixed: string | undefined;
  const report = check(given, applied, 'fix', ({ text }) => void (fixed = text));
  if (fixed === undefined || fixed === given.text) return [];
  const edits = report.fixed.flatMap(({ fix }) => textEdits(fix?.edits ?? []) ?? []);
  const sorted = presentable(given.text, edits);
  // Of thousands of fixes not all are listed.
  return sorted !== undefined && applyTextEdits(given.text, sorted) === fixed
    ? sorted
    : [replacement(given.text, fixed)];
}

function check(
  given: EditorText,
  applied: Applied,
  mode: 'lint' | 'fix',
  write: (fixed: Source) => void,
): FileReport {
  const path = given.absolute ?? '';
  const size = Buffer.byteLength(given.text);
  if (size > DEFAULT_MAX_SIZE) return tooLarge(path, size, DEFAULT_MAX_SIZE);
  const options: CheckOptions = {
    ...withExceptions(applied),
    mode,
    unsafe: false,
    assume: false,
    force: false,
    backup: false,
    maxSize: DEFAULT_MAX_SIZE,
    excerpts: false,
  };
  try {
    const source = Source.fromText(given.text);
    const place = {
      path,
      absolute: given.absolute,
      mayBeLink: true,
      language: given.absolute === undefined ? languageOf(given, source) : undefined,
    };
    return checkSource(place, source, options, new FolderStates(), (fixed) => {
      write(fixed);
      return undefined;
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isOthers = error instanceof RuleError || error instanceof LanguageError;
    return failed(
      path,
      isOthers ? message : `vmlint failed on it, which is a defect of vmlint: ${message}`,
    );
  }
}

/** Edits of a report as those of a text; undefined: they are none of text. */
export function textEdits(edits: readonly Edit[]): TextEdit[] | undefined {
  const ofText = edits.filter((edit) => 'text' in edit);
  return ofText.length === edits.length ? ofText : undefined;
}

/**
 * Edits in order, as editors can be told of them: they have no place between CR and LF. Undefined where two of them
 * would then overlap.
 */
export function presentable(text: string, edits: readonly TextEdit[]): TextEdit[] | undefined {
  const widened = edits.map((edit) => {
    const before = isBetween(text, edit.start) ? 1 : 0;
    const behind = isBetween(text, edit.end) ? 1 : 0;
    const start = edit.start - before;
    const end = edit.end + behind;
    const [first, last] = [text.slice(start, edit.start), text.slice(edit.end, end)];
    return { start, end, text: first + edit.text + last };
  });
  widened.sort((a, b) => a.start - b.start || a.end - b.end);
  const overlap = widened.some((edit, index) => edit.start < (widened[index - 1]?.end ?? 0));
  return overlap ? undefined : widened;
}

/** All that differs between two texts, as one edit. */
export function replacement(before: string, after: string): TextEdit {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same++;
  }
  // Neither a pair of surrogates nor an end of line of two characters is cut.
  if (isBetween(before, start)) start--;
  if (same > 0 && isBetween(before, before.length - same)) same--;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

function isBetween(text: string, at: number): boolean {
  const pair = text.slice(Math.max(0, at - 1), at + 1);
  return pair === '\r\n' || /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair);
}
