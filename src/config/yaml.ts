import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  parseDocument,
  type Document,
  type Node,
} from 'yaml';
import {
  DEEPEST,
  duplicateKeys,
  type ConfigEntry,
  type ConfigNode,
  type Mistake,
  type Parsed,
} from './tree.js';

/** Aliases can stand for aliases, so that a short text says a great deal. */
const MOST_NODES = 100_000;

/** YAML 1.2, one document. A text without any value says nothing, which is allowed. */
export function parseYaml(text: string): Parsed {
  const deep = tooDeep(text);
  if (deep !== undefined) return { mistakes: [deep] };
  // Its own search for keys that stand twice takes quadratic time.
  const document = parseDocument(text, {
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error',
  });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    return {
      mistakes: faults.map(({ message, pos: [start, end] }) => ({
        start: Math.min(start, text.length),
        end: Math.min(end, text.length),
        message: `${message.replace(/\.$/, '')}, expected YAML`,
      })),
    };
  }
  const conversion = new Conversion(document);
  const root = conversion.convert(document.contents, 0, text.length, 0);
  if (conversion.mistakes.length > 0) return { mistakes: conversion.mistakes };
  if (root.type !== 'null') return { root };
  return { root: { type: 'object', entries: [], start: 0, end: text.length } };
}

class Conversion {
  readonly mistakes: Mistake[] = [];
  #nodes = 0;

  constructor(private readonly document: Document) {}

  /** `start` and `end`: where it would stand, of what is nowhere written. */
  convert(node: unknown, start: number, end: number, depth: number): ConfigNode {
    const own = (node as Node | null)?.range;
    const place = { start: own?.[0] ?? start, end: own?.[1] ?? end };
    if (++this.#nodes > MOST_NODES || depth > DEEPEST) {
      if (this.mistakes.length === 0) {
        const message = 'Unexpected alias of an alias, expected what it stands for to be less';
        this.mistakes.push({ ...place, message });
      }
      return { type: 'null', ...place };
    }
    if (isAlias(node)) {
      const target = node.resolve(this.document);
      if (target === undefined) {
        const message = `Unexpected alias of nothing, expected &${node.source} before it`;
        this.mistakes.push({ ...place, message });
      }
      // What it says stands there; where it is used stands here.
      return { ...this.convert(target, place.start, place.end, depth + 1), ...place };
    }
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }): ConfigEntry => {
        const [keyStart, keyEnd] = (key as Node | null)?.range ?? [place.start, place.start];
        return {
          key: this.#keyOf(key, keyStart, keyEnd),
          keyStart,
          keyEnd,
          value: this.convert(value, keyEnd, keyEnd, depth + 1),
        };
      });
      this.mistakes.push(...duplicateKeys(entries));
      return { type: 'object', entries, ...place };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.convert(item, place.start, place.end, depth + 1));
      return { type: 'array', items, ...place };
    }
    const value: unknown = isScalar(node) ? node.value : null;
    switch (typeof value) {
      case 'string':
        return { type: 'string', value, ...place };
      case 'boolean':
        return { type: 'boolean', value, ...place };
      case 'number': {
        const raw = isScalar(node) ? node.source : undefined;
        return { type: 'number', value, raw: raw ?? String(value), ...place };
      }
      default:
        return { type: 'null', ...place };
    }
  }

  #keyOf(key: unknown, start: number, end: number): string {
    const value: unknown = isScalar(key) ? key.value : undefined;
    if (typeof value === 'string') return value;
    if (isScalar(key) && key.source !== undefined) return key.source;
    this.mistakes.push({ start, end, message: 'Unexpected key, expected a plain word' });
    return '';
  }
}

/**
 * How deep a text nests, found before the parser, which calls itself for each level. What begins a line, or stands
 * behind `-`, `?` or `:`, is in whatever begins further to the left; each bracket is a level besides.
 */
function tooDeep(text: string): Mistake | undefined {
  const columns: number[] = [];
  let brackets = 0;
  let offset = 0;
  let column = 0;
  let begins = true;
  for (const lexeme of new Lexer().lex(text)) {
    if (MARKS.has(lexeme)) continue;
    if (lexeme === '[' || lexeme === '{') brackets++;
    if (lexeme === ']' || lexeme === '}') brackets = Math.max(0, brackets - 1);
    if (begins && !/^[\s#]/.test(lexeme)) {
      while ((columns.at(-1) ?? -1) >= column) columns.pop();
      columns.push(column);
      begins = false;
    }
    if (columns.length + brackets > DEEPEST) {
      const message = `Unexpected depth of nesting, expected ${DEEPEST} levels at most`;
      return { start: offset, end: Math.min(text.length, offset + 1), message };
    }
    if (brackets === 0 && /^[-?:]$/.test(lexeme)) begins = true;
    offset += lexeme.length;
    const newline = Math.max(lexeme.lastIndexOf('\n'), lexeme.lastIndexOf('\r'));
    if (newline === -1) {
      column += lexeme.length;
    } else {
      column = lexeme.length - newline - 1;
      begins = true;
    }
  }
  return undefined;
}

/** Of a document, of the end of a collection, of a plain text: they stand for nothing that is written. */
const MARKS: ReadonlySet<string> = new Set(['\x02', '\x18', '\x1f']);
