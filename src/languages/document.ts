import type { StackHints } from '../stack/infer.js';
import type { Source } from '../source/source.js';
import type { Change } from './change.js';
import type { Dialect } from './dialects.js';
import type { Traits } from './traits.js';

/** A part of a view, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A line, or a tag or what stands between two: see the grammars for what each type has besides. */
export interface BaseNode extends Span {
  readonly type: string;
}

/** A comment that may say something to vmlint. */
export interface CommentText {
  readonly node: BaseNode;
  /** What it says, without the marks around it. */
  readonly text: Span;
}

/** What a person sees of a place in a file that is no text. */
export interface ListedPlace extends Span {
  /** One line. `start` and `end` count in it. */
  readonly text: string;
}

/** Why a document must not be written, as far as its own text tells. */
export interface ReadOnly {
  readonly reason: 'encoding' | 'encrypted' | 'suspended' | 'malformed' | 'binary';
  readonly explanation: string;
}

/** What the documents of all languages have: what is asked by whoever does not care which it is. */
export interface BaseDocument<Node extends BaseNode = BaseNode> {
  readonly dialect: Dialect;
  readonly source: Source;
  /** The whole file, in its order. */
  readonly nodes: readonly Node[];
  /** Set where the file is a template; `block`: nothing can be said to be absent. */
  readonly placeholders: { readonly block: boolean } | undefined;
  readonly readOnly: ReadOnly | undefined;
  /** What the file says of where it runs, and of what is to run in it. */
  readonly stackHints: StackHints;
  /** Whether there is anything in it that its product reads. */
  readonly isSettings: boolean;
  /** Whether a rule may say that a setting is absent. */
  readonly showsAllSettings: boolean;
  readonly traits: Traits;
  /** The node that holds the character at `offset` of the view; of a value between two tags the first of these. */
  nodeAt(offset: number): Node;
  /** In order, those that have a node of their own. */
  comments(): Iterable<CommentText>;
  /** The node that a comment is about where it speaks of what follows; undefined: nothing follows. */
  nodeBehind(comment: CommentText): Node | undefined;
  removeComment(comment: CommentText): Change | undefined;
  /** `says`: what stands between its marks from now on, as view text. */
  rewriteComment(comment: CommentText, says: string): Change | undefined;
  /** Only where the file is no text: what is to be shown instead of the line around a place. */
  listedAt?(at: Span): ListedPlace;
  /** Places in the view that hold secrets. */
  secrets(): Span[];
  /** The disks that the VM has, as the file names them. */
  referencedDisks(): string[];
}
