/**
 * What a container of Hyper-V says (`.vmcx`, `.vmrs`): its keys as a tree, where each lies, and what is wrong.
 *
 * All offsets count bytes of the file, from 0; ends are exclusive. Names can repeat among siblings, so children are a
 * list, never a map. Keys can be nested without end, so whoever goes through a tree must not recurse.
 */
export interface VmcxFile {
  /** Virtual: it is not in the file. Its children are what the file has on top, `configuration` say. */
  readonly root: VmcxKey;
  /** All keys in the order of the file, also those that hang from nothing and so are not under `root`. */
  readonly keys: readonly VmcxKey[];
  /** Both copies, or those that the file is long enough for, as they are read, whatever is wrong with them. */
  readonly headers: readonly VmcxHeader[];
  /** The valid copy with the higher sequence. */
  readonly active: VmcxHeader | undefined;
  /** The whole file in order, without a hole and without overlap. */
  readonly regions: readonly VmcxRegion[];
  /** In the order of where they start. */
  readonly problems: readonly VmcxProblem[];
  /** How many more problems there are: of each code only the first `MOST_PROBLEMS` are kept. */
  readonly moreProblems: number;
  /** What the replay log still has to apply; above 0 the file is dirty: `root` is what it was before, or half of each. */
  readonly pendingLogEntries: number;
  /** The format is known and nothing is wrong: every checksum, every bound, the log. Only then may it be patched. */
  readonly isSound: boolean;
}

export interface VmcxHeader {
  readonly start: number;
  /** Behind the fields (46 bytes), not behind the page. */
  readonly end: number;
  readonly signature: number;
  readonly checksum: number;
  readonly sequence: number;
  /** `major << 8 | minor`; only 0x0400 can be read. */
  readonly formatVersion: number;
  readonly dataVersion: number;
  readonly flags: number;
  readonly alignment: number;
  readonly logOffset: bigint;
  readonly logSize: bigint;
  readonly logHeaderSize: number;
  /** Signature and checksum are right. */
  readonly isValid: boolean;
}

/**
 * - `header`: the fields of one copy.
 * - `object-table`: its header and its slots.
 * - `key-table`: its header only; its entries are regions of their own.
 * - `entry`: one key, with its slack.
 * - `file-object`: a value that lies outside of the key tables, with its slack.
 * - `log`: the replay log, as far as the file has it.
 * - `free`: what an object table or a key table calls free.
 * - `other`: an object whose content this reader does not know: a buffer of change tracking, say.
 * - `gap`: what nothing refers to, or what could not be read.
 */
export type VmcxRegionType =
  | 'header'
  | 'object-table'
  | 'key-table'
  | 'entry'
  | 'file-object'
  | 'log'
  | 'free'
  | 'other'
  | 'gap';

export interface VmcxRegion {
  readonly type: VmcxRegionType;
  readonly start: number;
  readonly end: number;
}

export type VmcxKeyType =
  'node' | 'integer' | 'unsigned' | 'double' | 'string' | 'bytes' | 'bool' | 'unknown';

export type VmcxValue = bigint | number | string | boolean | Uint8Array;

export interface VmcxKey {
  /** '' for the root. */
  readonly name: string;
  readonly type: VmcxKeyType;
  /** Read whenever it is asked for; bytes are a view of the file. Undefined: a node, or it cannot be read. */
  readonly value: VmcxValue | undefined;
  /** Undefined: the root, or a key that hangs from nothing. */
  readonly parent: VmcxKey | undefined;
  /** By insertion sequence; those that have the same are in the order of the file. */
  readonly children: readonly VmcxKey[];
  /** Of the entry, with its slack. */
  readonly start: number;
  readonly end: number;
  /** Without the NUL. */
  readonly nameStart: number;
  readonly nameEnd: number;
  /** The bytes of the value itself, without its length; of a file object: where it really lies. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Where the four bytes of the entry's checksum are. */
  readonly crcStart: number;
  readonly insertionSequence: number;
  /** As in the file: 1 the value is a file object, 2 element of an array, 4 tracked. */
  readonly flags: number;
  /** Index in `regions`; -1 for the root. */
  readonly region: number;
}

/** What is wrong. Each says that the file is not sound. */
export type VmcxProblemCode =
  /** Neither header has the signature: it is not such a file. */
  | 'signature'
  | 'header-signature'
  | 'header-checksum'
  /** Both headers have the same sequence, so none is the newer. */
  | 'header-sequence'
  | 'format-version'
  | 'alignment'
  | 'object-table-signature'
  | 'object-checksum'
  | 'object-type'
  | 'key-table-signature'
  | 'key-table-checksum'
  /** It is 0, or another table has it too. */
  | 'key-table-index'
  | 'entry-checksum'
  | 'entry-type'
  /** The entry does not fit, or is too small for what it says to hold. */
  | 'entry-size'
  | 'entry-name'
  | 'entry-value'
  /** 0, or a sibling has it too. */
  | 'insertion-sequence'
  /** The value's file object is not in an object table, or is smaller than the value. */
  | 'file-object'
  | 'log-signature'
  | 'log-checksum'
  | 'log-entry-checksum'
  | 'log-data-checksum'
  | 'dirty'
  /** The file ends before what it says to contain. */
  | 'truncated'
  /** A place that no file can have there: inside a header, behind 2^53, a slot behind its table. */
  | 'out-of-bounds'
  | 'overlap'
  /** Tables that lead to each other, or keys that are each other's parent. */
  | 'loop'
  /** The key's parent does not exist, or is no node. */
  | 'orphan';

export interface VmcxProblem {
  readonly code: VmcxProblemCode;
  readonly start: number;
  readonly end: number;
  /** What is, and what should be. */
  readonly message: string;
}

/** Bytes to write over those at `start`..`end`, as many. */
export interface VmcxPatch {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
}
