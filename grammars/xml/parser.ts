import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import type { XmlElement } from './ast.js';
import { TreeBuilder } from './builder.js';
import { Reading } from './reading.js';
import {
  Cdata,
  Comment,
  Doctype,
  EndTag,
  Instruction,
  Markup,
  StartTag,
  Text,
  TOKENS,
} from './tokens.js';
import type { Unfinished } from './unfinished.js';

/**
 * document := markup*
 * markup   := Text | StartTag | EndTag | Comment | Instruction | Cdata | Doctype | StrayLess
 *
 * Flat: which end tag belongs to which start tag is found by the builder with a stack of its own, so elements can
 * be nested without end. Total: no text has a syntax error, and nothing is skipped.
 */
export class XmlParser extends EmbeddedActionsParser {
  /**
   * Of nothing. As long as there is one builder, V8 keeps what it compiled for builders; without it, each full
   * collection of garbage between two texts throws that away.
   */
  private readonly idle = new TreeBuilder(new Reading('', 0));
  private builder = this.idle;
  /** Where the tokens' offset 0 stands in the view. */
  private base = 0;

  /** `checked` validates the grammar; a test does so, start-up does not. */
  constructor(checked = false) {
    super(TOKENS, { recoveryEnabled: false, maxLookahead: 1, skipValidations: !checked });
    this.performSelfAnalysis();
  }

  /** Adds to the tree what these tokens are; offset 0 of them is `base` in the view. */
  parse(tokens: IToken[], base: number, builder: TreeBuilder): void {
    this.input = tokens;
    this.base = base;
    this.builder = builder;
    this.document();
    this.builder = this.idle;
  }

  private readonly markup = (): void => {
    const token = this.CONSUME(Markup);
    if (this.RECORDING_PHASE) return;
    add(this.builder, token, this.base + token.startOffset);
  };

  private readonly document = this.RULE('document', () => {
    this.MANY(this.markup);
  });
}

function add(builder: TreeBuilder, token: IToken, start: number): void {
  const end = start + token.image.length;
  switch (token.tokenType) {
    case Text:
      return builder.text(start, end);
    case StartTag:
      return builder.startTag(token.payload as Unfinished<XmlElement>);
    case EndTag:
      return builder.endTag(start, end);
    case Comment:
      return builder.comment(start, end);
    case Instruction:
      return builder.instruction(start, end);
    case Cdata:
      return builder.cdata(start, end);
    case Doctype:
      return builder.doctype(start, end);
    default:
      return builder.strayLess(start, end);
  }
}
