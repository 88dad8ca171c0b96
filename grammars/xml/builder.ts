import type { XmlElement, XmlNode, XmlParent } from './ast.js';
import { readAttributes } from './attributes.js';
import { codeAt, endOfName, endOfWord, endsWord, isBlank, LESS, startsName } from './characters.js';
import { isDeclaration } from './declaration.js';
import { reportForbiddenCharacters } from './forbidden.js';
import { DEEPEST, MOST_NODES } from './limits.js';
import { NONE } from './none.js';
import { OpenElements } from './open-elements.js';
import { Ampersands, Occurrences } from './occurrences.js';
import type { Reading } from './reading.js';
import { DOCTYPE } from './sections.js';
import type { Unfinished } from './unfinished.js';

const CUT_OFF = {
  '-->': 'unterminated-comment',
  ']]>': 'unterminated-cdata',
  '?>': 'unterminated-instruction',
} as const;

/** Puts what the parser finds, in the order of the text, into a tree. */
export class TreeBuilder {
  /** The innermost open element. */
  private parent: Unfinished<XmlElement> | undefined;
  private siblings: XmlNode[];
  private readonly open = new OpenElements();
  private isTooDeep = false;
  /** Something that nothing closes has swallowed the rest of the text. */
  private isCutOff = false;
  /** Of all nodes. */
  private count = 0;

  private readonly ampersands: Ampersands;
  private readonly cdataEnds: Occurrences;

  constructor(private readonly reading: Reading) {
    this.siblings = reading.children;
    this.ampersands = new Ampersands(reading.view, reading.problems);
    this.cdataEnds = new Occurrences(reading.view, ']]>');
  }

  startTag(element: Unfinished<XmlElement>): void {
    const { root, problems } = this.reading;
    const { parent } = this;
    if (parent !== undefined) {
      element.parent = parent;
    } else if (root.element === undefined) {
      root.element = element;
    } else {
      const { start, name } = element;
      problems.add('second-root', start, start + 1 + name.length, name, root.element.start);
    }
    this.push(element);
    if (element.selfClosing) {
      if (this.open.depth === DEEPEST) this.tooDeep(element);
    } else {
      this.enter(element);
    }
  }

  private enter(element: Unfinished<XmlElement>): void {
    if (this.open.depth === DEEPEST) this.tooDeep(element);
    this.siblings = NONE;
    this.parent = element;
    this.open.push(element);
  }

  private tooDeep({ start, name }: Unfinished<XmlElement>): void {
    if (this.isTooDeep) return;
    this.isTooDeep = true;
    this.reading.problems.add('too-deep', start, start + 1 + name.length, name);
  }

  endTag(start: number, end: number): void {
    const { view } = this.reading;
    const innermost = this.parent;
    if (innermost !== undefined && isNamed(view, start + 2, innermost.name)) {
      this.close(innermost, start, end);
      return;
    }
    const name = view.slice(start + 2, endOfWord(view, start + 2));
    if (!this.open.has(name)) {
      this.strayEndTag(start, end, name);
      return;
    }
    while (this.parent!.name !== name) this.closeUnclosed(start);
    this.close(this.parent!, start, end);
  }

  private close(element: Unfinished<XmlElement>, start: number, end: number): void {
    element.closeStart = start;
    element.end = end;
    this.leave();
  }

  private closeUnclosed(end: number): void {
    const element = this.parent!;
    const { start, name } = element;
    element.end = end;
    if (!this.isCutOff) {
      this.reading.problems.add('unclosed-element', start, start + 1 + name.length, name, end);
    }
    this.leave();
  }

  private leave(): void {
    this.parent = this.open.pop();
    this.siblings = (this.parent?.children ?? this.reading.children) as XmlNode[];
  }

  private strayEndTag(start: number, end: number, name: string): void {
    const { problems } = this.reading;
    const innermost = this.parent;
    if (innermost === undefined) problems.add('end-tag-without-start', start, end, name);
    else problems.add('mismatched-end-tag', start, end, name, innermost.start);
    this.push({ type: 'malformed', start, end, parent: this.at, reason: 'stray-end-tag' });
  }

  private get at(): XmlParent {
    return this.parent ?? this.reading.root;
  }

  private push(node: XmlNode): void {
    this.count++;
    if (this.siblings === NONE) this.parent!.children = this.siblings = [node];
    else this.siblings.push(node);
  }

  text(start: number, end: number): void {
    if (this.parent === undefined) this.outside(start, end);
    this.ampersands.check(start, end);
    this.checkCdataEnds(start, end);
    this.push({ type: 'text', start, end, parent: this.at });
  }

  private checkCdataEnds(start: number, end: number): void {
    let found = this.cdataEnds.next(start);
    while (found < end) {
      this.reading.problems.add('cdata-end-in-text', found, found + 3);
      found = this.cdataEnds.next(found + 3);
    }
  }

  /** Reports what is not blank on the top level. */
  private outside(start: number, end: number): void {
    const { view, problems } = this.reading;
    let from = start;
    while (from < end && isBlank(view.charCodeAt(from))) from++;
    if (from === end) return;
    let to = end;
    while (isBlank(view.charCodeAt(to - 1))) to--;
    problems.add('text-outside-root', from, to);
  }

