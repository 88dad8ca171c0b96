import {
  foldCase,
  joinedPairs,
  parseVmx,
  unescapeValue,
  type VmxComment,
  type VmxEntry,
  type VmxNode,
} from '../../../grammars/vmx/index.js';
import type { Edit } from '../../source/edits.js';
import type { Change, NodeSplice } from '../change.js';
import type { VmxDocument } from './document.js';

/** What a node says, whatever its spelling: two lists of these are equal exactly where two files say the same. */
export function signature(view: string, node: VmxNode): string {
  switch (node.type) {
    case 'entry': {
      return entrySignature(node.key, unescapeValue(node.value), commentIn(view, node));
    }
    case 'comment':
      return `comment ${view.slice(node.commentStart, node.end)}`;
    case 'blank':
      return 'blank';
    case 'malformed':
      return `malformed ${view.slice(node.start, node.end)}`;
  }
}

function entrySignature(key: string, value: string, comment = ''): string {
  return `entry ${key} = ${JSON.stringify(value)} ${comment}`;
}

/** The comment behind a pair, with its `#`; empty where there is none. */
export function commentOf(document: VmxDocument, entry: VmxEntry): string {
  return commentIn(document.source.view, entry);
}

function commentIn(view: string, entry: VmxEntry): string {
  return entry.commentStart === -1 ? '' : view.slice(entry.commentStart, entry.end);
}

/** Gives a setting another value, in the quotes that it has or in new ones. `value` is ASCII without `"` and `|`. */
export function setValue(document: VmxDocument, entry: VmxEntry, value: string): Change {
  const text = entry.quoted ? value : `"${value}"`;
  const edit = { start: entry.valueStart, end: entry.valueStart + entry.value.length, text };
  return { edits: [edit], nodes: [becomes(document, entry, value)] };
}

/**
 * Puts the value in quotes and leaves what it says; undefined where a bar before a quote would then say
 * something else. The value's own text is not in the edits: it may be a secret.
 */
export function quoteValue(document: VmxDocument, entry: VmxEntry): Change | undefined {
  const { value, valueStart } = entry;
  const quoted = value.replaceAll('"', ESCAPED_QUOTE);
  if (unescapeValue(quoted) !== unescapeValue(value)) return undefined;
  const insert = (offset: number, text: string): Edit => ({ start: offset, end: offset, text });
  const nodes = [becomes(document, entry, unescapeValue(value))];
  if (value === '') {
    const blank = valueStart === entry.equals + 1 ? ' ' : '';
    return { edits: [insert(valueStart, `${blank}""`)], nodes };
  }
  const inner = [...value.matchAll(/"/g)].map(({ index }) => {
    const start = valueStart + index;
    return { start, end: start + 1, text: ESCAPED_QUOTE };
  });
  const edits = [insert(valueStart, '"'), ...inner, insert(valueStart + value.length, '"')];
  return { edits, nodes };
}

const ESCAPED_QUOTE = '|22';

function becomes(document: VmxDocument, entry: VmxEntry, says: string): NodeSplice {
  const insert = [entrySignature(entry.key, says, commentOf(document, entry))];
  return { index: document.indexOf(entry), remove: 1, insert };
}

/**
 * Adds a pair behind the last one of its namespace (`vhv.` of `vhv.enable`), else behind the last
 * well-formed one, with that line's end of line; a file without a final newline stays one.
 */
export function addPair(
  document: VmxDocument,
  key: string,
  value: string,
): { change: Change; afterLine: number } {
  const anchor = lastPair(document, `${key.split('.')[0]!}.`) ?? lastPair(document, '');
  const index = anchor === undefined ? 0 : document.indexOf(anchor) + 1;
  const pair = `${key} = "${value}"`;
  const endOfLine = document.endOfLine;
  let edit;
  if (anchor === undefined) {
    const start = document.root.bomLength;
    edit = { start, end: start, text: pair + endOfLine };
  } else if (anchor.next === anchor.end) {
    edit = { start: anchor.end, end: anchor.end, text: endOfLine + pair };
  } else {
    const own = document.source.view.slice(anchor.end, anchor.next);
    edit = { start: anchor.next, end: anchor.next, text: pair + own };
  }
  return {
    change: { edits: [edit], nodes: [{ index, remove: 0, insert: [entrySignature(key, value)] }] },
    afterLine: index,
  };
}

function lastPair(document: VmxDocument, prefix: string): VmxEntry | undefined {
  const folded = foldCase(prefix);
  for (let index = document.nodes.length - 1; index >= 0; index--) {
    const node = document.nodes[index]!;
    if (node.type === 'entry' && node.name.folded.startsWith(folded)) return node;
  }
  return undefined;
}

