import type { BaseDocument, BaseNode, Language, VmDocument } from '../languages/index.js';
import type { AppliedFix } from '../lint/fixer.js';
import type { Finding, Fix } from '../lint/finding.js';
import type { Intent } from '../lint/rule.js';
import type { ComposedEdits } from '../source/composed-edits.js';
import { applyEdits, type Edit } from '../source/edits.js';
import { detached } from '../source/detached.js';
import { BINARY, UTF8 } from '../source/encodings.js';
import { mask } from '../source/mask.js';
import type { Edit as FixEdit, Fix as ReportedFix, LineChange } from './json-model.js';
import type { Excerpt, ReportedFinding } from './report.js';

/** Turns findings, whose places are offsets of the view, into what reports show. */
export class FindingBuilder {
  /** The last long line that was shown: findings that stand in it, or all relate to it, share it. */
  #maskedLine = { start: -1, text: '' };
  /** The last place of a long line that was shown: a thousand findings can relate to one. */
  #longPlace: { start: number; end: number; excerpt: Excerpt } | undefined;

  /** `excerpts`: also the lines that the terminal shows. */
  constructor(
    private readonly document: VmDocument,
    private readonly language: Language,
    private readonly intent: Intent,
    private readonly excerpts: boolean,
  ) {}

  finding(finding: Finding): ReportedFinding {
    const { rule, severity, message, label, setting, productMessage, url, fix } = finding;
    return {
      rule,
      severity,
      message,
      ...this.place(finding.start, finding.end),
      related: finding.related.map((related) => ({
        message: related.message,
        ...this.place(related.start, related.end),
      })),
      ...(setting === undefined ? {} : { setting: detached(setting) }),
      ...(productMessage === undefined ? {} : { productMessage }),
      ...(url === undefined ? {} : { url }),
      ...(label === undefined ? {} : { label }),
      ...(fix === undefined ? {} : { fix: this.fix(fix, fix.edits) }),
    };
  }

  /**
   * The findings whose fixes were applied, each with its edits against this document and the lines that changed.
   * `after`: what they made of it.
   */
  applied(
    applied: readonly AppliedFix[],
    composed: ComposedEdits<AppliedFix>,
    after: VmDocument,
  ): ReportedFinding[] {
    const all = composed.edits;
    const edits = new Map<AppliedFix, Edit[]>();
    for (const edit of all) {
      const own = edits.get(edit.owner);
      if (own === undefined) edits.set(edit.owner, [edit]);
      else own.push(edit);
    }
    const changes = this.listedChanges(all, after) ?? this.lineChanges(all);
    return applied.map((finding) => {
      const fix = this.fix(finding.fix, edits.get(finding) ?? []);
      return {
        ...this.finding({ ...finding, fix: { ...finding.fix, edits: [] } }),
        fix: { ...fix, changes: changes.get(finding) ?? [] },
      };
    });
  }

  private place(start: number, end: number): Pick<ReportedFinding, 'start' | 'end' | 'excerpt'> {
    const { source } = this.document;
    return {
      start: source.pointAt(start),
      end: source.pointAt(end),
      ...(this.excerpts ? { excerpt: this.excerpt(start, end) } : {}),
    };
  }

  private fix(fix: Fix, edits: readonly Edit[]): ReportedFix {
    const assumes = fix.byIntent === true && !this.intent.stated;
    return {
      safety: fix.safety,
      title: fix.title,
      edits: edits.map((edit) => this.edit(edit)),
      commands: fix.commands ?? [],
      ...(assumes ? { assumes: `nested: ${this.intent.nested}` } : {}),
    };
  }

  private edit({ start, end, text }: Edit): FixEdit {
    const { source } = this.document;
    const range = { start: source.offsetOf(start), end: source.offsetOf(end) };
    // Only of UTF-8 is it certain that encoding what was decoded gives the same bytes.
    const decoded = UTF8.decode(text);
    const isText = source.encoding !== BINARY && (source.encoding === UTF8 || decoded === text);
    if (isText && UTF8.firstInvalid(text) === -1) return { ...range, text: decoded };
    return { ...range, base64: Buffer.from(text, 'latin1').toString('base64') };
  }