  /** Takes what is left of a text that has too many nodes as one. */
  leaveUnread(start: number, end: number): void {
    this.reading.problems.add('too-many-nodes', start, start + 1);
    this.isCutOff = true;
    this.push({ type: 'malformed', start, end, parent: this.at, reason: 'unread' });
  }

  get hasTooMany(): boolean {
    return this.count > MOST_NODES;
  }

  strayLess(start: number, end: number): void {
    const { view, problems } = this.reading;
    let behind = start;
    while (behind < end && view.charCodeAt(behind) === LESS) behind++;
    problems.add('stray-less-than', start, behind);
    this.ampersands.check(behind, end);
    this.push({ type: 'malformed', start, end, parent: this.at, reason: 'stray-less-than' });
  }

  comment(start: number, end: number): void {
    const { view, problems } = this.reading;
    const contentStart = start + 4;
    const contentEnd = this.endOfContent(start, contentStart, end, '-->');
    const hyphens = view.indexOf('--', contentStart);
    if (hyphens !== -1 && hyphens < contentEnd) {
      problems.add('double-hyphen-in-comment', hyphens, hyphens + 2);
    }
    this.push({ type: 'comment', start, end, parent: this.at, contentStart, contentEnd });
  }

  cdata(start: number, end: number): void {
    const contentStart = start + '<![CDATA['.length;
    const contentEnd = this.endOfContent(start, contentStart, end, ']]>');
    if (this.parent === undefined) this.reading.problems.add('text-outside-root', start, end);
    this.push({ type: 'cdata', start, end, parent: this.at, contentStart, contentEnd });
  }

  /** Where the content of a section ends that `closing` ends, unless the section is cut off. */
  private endOfContent(
    start: number,
    contentStart: number,
    end: number,
    closing: keyof typeof CUT_OFF,
  ): number {
    const contentEnd = end - closing.length;
    if (contentEnd >= contentStart && this.reading.view.startsWith(closing, contentEnd)) {
      return contentEnd;
    }
    this.isCutOff = true;
    this.reading.problems.add(CUT_OFF[closing], start, contentStart);
    return end;
  }

  instruction(start: number, end: number): void {
    const { view } = this.reading;
    const contentEnd = this.endOfContent(start, start + 2, end, '?>');
    let targetEnd = startsName(codeAt(view, start + 2)) ? endOfName(view, start + 2) : start + 2;
    targetEnd = Math.min(targetEnd, contentEnd);
    const target = view.slice(start + 2, targetEnd);
    if (target === 'xml') {
      this.declaration(start, targetEnd, contentEnd, end);
      return;
    }
    const isTarget =
      target !== '' &&
      target.toLowerCase() !== 'xml' &&
      (targetEnd === contentEnd || isBlank(view.charCodeAt(targetEnd)));
    if (!isTarget) {
      this.reading.problems.add('invalid-instruction-target', start, targetEnd, target);
    }
    let contentStart = targetEnd;
    while (contentStart < contentEnd && isBlank(view.charCodeAt(contentStart))) contentStart++;
    const content = { contentStart, contentEnd };
    this.push({ type: 'instruction', start, end, parent: this.at, target, ...content });
  }

  private declaration(start: number, targetEnd: number, contentEnd: number, end: number): void {
    const { reading } = this;
    const { root, view, problems } = reading;
    const list = readAttributes(reading, targetEnd, contentEnd);
    const { attributes } = list;
    const content = { contentStart: targetEnd, contentEnd };
    const node = { type: 'declaration', start, end, parent: this.at, attributes } as const;
    const declaration = { ...node, ...content };
    if (start !== root.bomLength) problems.add('misplaced-declaration', start, end);
    else if (list.end < contentEnd || !isDeclaration(view, attributes)) {
      problems.add('malformed-declaration', start, end);
    }
    if (root.element === undefined) root.declaration ??= declaration;
    this.push(declaration);
  }

  doctype(start: number, end: number): void {
    const { root, view, problems } = this.reading;
    const contentStart = start + DOCTYPE.length;
    const isClosed = end > contentStart && view[end - 1] === '>';
    const contentEnd = isClosed ? end - 1 : end;
    const content = { contentStart, contentEnd };
    const doctype = { type: 'doctype', start, end, parent: this.at, ...content } as const;
    const isMisplaced = root.element !== undefined || root.doctype !== undefined;
    problems.add(isMisplaced ? 'misplaced-doctype' : 'doctype', start, end);
    root.doctype ??= doctype;
    this.push(doctype);
  }

  /** Ends the tree. */
  finish(): void {
    const { root, view, problems } = this.reading;
    while (this.parent !== undefined) this.closeUnclosed(view.length);
    if (root.element === undefined && !this.isCutOff) {
      problems.add('no-root', view.length, view.length);
    }
    reportForbiddenCharacters(view, problems);
    root.moreProblems = problems.more;
    root.problems = problems.sorted();
  }
}

/** Whether the name of an end tag that starts at `start` is this one. */
function isNamed(view: string, start: number, name: string): boolean {
  return view.startsWith(name, start) && endsWord(view, start + name.length);
}
