import type { VmxEntry, VmxNode } from '../../grammars/vmx/index.js';
import type { VmxDocument } from '../languages/index.js';
import { foreignQuoted } from '../languages/vmx/foreign-quotes.js';
import { hasPlaceholder, isPlaceholder } from '../languages/placeholders.js';
import { directivesOf } from '../lint/directives.js';
import { isEffective, today } from '../lint/suppressions.js';
import type { Edit } from '../source/edits.js';
import { ignoredSpans, Spans } from './ignored.js';
import { wantedLineEnd } from './line-ends.js';
import { namespaceBreaks } from './namespaces.js';
import type { FormatOptions } from './options.js';

/**
 * `key = "value"` as VMware writes it, at the start of the line and without blanks at its end; comments likewise.
 * Lines that VMware cannot read stay as they are; values that would read otherwise in quotes get none.
 */
export function vmxEdits(document: VmxDocument, options: FormatOptions): Edit[] {
  const { nodes } = document;
  const { view } = document.source;
  const ignored = new Spans(
    ignoredSpans(document, (comment) => {
      const next = document.nodeBehind(comment);
      return next && { start: next.start, end: next.next };
    }),
  );
  const wanted = wantedLineEnd(options);
  const breaks = options.groupNamespaces ? namespaceBreaks(nodes) : undefined;
  const isExempt = exemptFromQuotes(document);
  const hasNul = view.includes('\0');
  let lineEnd: string | undefined;
  const edits: Edit[] = [];
  for (const [index, node] of nodes.entries()) {
    const isIgnored = ignored.touch({ start: node.start, end: node.next });
    if (breaks?.has(node) && !isIgnored) {
      const { end, next } = nodes[index - 1]!;
      edits.push({ start: node.start, end: node.start, text: wanted ?? view.slice(end, next) });
    }
    if (isIgnored || node.type === 'malformed') continue;
    // VMware ends the line at the NUL; what stands behind it is nobody's.
    if (hasNul && view.slice(node.start, node.end).includes('\0')) continue;
    const isBare = node.type === 'blank' && wanted === undefined;
    if (!isBare || !meet(view, nodes[index - 1], node))
      edits.push(...lineEdits(document, node, isExempt));
    if (node.next === node.end && node.type !== 'blank') {
      lineEnd ??= wanted ?? document.endOfLine;
      edits.push({ start: node.end, end: node.end, text: lineEnd });
    }
  }
  return joined(edits);
}

type IsExempt = (entry: VmxEntry) => boolean;

/** Who suppresses the finding that a value has no quotes wants it to have none. */
function exemptFromQuotes(document: VmxDocument): IsExempt {
  const suppressions = (directivesOf(document)?.suppressions ?? []).filter(
    (one) => one.rules.some(({ id }) => id === 'vmx/quoted-value') && isEffective(one, today()),
  );
  const targets = new Set(suppressions.map(({ target }) => target));
  return (entry) => targets.has(undefined) || targets.has(entry);
}

/** Whether without the blanks between them a CR and an LF would become one end of line. */
function meet(view: string, before: VmxNode | undefined, node: VmxNode): boolean {
  return before !== undefined && view[node.start - 1] === '\r' && view[node.end] === '\n';
}

function lineEdits(document: VmxDocument, node: VmxNode, isExempt: IsExempt): Edit[] {
  const { view } = document.source;
  if (node.type === 'entry') return entryEdits(document, node, isExempt);
  const start = node.type === 'comment' ? node.commentStart : node.end;
  const end = withoutBlanks(view, start, node.end);
  return [
    { start: node.start, end: start, text: '' },
    { start: end, end: node.end, text: '' },
  ];
}

function entryEdits(document: VmxDocument, entry: VmxEntry, isExempt: IsExempt): Edit[] {
  const { view } = document.source;
  const { keyStart, key, quoted, value, valueStart, commentStart } = entry;
  if (isTidy(view, entry)) return [];
  if (hasPlaceholder(key) && !/^__\w+__$/.test(key)) return [];
  // In a template it may be a line of a program.
  if (!quoted && (document.placeholders !== undefined || isPlaceholder(value))) return [];
  const valueEnd = valueStart + value.length;
  const closed = quoted ? valueEnd + 1 : valueEnd;
  const staysUnquoted = isExempt(entry) || saysOtherInQuotes(document, entry);
  const quote = quoted || staysUnquoted ? '' : '"';
  const isCommented = commentStart !== -1;
  const end = withoutBlanks(view, isCommented ? commentStart : closed, entry.end);
  const keyEnd = keyStart + key.length;
  const assignment = { start: keyEnd, end: quoted ? valueStart - 1 : valueStart };
  return [
    { start: entry.start, end: keyStart, text: '' },
    { ...assignment, text: ` = ${quote}` },
    {
      start: closed,
      end: isCommented ? commentStart : entry.end,
      text: quote + (isCommented ? ' ' : ''),
    },
    ...(isCommented ? [{ start: end, end: entry.end, text: '' }] : []),
  ];
}

/** As VMware writes it, and as nearly all are: then there is nothing else to look at. */
function isTidy(view: string, entry: VmxEntry): boolean {
  const { start, end, keyStart, key, equals, quoted, value, valueStart } = entry;
  const isAtStart = keyStart === start && equals === start + key.length + 1;
  const isClosed = quoted && valueStart === equals + 3 && end === valueStart + value.length + 1;
  return isAtStart && isClosed && view[equals - 1] === ' ' && view[equals + 1] === ' ';
}

/** Whether a value without quotes would read otherwise in them. */
function saysOtherInQuotes(document: VmxDocument, entry: VmxEntry): boolean {
  return entry.value.includes('"') || foreignQuoted(document, entry) !== undefined;
}

/** Where what stands before the blanks at the end of a line ends. */
function withoutBlanks(view: string, start: number, end: number): number {
  let last = end;
  while (last > start && (view[last - 1] === ' ' || view[last - 1] === '\t')) last--;
  return last;
}

/** Edits that meet become one. */
function joined(edits: readonly Edit[]): Edit[] {
  const result: Edit[] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    if (last?.end !== edit.start) result.push(edit);
    else result[result.length - 1] = { ...last, end: edit.end, text: last.text + edit.text };
  }
  return result;
}
