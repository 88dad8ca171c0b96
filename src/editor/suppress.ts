import { indentationOf } from '../../grammars/xml/index.js';
import type { VmxDocument } from '../languages/index.js';
import { XmlDocument } from '../languages/xml/document.js';
import type { Opened, TextEdit } from './opened.js';

/** A comment that suppresses what a rule says of the line, or tag, at a place; undefined: none can stand there. */
export function suppressOnLine(opened: Opened, rule: string, offset: number): TextEdit | undefined {
  const { document } = opened;
  const at = opened.toView(offset);
  if (document.language === 'vmx') return aboveLine(opened, document, rule, at);
  if (document instanceof XmlDocument) return aboveTag(opened, document, rule, at);
  return undefined;
}

/** A comment that suppresses what a rule says of the whole file. */
export function suppressInFile(opened: Opened, rule: string): TextEdit | undefined {
  const { document } = opened;
  if (document.language === 'vmx') return atTopOfVmx(opened, document, rule);
  if (document instanceof XmlDocument) return atTopOfXml(opened, document, rule);
  return undefined;
}

function aboveLine(
  opened: Opened,
  document: VmxDocument,
  rule: string,
  at: number,
): TextEdit | undefined {
  if (document.nodes.length === 0 || document.encryption !== 'none') return undefined;
  const node = document.nodeAt(Math.min(at, document.source.view.length - 1));
  // Of what a comment suppresses, comments and blank lines are no part.
  if (node.type === 'comment' || node.type === 'blank') return undefined;
  if (isHead(document, document.indexOf(node))) return undefined;
  return insertion(
    opened,
    node.start,
    `# vmlint-ignore-next-line ${rule} -- ${document.endOfLine}`,
  );
}

/** Other programs look for `.encoding` on the first line, or behind a `#!` line, and nowhere else. */
function isHead(document: VmxDocument, index: number): boolean {
  const node = document.nodes[index];
  if (node?.type === 'comment') {
    return index === 0 && document.source.view.startsWith('#!', node.start);
  }
  if (node?.type !== 'entry' || node.name.folded !== '.encoding') return false;
  return index === 0 || (index === 1 && isHead(document, 0));
}

function atTopOfVmx(opened: Opened, document: VmxDocument, rule: string): TextEdit | undefined {
  if (document.encryption !== 'none') return undefined;
  let index = 0;
  while (isHead(document, index)) index++;
  const previous = document.nodes[index - 1];
  const start = previous?.next ?? document.root.bomLength;
  const comment = `# vmlint-ignore-file ${rule} -- `;
  const { endOfLine } = document;
  const hasNoEnd = previous !== undefined && previous.next === previous.end;
  return insertion(opened, start, hasNoEnd ? endOfLine + comment : comment + endOfLine);
}

function aboveTag(
  opened: Opened,
  document: XmlDocument,
  rule: string,
  at: number,
): TextEdit | undefined {
  if (document.nodes.length === 0) return undefined;
  const piece = document.nodeAt(at);
  if (piece.type === 'comment' || piece.type === 'text' || piece.type === 'declaration') {
    return undefined;
  }
  const indentation = indentationOf(document.source.view, piece);
  if (indentation === undefined) return undefined;
  const comment = `<!-- vmlint-ignore-next-line ${rule}: -->`;
  return insertion(opened, piece.start, comment + document.endOfLine + indentation);
}

function atTopOfXml(opened: Opened, document: XmlDocument, rule: string): TextEdit | undefined {
  const { declaration, element } = document.root;
  const comment = `<!-- vmlint-ignore-file ${rule}: -->`;
  if (declaration !== undefined) {
    return insertion(opened, declaration.end, document.endOfLine + comment);
  }
  return element && insertion(opened, element.start, comment + document.endOfLine);
}

function insertion(opened: Opened, viewOffset: number, text: string): TextEdit {
  const start = opened.toText(viewOffset);
  return { start, end: start, text };
}
