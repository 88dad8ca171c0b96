import type { Compiler, Transformer } from 'unified';
import type { MalformedReason } from '../../grammars/vmx/index.js';
import type { LanguageId } from '../languages/index.js';
import type { Position } from '../languages/vmx/lines.js';
import type { SourceForm } from '../source/source.js';
import type { XastRoot } from './xml/tree.js';

type UnistNode = Parameters<Compiler>[0];
export type UnistData = NonNullable<UnistNode['data']>;

/** The file of `vfile` that a tree is of. */
export type File = Parameters<Transformer>[1];

/** Stops with a message at a node. */
export type Fail = (message: string, node?: { readonly position?: Position | undefined }) => never;

export type { MalformedReason, Position };

/** The tree of a file: `Root` is that of a `.vmx`, `Root<'vbox'>` that of a `.vbox`, `Root<LanguageId>` either. */
export type Root<L extends LanguageId = 'vmx'> = Trees[L];

interface Trees {
  vmx: VmxRoot;
  vbox: XastRoot;
  hyperv: XastRoot;
}

/**
 * The tree of a `.vmx` file: a child a line, nothing left out. Positions count lines and columns from 1, columns
 * and (where the file was read as a string) offsets in UTF-16 units, offsets of bytes in bytes, from 0.
 */
export interface VmxRoot {
  type: 'root';
  children: Line[];
  /** Whether the text begins with a byte order mark. Left out where there is none; `false` removes it. */
  byteOrderMark?: boolean | undefined;
  position?: Position | undefined;
  data?: RootData | undefined;
}

export type Line = Entry | Comment | Blank | Malformed;

/** A line that VMware reads as a name and a value. */
export interface Entry extends LineNode {
  type: 'entry';
  key: string;
  /** Without its quotes, escapes (`|22`) undone, decoded. */
  value: string;
  /** How it was written. What is printed anew has quotes. */
  quoted?: boolean | undefined;
  /** Of a comment behind the value: its text with the `#`. */
  comment?: string | undefined;
  /** The value is a password or a key and must not be shown to anybody. */
  secret?: true | undefined;
  keyPosition?: Position | undefined;
  /** With the quotes. */
  valuePosition?: Position | undefined;
}

export interface Comment extends LineNode {
  type: 'comment';
  /** With its `#`. */
  text: string;
}

export interface Blank extends LineNode {
  type: 'blank';
}

/** A line that VMware cannot read. */
export interface Malformed extends LineNode {
  type: 'malformed';
  reason?: MalformedReason | undefined;
  /** The line. */
  text: string;
  /** From where it stops being a pair. */
  problemPosition?: Position | undefined;
}

interface LineNode {
  position?: Position | undefined;
  data?: LineData | undefined;
}

/** `vmlint` is what tells untouched lines, also in a copy of the tree: leave it as it is. */
export interface LineData extends UnistData {
  vmlint?: Origin | undefined;
}

export interface RootData extends UnistData {
  vmlint?: Frame | undefined;
}

/** What a line was read from. */
export interface Origin {
  /** The line with its end, without any loss: of bytes a character each. */
  readonly source: string;
  readonly form: SourceForm;
  readonly encoding: string;
  /** What the node said. */
  readonly was: Said;
}

export interface Said {
  readonly type: string;
  readonly key?: string;
  readonly value?: string;
  readonly quoted?: boolean;
  readonly comment?: string;
  readonly text?: string;
}

/** What holds for a file as a whole. */
export interface BaseFrame {
  readonly form: SourceForm;
  readonly encoding: string;
  readonly byteOrderMark: boolean;
  /** The one that most lines have. */
  readonly endOfLine: string;
  /** The odd byte, as a character, of UTF-16 that was cut off. */
  readonly tail: string;
  /** The language that the parser was told, whatever path and content look like. */
  readonly told?: LanguageId;
}

export interface Frame extends BaseFrame {
  readonly language?: 'vmx';
  /** Whether the last line has an end. */
  readonly finalEndOfLine: boolean;
}
