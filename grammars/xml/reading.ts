import type { XmlNode, XmlRoot } from './ast.js';
import { Ampersands } from './occurrences.js';
import { Problems } from './problems.js';
import type { Unfinished } from './unfinished.js';

/** A text while it is read: what the lexer's patterns and the parser share. */
export class Reading {
  readonly problems = new Problems();
  readonly children: XmlNode[] = [];
  readonly root: Unfinished<XmlRoot>;
  /** Of values; texts are read later. */
  readonly ampersands: Ampersands;
  /** A document type declaration that nothing closes was met: a search for another's end would be in vain. */
  hasOpenDoctype = false;

  constructor(
    readonly view: string,
    bomLength: number,
  ) {
    this.ampersands = new Ampersands(view, this.problems);
    this.root = {
      type: 'root',
      parent: undefined,
      bomLength,
      end: view.length,
      children: this.children,
      element: undefined,
      declaration: undefined,
      doctype: undefined,
      problems: [],
      moreProblems: 0,
    };
  }
}
