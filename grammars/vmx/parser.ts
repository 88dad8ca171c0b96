import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import type { VmxNode } from './ast.js';
import { malformedLine } from './malformed.js';
import {
  Assignment,
  Blanks,
  Comment,
  EndOfLine,
  EndOfPair,
  Junk,
  Key,
  Quoted,
  QuotedToEnd,
  TOKENS,
  Unquoted,
  Unseen,
} from './tokens.js';

/**
 * document := ( assignment | quotedToEnd | quoted | unquoted | comment | blanks | key | junk | unseen | endOfLine )*
 *
 * The lexer's modes let these stand in the order of a line only, so the grammar need not say that again, and
 * is total: no text has a syntax error, and nothing is skipped. Each end of line makes a node of the parts
 * seen since the last one.
 */
export class VmxParser extends EmbeddedActionsParser {
  private text = '';
  /** Where the tokens' offset 0 stands in `text`. */
  private base = 0;
  private nodes: VmxNode[] = [];
  private lineStart = 0;
  private key: IToken | undefined;
  private assignment: IToken | undefined;
  private value: IToken | undefined;
  private quoted = false;
  private comment: IToken | undefined;
  private junk: IToken | undefined;

  /** `checked` validates the grammar; a test does so, start-up does not. */
  constructor(checked = false) {
    super(TOKENS, { recoveryEnabled: false, maxLookahead: 1, skipValidations: !checked });
    this.performSelfAnalysis();
  }

  /** Appends to `nodes` the lines of `text` between `base` and `end`, whose tokens these are. */
  parse(text: string, base: number, end: number, tokens: IToken[], nodes: VmxNode[]): void {
    this.input = tokens;
    this.text = text;
    this.base = base;
    this.nodes = nodes;
    this.startLine(base);
    this.document();
    if (this.lineStart < end) this.endLine(end, end);
  }

  // Made once: an array of alternatives that is written where it is used is made anew at every visit.
  private readonly parts = [
    { ALT: (): void => void (this.assignment = this.CONSUME(Assignment)) },
    { ALT: (): void => this.endQuotedLine(this.CONSUME(QuotedToEnd)) },
    {
      ALT: (): void => {
        this.value = this.CONSUME(Quoted);
        this.quoted = true;
      },
    },
    { ALT: (): void => void (this.value = this.CONSUME(Unquoted)) },
    { ALT: (): void => this.endLineAt(this.CONSUME(EndOfPair)) },
    { ALT: (): void => this.endLineAt(this.CONSUME(EndOfLine)) },
    { ALT: (): void => void this.CONSUME(Blanks) },
    { ALT: (): void => void (this.comment = this.CONSUME(Comment)) },
    { ALT: (): void => void (this.key = this.CONSUME(Key)) },
    { ALT: (): void => void this.CONSUME(Unseen) },
    { ALT: (): void => void (this.junk = this.CONSUME(Junk)) },
  ];

  private readonly anyPart = (): void => this.OR(this.parts);

  private readonly document = this.RULE('document', () => {
    this.MANY(this.anyPart);
  });

  private endQuotedLine({ startOffset, image }: IToken): void {
    if (this.RECORDING_PHASE) return;
    const { base, lineStart: start, assignment } = this;
    const closing = image.lastIndexOf('"');
    const end = image.endsWith('\r\n') ? image.length - 2 : image.length - 1;
    const valueStart = base + startOffset + 1;
    const value = image.slice(1, closing);
    const next = base + startOffset + image.length;
    this.addEntry(assignment!, start, base + startOffset + end, next, value, valueStart, true, -1);
    this.startLine(next);
  }

  private startLine(offset: number): void {
    this.lineStart = offset;
    this.key = this.assignment = this.value = this.comment = this.junk = undefined;
    this.quoted = false;
  }

  private endLineAt({ startOffset, image }: IToken): void {
    if (this.RECORDING_PHASE) return;
    const end = this.base + startOffset;
    this.endLine(end, end + image.length);
  }

  private endLine(end: number, next: number): void {
    const { base, lineStart: start, key, assignment, value, quoted, comment, junk } = this;
    if (junk !== undefined || key !== undefined) {
      const parts = { key, assignment, value, junk };
      this.nodes.push(malformedLine(this.text, base, start, end, next, parts));
    } else if (assignment !== undefined) {
      const afterEquals = assignment.startOffset + assignment.image.length;
      const image = value?.image ?? '';
      this.addEntry(
        assignment,
        start,
        end,
        next,
        quoted ? image.slice(1, -1) : image,
        base + (value?.startOffset ?? afterEquals) + (quoted ? 1 : 0),
        quoted,
        comment === undefined ? -1 : base + comment.startOffset,
      );
    } else if (comment !== undefined) {
      this.nodes.push({
        type: 'comment',
        start,
        end,
        next,
        commentStart: base + comment.startOffset,
      });
    } else {
      this.nodes.push({ type: 'blank', start, end, next });
    }
    this.startLine(next);
  }

  private addEntry(
    assignment: IToken,
    start: number,
    end: number,
    next: number,
    value: string,
    valueStart: number,
    quoted: boolean,
    commentStart: number,
  ): void {
    const { startOffset, image } = assignment;
    const equals = image.lastIndexOf('=');
    const keyStart = this.base + startOffset;
    this.nodes.push({
      type: 'entry',
      start,
      end,
      next,
      keyStart,
      key: image.slice(0, endOfKey(image, equals)),
      equals: keyStart + equals,
      value,
      valueStart,
      quoted,
      commentStart,
    });
  }
}

/** Without the blanks before the `=`. */
function endOfKey(assignment: string, equals: number): number {
  let end = equals;
  while (assignment[end - 1] === ' ' || assignment[end - 1] === '\t') end--;
  return end;
}
