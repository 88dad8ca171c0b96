import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import type { VmxNode } from './ast.js';
import { endOfLineLength, skipBlanks } from './characters.js';
import { otherNode } from './malformed.js';
import { pairNode } from './pair.js';
import { BlankLine, CommentLine, Line, PairLine, TOKENS } from './tokens.js';

/**
 * document := line*
 * line     := PairLine | BlankLine | CommentLine | OtherLine
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

  private readonly line = (): void => {
    const token = this.CONSUME(Line);
    if (this.RECORDING_PHASE) return;
    this.nodes.push(nodeOf(token, this.base + token.startOffset));
  };

  private readonly document = this.RULE('document', () => {
    this.MANY(this.line);
  });
}

function nodeOf({ tokenType, image }: IToken, start: number): VmxNode {
  switch (tokenType) {
    case PairLine:
      return pairNode(image, start);
    case BlankLine:
      return blankNode(image, start);
    case CommentLine:
      return commentNode(image, start);
    default:
      return otherNode(image, start);
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
