/**
 * The tree of an XML text, nothing left out and nothing interpreted: references stay as they are written.
 *
 * All offsets count characters of the view (one a byte), from 0; ends are exclusive. The slices of the start
 * tags, end tags and leaves, in the order of the text and behind the byte order mark, are the text
 * (`printXml`). Text from 0x80 up is opaque here: names and values are slices of the view. Elements can be
 * nested without end, so whoever goes through a tree must not recurse: see `walk`.
 */
export type XmlNode =
  | XmlElement
  | XmlText
  | XmlComment
  | XmlCdata
  | XmlDeclaration
  | XmlInstruction
  | XmlDoctype
  | XmlMalformed;

export type XmlParent = XmlRoot | XmlElement;

export interface XmlRoot {
  readonly type: 'root';
  readonly parent: undefined;
  /** Length of the UTF-8 byte order mark: 0 or 3. */
  readonly bomLength: number;
  /** Length of the view. */
  readonly end: number;
  readonly children: readonly XmlNode[];
  /** The first element on the top level: the one that readers take for the document. */
  readonly element: XmlElement | undefined;
  /** The first one before the first element, also where it does not stand at the start of the text. */
  readonly declaration: XmlDeclaration | undefined;
  /** The first one. It is never interpreted. */
  readonly doctype: XmlDoctype | undefined;
  /** What XML does not allow, in the order of the text; none: well-formed, but for what a doctype may say. */
  readonly problems: readonly XmlProblem[];
  /** How many more problems there are: of each code only the first `MOST_PROBLEMS` are kept. */
  readonly moreProblems: number;
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly parent: XmlParent;
}

/** What stands between delimiters: `contentStart`..`contentEnd` is the inside. */
interface Enclosed extends Part {
  readonly contentStart: number;
  /** Where nothing closes it, this is `end`. */
  readonly contentEnd: number;
}

export interface XmlElement extends Part {
  readonly type: 'element';
  /** With its prefix. It stands at `start + 1`, and in the end tag at `closeStart + 2`. */
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  /** Behind the `>` of the start tag, or where it breaks off. */
  readonly openEnd: number;
  /** `<a/>`: then `openEnd` is `end`, and there are no children and no end tag. */
  readonly selfClosing: boolean;
  readonly children: readonly XmlNode[];
  /** Where the end tag starts; -1: there is none. */
  readonly closeStart: number;
}

/** `start` is where the name starts. */
export interface XmlAttribute {
  readonly start: number;
  /** Behind the closing quote, or where the attribute breaks off. */
  readonly end: number;
  /** With its prefix. */
  readonly name: string;
  /** Offset of the `=`; -1: there is none. */
  readonly equals: number;
  /** Inside the quotes; the opening one is at `valueStart - 1`. Without a value both are where it would stand. */
  readonly valueStart: number;
  /** The closing quote is here, if `end` is one more. */
  readonly valueEnd: number;
  /** Empty: the value has no quotes, or is absent. */
  readonly quote: '"' | "'" | '';
}

/** Up to the next `<`. */
export interface XmlText extends Part {
  readonly type: 'text';
}

export interface XmlComment extends Enclosed {
  readonly type: 'comment';
}

export interface XmlCdata extends Enclosed {
  readonly type: 'cdata';
}

/** `<?xml version="1.0"?>`, also where it must not stand. */
export interface XmlDeclaration extends Enclosed {
  readonly type: 'declaration';
  readonly attributes: readonly XmlAttribute[];
}

/** `<?target content?>` */
export interface XmlInstruction extends Enclosed {
  readonly type: 'instruction';
  /** Stands at `start + 2`; empty where there is none. */
  readonly target: string;
}

/** `<!DOCTYPE content>`, its declarations included, as one piece. */
export interface XmlDoctype extends Enclosed {
  readonly type: 'doctype';
}

/** A `<` that starts no markup, with the text behind it; or an end tag that closes nothing. */
export interface XmlMalformed extends Part {
  readonly type: 'malformed';
  /** `unread`: what stands behind the first `MOST_NODES`. */
  readonly reason: 'stray-less-than' | 'stray-end-tag' | 'unread';
}

export type XmlProblemCode =
  // Elements
  /** Ends without an end tag of its own. `related`: the end tag of an outer element, or the end of the text. */
  | 'unclosed-element'
  /** An end tag that fits no open element. `related`: the start tag of the innermost one. */
  | 'mismatched-end-tag'
  /** An end tag where no element is open. */
  | 'end-tag-without-start'
  /** `<` that starts no markup; once for all of them up to the next markup. */
  | 'stray-less-than'
  /** Deeper than `DEEPEST`; once a text. */
  | 'too-deep'
  /** More than `MOST_NODES`: the rest is not read. */
  | 'too-many-nodes'
  // Tags
  /** A tag that another `<` or the end of the text comes into. */
  | 'unterminated-tag'
  /** What is neither an attribute nor the end of a tag. */
  | 'junk-in-tag'
  /** A name with a character that names do not have. */
  | 'invalid-name'
  /** `<a b>`, `<a b=>` */
  | 'attribute-without-value'
  /** `<a b=c>` */
  | 'unquoted-value'
  /** A value that is not closed on its line, or before the next tag. */
  | 'unterminated-value'
  /** `<` in a value. */
  | 'less-than-in-value'
  /** `<a b="1"c="2">` */
  | 'missing-blank'
  /** `related`: the first attribute of the name. */
  | 'duplicate-attribute'
  // What else there is
  | 'unterminated-comment'
  | 'unterminated-cdata'
  | 'unterminated-instruction'
  | 'unterminated-doctype'
  /** `--` in a comment, or `-` before its end. */
  | 'double-hyphen-in-comment'
  /** `]]>` in a text. */
  | 'cdata-end-in-text'
  /** `<? … ?>` without a name, or with `xml` in another case. */
  | 'invalid-instruction-target'
  /** An XML declaration that is not the very first. */
  | 'misplaced-declaration'
  /** An XML declaration without a version, or with what it cannot have. */
  | 'malformed-declaration'
  /** A document type declaration: allowed in XML, never interpreted here. */
  | 'doctype'
  /** A document type declaration in or behind the root element, or a second one. */
  | 'misplaced-doctype'
  // Characters and references
  /** A control character; of several in a row, the run. */
  | 'forbidden-character'
  /** `&` that starts no reference. */
  | 'bare-ampersand'
  /** `&name;` that is none of the five of XML. `name`: the entity. */
  | 'undefined-entity'
  /** `&#…` that is no number of a character. */
  | 'bad-character-reference'
  // The document
  | 'text-outside-root'
  /** `related`: the first one. */
  | 'second-root'
  | 'no-root';

export interface XmlProblem {
  readonly code: XmlProblemCode;
  readonly start: number;
  readonly end: number;
  /** Of the element, attribute or entity it is about; empty where there is none. */
  readonly name: string;
  /** Offset of what it has to do with; -1: nothing. */
  readonly related: number;
}
