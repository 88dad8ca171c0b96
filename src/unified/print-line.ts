import { foldCase, parseVmx, unescapeValue, type VmxEntry } from '../../grammars/vmx/index.js';
import { encode } from '../source/encode.js';
import { findEncoding, type TextEncoding } from '../source/encodings.js';
import { Source } from '../source/source.js';
import { originOf } from './read.js';
import type { Entry, Fail, Frame, Line, Origin, Root } from './tree.js';

type Field = 'key' | 'value' | 'comment' | 'text';

/** Prints lines without their ends, as parts of a source are: of bytes a character each. */
export class LinePrinter {
  readonly #encoding: TextEncoding | undefined;
  readonly #encodingName: string;

  constructor(
    root: Root,
    private readonly frame: Frame,
    private readonly fail: Fail,
  ) {
    const declared = this.declaredEncoding(root);
    this.#encodingName = declared ?? frame.encoding;
    const known = findEncoding(this.#encodingName);
    this.#encoding = known?.asciiSuperset === true ? known : undefined;
  }

  /** What the tree says that its bytes are; a byte order mark decides before it. */
  private declaredEncoding({ byteOrderMark, children }: Root): string | undefined {
    if (byteOrderMark ?? this.frame.byteOrderMark) return undefined;
    for (const line of children) {
      if (line.type === 'entry' && isEncoding(line.key)) return line.value;
    }
    return undefined;
  }

  print(line: Line): string {
    const origin = originOf(line);
    if (origin !== undefined && isUntouched(line, origin) && this.mayKeep(origin)) {
      return withoutEnd(origin.source);
    }
    switch (line.type) {
      case 'entry':
        return this.entry(line, origin);
      case 'comment':
        return this.comment(line, line.text, 'text', origin);
      case 'blank':
        return '';
      case 'malformed':
        return this.field(line, line.text, 'text', origin);
    }
  }

  /** Whether a line means in this file what it meant where it was read. */
  private mayKeep({ form, encoding, source }: Origin): boolean {
    const isSame = form === this.frame.form && encoding === this.frame.encoding;
    return isSame || !/[^\0-\x7f]/.test(source);
  }

  private entry(line: Entry, origin: Origin | undefined): string {
    const was = origin !== undefined && this.mayKeep(origin) ? partsOf(origin) : undefined;
    const keep = (field: keyof Parts): string | undefined =>
      origin !== undefined && line[field] === origin.was[field] ? was?.[field] : undefined;
    const key = keep('key') ?? this.key(line, origin);
    const value = keep('value') ?? this.value(line, origin);
    const pair = `${key} = "${value}"`;
    if (line.comment === undefined || line.comment === '') return pair;
    const comment = keep('comment') ?? this.comment(line, line.comment, 'comment', origin);
    return `${pair} ${comment}`;
  }

  private key(line: Entry, origin: Origin | undefined): string {
    const key = this.field(line, line.key, 'key', origin);
    const wrong = /[\0 \t#=]/.exec(key)?.[0];
    if (key === '') this.fail('the key of an entry is empty', line);
    if (wrong !== undefined) {
      this.fail(`the key ${shown(line.key)} has ${nameOf(wrong)} in it, which ends a key`, line);
    }
    return key;
  }

  private value(line: Entry, origin: Origin | undefined): string {
    const { value } = line;
    if (typeof value === 'string' && value.includes('\0')) {
      this.fail(`the value of \`${line.key}\` has a NUL in it, which VMware cannot read`, line);
    }
    return this.encoded(line, typeof value === 'string' ? escape(value) : value, 'value', origin);
  }

  private comment(line: Line, text: unknown, name: Field, origin: Origin | undefined): string {
    if (typeof text === 'string' && !text.startsWith('#')) {
      this.fail(`the comment ${shown(text)} does not begin with "#"`, line);
    }
    return this.field(line, text, name, origin);
  }

  /** Text that is written as it is, on one line. */
  private field(line: Line, text: unknown, name: Field, origin: Origin | undefined): string {
    if (typeof text === 'string' && /[\r\n]/.test(text)) {
      this.fail(`the ${name} of the ${line.type} has an end of line in it: ${shown(text)}`, line);
    }
    return this.encoded(line, text, name, origin);
  }

  private encoded(line: Line, text: unknown, name: Field, origin: Origin | undefined): string {
    if (typeof text !== 'string') {
      const what = text === null ? 'null' : typeof text;
      this.fail(`the ${name} of the ${line.type} is ${what}, expected a string`, line);
    }
    if (text.includes('\uFFFD') && origin !== undefined && isLossy(origin)) {
      this.fail(
        `the ${name} of the ${line.type} was read from bytes that ${origin.encoding} does not have, so they would be lost: leave it as it is, or replace all of it`,
        line,
      );
    }
    if (this.frame.form !== 'bytes' || !/[^\0-\x7f]/.test(text)) return text;
    const encoded = this.#encoding && encode(this.#encoding, text);
    if (encoded !== undefined && 'view' in encoded) return encoded.view;
    const missing = encoded?.missing ?? /[^\0-\x7f]/u.exec(text)![0];
    const code = missing.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    const why =
      this.#encoding === undefined
        ? `the encoding ${shown(this.#encodingName)} is not one that can be written`
        : `${this.#encoding.name}, the encoding of the file, does not have it`;
    this.fail(`U+${code} in the ${name} of the ${line.type} cannot be encoded: ${why}`, line);
  }
}

function isUntouched(line: Line, { was }: Origin): boolean {
  if (line.type !== was.type) return false;
  switch (line.type) {
    case 'entry':
      return (
        line.key === was.key &&
        line.value === was.value &&
        (line.comment ?? '') === (was.comment ?? '') &&
        line.quoted === was.quoted
      );
    case 'comment':
    case 'malformed':
      return line.text === was.text;
    case 'blank':
      return true;
  }
}

interface Parts {
  readonly key: string;
  /** As it stands between quotes. */
  readonly value?: string;
  readonly comment?: string;
}

/** The parts of a line as they were written; undefined where it was no entry. */
function partsOf({ source: line, form }: Origin): Parts | undefined {
  const source = Source.fromExact(form === 'bytes' ? 'bytes' : 'text', withoutEnd(line));
  const [node] = parseVmx(source.view).children;
  if (node?.type !== 'entry') return undefined;
  const valueEnd = node.valueStart + node.value.length;
  const value = betweenQuotes(node, source.slice(node.valueStart, valueEnd));
  return {
    key: source.slice(node.keyStart, node.keyStart + node.key.length),
    ...(value === undefined ? {} : { value }),
    ...(node.commentStart === -1 ? {} : { comment: source.slice(node.commentStart, node.end) }),
  };
}

/** Undefined where a bar before a quote would then say something else. */
function betweenQuotes({ quoted }: VmxEntry, value: string): string | undefined {
  if (quoted || !value.includes('"')) return value;
  const escaped = value.replaceAll('"', '|22');
  return unescapeValue(escaped) === unescapeValue(value) ? escaped : undefined;
}

/** What VMware escapes when it writes a value (open-vm-tools, lib/dict/dictll.c). */
function escape(value: string): string {
  return value.replace(
    /[\x01-\x08\x0a-\x1f"|\x7f]/g,
    (character) => `|${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function isEncoding(key: unknown): boolean {
  return typeof key === 'string' && foldCase(key) === '.encoding';
}

/** Whether something of the line was lost when it was decoded. */
function isLossy({ source, form, encoding }: Origin): boolean {
  if (form !== 'bytes') return /\p{Surrogate}/u.test(source);
  const read = findEncoding(encoding);
  if (read?.decodable !== true) return true;
  return read.firstInvalid(source) !== -1 || read.firstInvalid(unescapeValue(source)) !== -1;
}

/** What the line ends with; nothing, where it is the last and has no end. */
export function endOfLine(line: string): string {
  return /(?:\r\n|\r|\n)?$/.exec(line.slice(-2))![0];
}

function withoutEnd(source: string): string {
  return source.slice(0, source.length - endOfLine(source).length);
}

function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}

function nameOf(character: string): string {
  const names: Record<string, string> = { '\0': 'a NUL', ' ': 'a blank', '\t': 'a tab' };
  return names[character] ?? `"${character}"`;
}
