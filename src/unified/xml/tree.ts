import type { XmlMalformed, XmlProblemCode } from '../../../grammars/xml/index.js';
import type { LanguageId } from '../../languages/index.js';
import type { Position } from '../../languages/vmx/lines.js';
import type { SourceForm } from '../../source/source.js';
import type { BaseFrame, UnistData } from '../tree.js';

/**
 * The tree of a `.vbox` file, or of the XML of Hyper-V, as xast (github.com/syntax-tree/xast) has it: texts decoded, references resolved, ends
 * of line as LF. Blanks between tags are texts. Positions count as those of a `.vmx`.
 */
export interface XastRoot {
  type: 'root';
  children: XastNode[];
  /** Whether the text begins with a byte order mark. Left out where there is none; `false` removes it. */
  byteOrderMark?: boolean | undefined;
  position?: Position | undefined;
  data?: XastRootData | undefined;
}

export type XastNode =
  XastElement | XastText | XastComment | XastCdata | XastInstruction | XastDoctype | XastMalformed;

export interface XastElement extends XastNodeBase {
  type: 'element';
  /** With its prefix. */
  name: string;
  /** Without those that are null or undefined. */
  attributes: Record<string, string | null | undefined>;
  children: XastNode[];
  data?: XastElementData | undefined;
}

export interface XastText extends XastNodeBase {
  type: 'text';
  value: string;
}

export interface XastComment extends XastNodeBase {
  type: 'comment';
  /** Without the marks around it. */
  value: string;
}

export interface XastCdata extends XastNodeBase {
  type: 'cdata';
  value: string;
}

/** The XML declaration is one, too, of the name `xml`. */
export interface XastInstruction extends XastNodeBase {
  type: 'instruction';
  name: string;
  value: string;
}

export interface XastDoctype extends XastNodeBase {
  type: 'doctype';
  name: string;
  public?: string | null | undefined;
  system?: string | null | undefined;
}

/** What XML does not allow: a `<` that starts nothing, an end tag that closes nothing. No node of xast. */
export interface XastMalformed extends XastNodeBase {
  type: 'malformed';
  reason?: XmlMalformed['reason'] | undefined;
  /** As it stands. */
  value: string;
}

interface XastNodeBase {
  position?: Position | undefined;
  data?: XastData | undefined;
}

/** What is in `data` is not printed. `vmlint` is what tells untouched nodes, also in a copy: leave it as it is. */
export interface XastData extends UnistData {
  vmlint?: XmlOrigin | undefined;
  /** The text is a key and must not be shown to anybody. */
  secret?: true | undefined;
}

/** Where the parts of an element stand that was read. */
export interface XastElementData extends XastData {
  selfClosing?: boolean | undefined;
  /** Of the start tag. */
  openPosition?: Position | undefined;
  /** Of the end tag; left out where there is none. */
  closePosition?: Position | undefined;
  /** All that were read, as they stand. */
  attributes?: XastAttribute[] | undefined;
}

export interface XastAttribute {
  name: string;
  value: string;
  /** The value is a password or a key and must not be shown to anybody. */
  secret?: true | undefined;
  position: Position;
  namePosition: Position;
  /** Without quotes; left out where there is no value. */
  valuePosition?: Position | undefined;
}

export interface XastRootData extends UnistData {
  vmlint?: XmlFrame | undefined;
}

/** What a node was read from. */
export interface XmlOrigin {
  /** The node, of an element the start tag, without any loss: of bytes a character each. */
  readonly source: string;
  /** The end tag; absent: there is none. */
  readonly close?: string;
  readonly form: SourceForm;
  readonly encoding: string;
  /** What the node said. */
  readonly was: XmlSaid;
}

export interface XmlSaid {
  readonly type: XastNode['type'];
  readonly name?: string;
  readonly value?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly selfClosing?: boolean;
  readonly public?: string;
  readonly system?: string;
}

/** The languages whose files are XML. */
export type XmlLanguage = Exclude<LanguageId, 'vmx'>;

/** What holds for a file as a whole. */
export interface XmlFrame extends BaseFrame {
  readonly language: XmlLanguage;
  /** How often each of what XML does not allow is in it. */
  readonly problems: Readonly<Partial<Record<XmlProblemCode, number>>>;
}