/** Removes a pair with its line; a comment behind it stays, as a line of its own. */
export function removePair(document: VmxDocument, entry: VmxEntry): Change {
  const comment = commentOf(document, entry);
  if (comment !== '') {
    const index = document.indexOf(entry);
    return {
      edits: [{ start: entry.start, end: entry.commentStart, text: '' }],
      nodes: [{ index, remove: 1, insert: [`comment ${comment}`] }],
    };
  }
  return removeLine(document, entry);
}

/** Gives a comment that is alone on its line another text; `text` begins with `#`. */
export function setComment(document: VmxDocument, node: VmxComment, text: string): Change {
  return {
    edits: [{ start: node.commentStart, end: node.end, text }],
    nodes: [{ index: document.indexOf(node), remove: 1, insert: [`comment ${text}`] }],
  };
}

/** Removes a line. */
export function removeLine(document: VmxDocument, node: VmxNode): Change {
  const index = document.indexOf(node);
  const before = document.nodes[index - 1];
  // The line takes the newline before it along instead of its own where it is the last and has none (unless that is
  // all the line before has, or would have without blanks), or where that is a CR and would become one with an LF.
  const range =
    before !== undefined && (goesLast(node, before) || wouldMeet(document, before, index))
      ? { start: before.end, end: node.end }
      : { start: node.start, end: node.next };
  return { edits: [{ ...range, text: '' }], nodes: [{ index, remove: 1, insert: [] }] };
}

function goesLast(node: VmxNode, before: VmxNode): boolean {
  return node.next === node.end && before.type !== 'blank';
}

/** Whether without a line the CR before it and an LF behind would become one, now or once there are no blanks between. */
function wouldMeet({ nodes, source }: VmxDocument, before: VmxNode, index: number): boolean {
  const behind = nodes[index + 1];
  if (behind?.type !== 'blank' || source.view[behind.end] !== '\n') return false;
  return source.view[before.next - 1] === '\r';
}

/** Gives each of the pairs that share a line a line of its own. */
export function splitPairs(document: VmxDocument, node: VmxNode): Change {
  const { view } = document.source;
  const pairs = joinedPairs(view, node.start, node.end);
  const endOfLine = node.next > node.end ? view.slice(node.end, node.next) : document.endOfLine;
  const edits = [];
  let offset = node.start;
  const entries: VmxEntry[] = [];
  for (const pair of pairs) {
    const start = view.indexOf(pair, offset);
    if (offset > node.start) edits.push({ start: offset, end: start, text: endOfLine });
    offset = start + pair.length;
    entries.push(parseVmx(pair).children[0] as VmxEntry);
  }
  const hash = view.slice(offset, node.end).indexOf('#');
  const comment = hash === -1 ? '' : view.slice(offset + hash, node.end);
  const insert = entries.map((entry, index) =>
    entrySignature(
      entry.key,
      unescapeValue(entry.value),
      index === entries.length - 1 ? comment : '',
    ),
  );
  return { edits, nodes: [{ index: document.indexOf(node), remove: 1, insert }] };
}

/** Makes a comment of a line that is none, at its first character. `replaced` characters there go. */
export function commentOut(document: VmxDocument, node: VmxNode, replaced = ''): Change {
  const { view } = document.source;
  const start = node.start + /^[ \t]*/.exec(view.slice(node.start, node.end))![0].length;
  const rest = view.slice(start + replaced.length, node.end);
  const hash = /^[ \t#]/.test(rest) || rest === '' ? '#' : '# ';
  return {
    edits: [{ start, end: start + replaced.length, text: hash }],
    nodes: [{ index: document.indexOf(node), remove: 1, insert: [`comment ${hash}${rest}`] }],
  };
}

/**
 * Replaces a part of a line so that it becomes a pair which says `key = value` (as bytes, escapes undone),
 * with the comment that the line has.
 */
export function rewriteAsPair(
  document: VmxDocument,
  node: VmxNode,
  edits: readonly Edit[],
  says: { key: string; value: string; comment?: string },
): Change {
  return {
    edits,
    nodes: [
      {
        index: document.indexOf(node),
        remove: 1,
        insert: [entrySignature(says.key, says.value, says.comment)],
      },
    ],
  };
}

/** Drops the byte order mark. It is no part of any line. */
export function removeByteOrderMark(document: VmxDocument): Change {
  return { edits: [{ start: 0, end: document.root.bomLength, text: '' }], nodes: [] };
}