  /** The line of a place, or a window of a long one. */
  private excerpt(start: number, end: number): Excerpt {
    const document: BaseDocument = this.document;
    const place = document.listedAt?.({ start, end });
    if (place !== undefined) {
      const { text, ...mark } = place;
      return { text: detached(text), from: 0, cut: false, mark };
    }
    const last = this.#longPlace;
    if (last?.start === start && last.end === end) return last.excerpt;
    const { source } = this.document;
    const line = source.lines.lineAt(start);
    const lineStart = source.lines.startOf(line);
    const lineEnd = source.lines.endOf(line);
    const cutAt = Math.min(lineEnd, Math.max(start, Math.min(end, start + WINDOW)) + WINDOW);
    const column = source.decode(lineStart, Math.max(start, lineStart)).length;
    const from = column > 2 * WINDOW ? column - WINDOW : 0;
    const masked = this.maskedLine(lineStart, lineEnd).slice(0, cutAt - lineStart);
    const text = source.encoding.decode(masked).slice(from);
    const excerpt = { text: detached(text), from, cut: cutAt < lineEnd };
    if (lineEnd - lineStart > LONG_LINE) this.#longPlace = { start, end, excerpt };
    return excerpt;
  }

  private maskedLine(start: number, end: number): string {
    if (this.#maskedLine.start === start) return this.#maskedLine.text;
    const text = this.masked(this.document.source.view.slice(start, end));
    if (end - start > LONG_LINE) this.#maskedLine = { start, text };
    return text;
  }

  /** Whole lines with each character of a secret as `*`. */
  private masked(view: string): string {
    return mask(view, 0, this.language.secrets(view));
  }

  private linesOf(view: string): string[] {
    const lines = this.document.source.encoding.decode(this.masked(view)).split(/\r\n?|\n/);
    if (lines.at(-1) === '') lines.pop();
    return lines;
  }

  /** Of a file that is no text: what was listed of the changed places, and what is. Undefined: it is text. */
  private listedChanges(
    edits: readonly (Edit & { owner: AppliedFix })[],
    after: BaseDocument,
  ): Map<AppliedFix, LineChange[]> | undefined {
    const before: BaseDocument = this.document;
    if (before.listedAt === undefined || after.listedAt === undefined) return undefined;
    const changes = new Map<AppliedFix, LineChange[]>();
    let last: BaseNode | undefined;
    for (const { owner, ...edit } of edits) {
      const node = before.nodeAt(edit.start);
      // A value and its checksum are in one node. Edits of what is no text keep its length.
      if (node === last) continue;
      last = node;
      const change = {
        line: before.source.lines.lineAt(edit.start) + 1,
        old: [detached(before.listedAt(edit).text)],
        new: [detached(after.listedAt(edit).text)],
      };
      changes.set(owner, [...(changes.get(owner) ?? []), change]);
    }
    return changes;
  }

  /** What became of which lines: edits that meet in a line are one change, of the fix that came first. */
  private lineChanges(
    edits: readonly (Edit & { owner: AppliedFix })[],
  ): Map<AppliedFix, LineChange[]> {
    const { lines } = this.document.source;
    const changes = new Map<AppliedFix, LineChange[]>();
    for (let index = 0; index < edits.length;) {
      const { start, owner } = edits[index]!;
      const firstLine = lines.lineAt(start);
      const together: Edit[] = [];
      let lastLine = firstLine;
      while (index < edits.length && lines.lineAt(edits[index]!.start) <= lastLine) {
        const edit = edits[index]!;
        lastLine = lines.lineAt(Math.max(edit.start, edit.end - 1));
        together.push(edit);
        index++;
      }
      const own = changes.get(owner) ?? [];
      for (const change of this.lineChange(firstLine, lastLine, together)) own.push(change);
      changes.set(owner, own);
    }
    return changes;
  }

  private lineChange(firstLine: number, lastLine: number, edits: readonly Edit[]): LineChange[] {
    const { source } = this.document;
    const start = Math.min(source.lines.startOf(firstLine), edits[0]!.start);
    const end = source.lines.startOf(lastLine + 1);
    const inside = edits.map((edit) => ({
      ...edit,
      start: edit.start - start,
      end: edit.end - start,
    }));
    const view = source.view.slice(start, end);
    const old = this.linesOf(view);
    const next = this.linesOf(applyEdits(view, inside));
    let same = 0;
    while (same < old.length && same < next.length && old[same] === next[same]) same++;
    let sameAtEnd = 0;
    while (
      sameAtEnd < Math.min(old.length, next.length) - same &&
      old[old.length - 1 - sameAtEnd] === next[next.length - 1 - sameAtEnd]
    ) {
      sameAtEnd++;
    }
    const change = {
      line: firstLine + 1 + same,
      old: old.slice(same, old.length - sameAtEnd),
      new: next.slice(same, next.length - sameAtEnd),
    };
    if (change.old.length === 0 && change.new.length === 0) return [];
    return [change.old.length === 0 ? { ...change, line: change.line - 1 } : change];
  }
}

/** Characters on either side of a place that the terminal may want to show. */
const WINDOW = 200;
/** From this many bytes on, a line is worth keeping once its secrets are masked. */
const LONG_LINE = 1000;
