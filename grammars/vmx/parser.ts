import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import type { VmxNode } from './ast.js';
import { endOfLineLength, skipBlanks } from './characters.js';
import { otherNode } from './malformed.js';
import { pairNode } from './pair.js';
import { BlankLine, CommentLine, OtherLine, PairLine, TOKENS } from './tokens.js';

/**
 * document := ( pairLine | otherLine | blankLine | commentLine )*
 *
 * Total: no text has a syntax error, nothing is skipped, and a line that VMware cannot read is a node like
 * any other.
 */
export class VmxParser extends EmbeddedActionsParser {
  /** Where the tokens' offset 0 stands in the view. */
  private base = 0;
  private nodes: VmxNode[] = [];

  /** `checked` validates the grammar; a test does so, start-up does not. */
  constructor(checked = false) {
    super(TOKENS, { recoveryEnabled: false, maxLookahead: 1, skipValidations: !checked });
    this.performSelfAnalysis();
  }

  /** Appends to `nodes` the lines whose tokens these are; offset 0 of the tokens is `base` in the view. */
  parse(tokens: IToken[], base: number, nodes: VmxNode[]): void {
    this.input = tokens;
    this.base = base;
    this.nodes = nodes;
    this.document();
  }

  // Made once: an array of alternatives that is written where it is used is made anew at every visit.
  private readonly lines = [
    { ALT: (): void => this.add(pairNode, this.CONSUME(PairLine)) },
    { ALT: (): void => this.add(otherNode, this.CONSUME(OtherLine)) },
    { ALT: (): void => this.add(blankNode, this.CONSUME(BlankLine)) },
    { ALT: (): void => this.add(commentNode, this.CONSUME(CommentLine)) },
  ];

  private readonly anyLine = (): void => this.OR(this.lines);

  private readonly document = this.RULE('document', () => {
    this.MANY(this.anyLine);
  });

  private add(toNode: (line: string, start: number) => VmxNode, token: IToken): void {
    if (this.RECORDING_PHASE) return;
    this.nodes.push(toNode(token.image, this.base + token.startOffset));
  }
}

function blankNode(line: string, start: number): VmxNode {
  const next = start + line.length;
  return { type: 'blank', start, end: next - endOfLineLength(line), next };
}

function commentNode(line: string, start: number): VmxNode {
  const next = start + line.length;
  const commentStart = start + skipBlanks(line, 0, line.length);
  return { type: 'comment', start, end: next - endOfLineLength(line), next, commentStart };
}
