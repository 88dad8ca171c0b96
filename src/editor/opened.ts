import { DEFAULT_MAX_SIZE } from '../files/max-size.js';
import { detectLanguage, type Language, type VmDocument } from '../languages/index.js';
import { Source } from '../source/source.js';

/** A part of a text, in UTF-16 units from 0; `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What a part of a text becomes. */
export interface TextEdit extends TextRange {
  readonly text: string;
}

/** A text that an editor shows. */
export interface EditorText {
  readonly text: string;
  /** Where it is or will be saved; undefined: nobody knows. */
  readonly absolute: string | undefined;
  /** What the editor takes it for; asked where there is no path to tell by. */
  readonly language: Language | undefined;
}

/** A text that was read, with its places in the unit of editors. */
export class Opened {
  constructor(
    readonly text: string,
    readonly language: Language,
    readonly document: VmDocument,
  ) {}

  /** The place in the text of a view offset. */
  toText(viewOffset: number): number {
    return this.document.source.offsetOf(viewOffset);
  }

  /** The view offset of a place in the text. */
  toView(offset: number): number {
    const { source } = this.document;
    if (source.isAscii) return Math.min(offset, this.text.length);
    return Buffer.byteLength(this.text.slice(0, offset));
  }

  rangeOf({ start, end }: { readonly start: number; readonly end: number }): TextRange {
    return { start: this.toText(start), end: this.toText(end) };
  }

  /** A part of the view as text. */
  shown(start: number, end: number): string {
    return this.document.source.decode(start, end);
  }
}

/** The language of a text; undefined: it is no VM configuration. */
export function languageOf(given: EditorText, source: Source): Language | undefined {
  const { absolute, language } = given;
  if (absolute === undefined && language !== undefined) return language;
  const detected = detectLanguage(absolute ?? '', source);
  return 'whyNot' in detected ? undefined : detected.language;
}

/** Undefined: it is no VM configuration, or too large for one. */
export function open(given: EditorText): Opened | undefined {
  if (given.text.length > DEFAULT_MAX_SIZE) return undefined;
  const source = Source.fromText(given.text);
  const language = languageOf(given, source);
  return language && new Opened(given.text, language, language.parse(source));
}

/** A text with edits made, which are in order and do not overlap. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let last = 0;
  for (const { start, end, text: replacement } of edits) {
    result += text.slice(last, start) + replacement;
    last = end;
  }
  return result + text.slice(last);
}
