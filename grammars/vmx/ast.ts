/**
 * The tree of a `.vmx` file: one node a line, nothing left out.
 *
 * All offsets count characters of the view (one a byte), from 0; ends are exclusive. `start`..`end` is
 * the line without its end of line, `start`..`next` with it, so that the slices `start`..`next` of all
 * nodes, in order, are the text. Text from 0x80 up is opaque here: keys and values are slices of the view.
 */
export type VmxNode = VmxEntry | VmxComment | VmxBlank | VmxMalformed;

export interface VmxRoot {
  readonly type: 'root';
  /** Length of the UTF-8 byte order mark before the first line: 0 or 3. */
  readonly bomLength: number;
  readonly children: VmxNode[];
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** A key. Keys that are the same but for the case are the same to VMware. */
export interface VmxName {
  /** As it is written. */
  readonly key: string;
  /** In lower case (ASCII only). */
  readonly folded: string;
  /** The same for each occurrence of `key` in any file; -1 for keys met so late that they are not kept. */
  readonly id: number;
}

/** A line that VMware reads as a name and a value. */
export interface VmxEntry extends Line {
  readonly type: 'entry';
  readonly keyStart: number;
  readonly key: string;
  readonly name: VmxName;
  /** Offset of the `=`. */
  readonly equals: number;
  /** The value as written, without its quotes; `|HH` escapes are not undone. */
  readonly value: string;
  /** Offset of the first character inside the quotes, or of the value where there are none. */
  readonly valueStart: number;
  /** In quotes: the opening one is at `valueStart - 1`, the closing one at `valueStart + value.length`. */
  readonly quoted: boolean;
  /** Offset of the `#` of a comment behind the value, or -1. */
  readonly commentStart: number;
}

export interface VmxComment extends Line {
  readonly type: 'comment';
  /** Offset of the `#`. */
  readonly commentStart: number;
}

/** Nothing but blanks and tabs. */
export interface VmxBlank extends Line {
  readonly type: 'blank';
}

/** Why VMware's reader cannot make a pair of a line. */
export type MalformedReason =
  /** A NUL ends the line for VMware before it is a pair. */
  | 'nul-byte'
  /** `key = "value` */
  | 'unterminated-quote'
  /** `a = "b"c = "d"`: every part is a pair, the lines are joined. */
  | 'two-pairs'
  /** `key = "value" rest`, `key = two words` */
  | 'junk-after-value'
  /** `// text` or `; text`: comments elsewhere, not here. */
  | 'foreign-comment'
  /** `[section]` */
  | 'section-header'
  /** `= "value"` */
  | 'missing-key'
  /** `two words = "value"` */
  | 'blank-in-key'
  /** `key: "value"`, `key := "value"` */
  | 'foreign-assignment'
  /** `key == "value"` with a quoted value */
  | 'double-equals'
  /** Text without `=`. */
  | 'missing-equals';

export interface VmxMalformed extends Line {
  readonly type: 'malformed';
  readonly reason: MalformedReason;
  /** Where the line stops being a pair: the opening quote, the junk, the first character. */
  readonly problemStart: number;
}
