import { languageIn, type LanguageId, type VmDocument } from '../languages/index.js';
import type { FileReport, Finding } from '../report/json-model.js';
import type { Severity } from '../lint/finding.js';
import { applyEdits, byPosition } from '../source/edits.js';
import { sourceFor } from './languages.js';
import type { File } from './tree.js';

/** As `VFileMessage.fatal`: an error, a warning, and what is worth knowing. */
const FATAL: Readonly<Record<Severity, boolean | undefined>> = {
  error: true,
  warning: false,
  info: undefined,
};

/**
 * Adds the findings in `content` to the file as messages.
 * @param told what it was said to be, whatever its path and content look like
 */
export function addMessages(
  file: File,
  content: string | Uint8Array,
  report: FileReport,
  told: LanguageId | undefined,
): void {
  const suggestions = new Suggestions(content, () => {
    const path = (file.path as string | undefined) ?? '';
    return languageIn((report.language ?? 'vmx') as LanguageId).parse(
      sourceFor(path, content, told),
    );
  });
  for (const finding of report.findings) {
    const { message: reason, rule: ruleId, severity, start, end, url } = finding;
    const message = file.message(reason, { place: { start, end }, ruleId, source: 'vmlint' });
    message.fatal = FATAL[severity];
    const note = noteOf(finding);
    if (note !== '') message.note = note;
    if (url !== undefined) message.url = url;
    const suggestion = suggestions.for(finding);
    if (suggestion !== undefined) {
      message.actual = suggestion.actual;
      message.expected = [suggestion.expected];
    }
  }
}

function noteOf({ related, fix }: Finding): string {
  const lines = related.map(({ message, start }) => `${start.line}:${start.column}: ${message}`);
  if (fix !== undefined) lines.push(`fix (${fix.safety}): ${fix.title}`);
  return lines.join('\n');
}

/** What could stand in the place of a finding instead: tools put `expected` there. */
class Suggestions {
  #document: VmDocument | undefined;
  #secrets: readonly { start: number; end: number }[] | undefined;

  constructor(
    private readonly content: string | Uint8Array,
    private readonly read: () => VmDocument,
  ) {}

  /** Undefined where there is no safe fix, where it changes something beyond the place, or there is a secret. */
  for({ fix, start, end }: Finding): { actual: string; expected: string } | undefined {
    if (fix?.safety !== 'safe' || fix.edits.length === 0) return undefined;
    const edits = [];
    for (const edit of fix.edits) {
      if (!('text' in edit) || edit.start < start.offset || edit.end > end.offset) return undefined;
      const inPlace = { start: edit.start - start.offset, end: edit.end - start.offset };
      edits.push({ ...inPlace, text: this.plain(edit.text) });
    }
    if (this.isSecret(start.offset, end.offset)) return undefined;
    const { source } = this.document;
    if (source.form !== 'text' && source.form !== 'bytes') return undefined;
    const place =
      typeof this.content === 'string'
        ? this.content.slice(start.offset, end.offset)
        : source.view.slice(start.offset, end.offset);
    const replacement = applyEdits(place, edits.sort(byPosition));
    return { actual: this.shown(place), expected: this.shown(replacement) };
  }

  private get document(): VmDocument {
    return (this.#document ??= this.read());
  }

  private isSecret(start: number, end: number): boolean {
    const { source } = this.document;
    this.#secrets ??= this.document.secrets().map((secret) => ({
      start: source.offsetOf(secret.start),
      end: source.offsetOf(secret.end),
    }));
    return this.#secrets.some((secret) => secret.start < end && secret.end > start);
  }

  /** The text of an edit as the content is: of bytes a character each. */
  private plain(text: string): string {
    return typeof this.content === 'string' ? text : Buffer.from(text, 'utf8').toString('latin1');
  }

  private shown(plain: string): string {
    return typeof this.content === 'string' ? plain : this.document.source.encoding.decode(plain);
  }
}
