/** Where a fact comes from. */
export interface Reference {
  readonly title: string;
  readonly url?: string;
}

export type AttributeType =
  /** `true`, `yes` or `1`; `false`, `no` or `0`. */
  | 'boolean'
  /** Decimal, with `0x` hexadecimal, with a leading 0 octal. */
  | 'integer'
  | 'enum'
  /** In braces. */
  | 'uuid'
  /** `2024-05-01T12:00:00Z` */
  | 'timestamp'
  | 'path'
  | 'text';

/** What one attribute of an element can say. */
export interface AttributeDescription {
  readonly name: string;
  readonly type: AttributeType;
  /** Of an `enum`, all that VirtualBox reads. */
  readonly values?: readonly string[];
  /** Case does not count in `values`. */
  readonly anyCase?: true;
  /** VirtualBox takes what it does not know for the default, and does not refuse the file. */
  readonly tolerant?: true;
  /** VirtualBox refuses a file without it; with a version, in files of that version and later. */
  readonly required?: boolean | { readonly since?: string; readonly until?: string };
  /** What holds where it is absent. */
  readonly default?: string;
  /** Settings version that came with it. */
  readonly since?: string;
  /** Of `VBoxManage modifyvm`. */
  readonly option?: string;
  /** Bears on hypervisors inside the VM. */
  readonly nesting?: true;
  /** The value must never be shown. */
  readonly secret?: true;
  /** One line. */
  readonly description?: string;
}

/** An element that some elements may hold. */
export interface Place {
  /** Of the element around it, below `VirtualBox`: `Machine/Hardware/CPU`. */
  readonly in: string;
  /** VirtualBox reads it there only in files of this settings version and later, and up to this one. */
  readonly from?: string;
  readonly to?: string;
}

export interface ElementDescription {
  readonly name: string;
  readonly places: readonly Place[];
  readonly attributes: readonly AttributeDescription[];
  /** Which of several right within one element counts; `each`: there may be several. */
  readonly counts: 'first' | 'last' | 'each';
  /** Its own text is what it says. */
  readonly text?: true;
  /** Bears on hypervisors inside the VM. */
  readonly nesting?: true;
  /** Settings version that came with it. */
  readonly since?: string;
  readonly option?: string;
  /** One line, for someone who has never heard of it. */
  readonly description?: string;
  /** Where it is read. Absent: it is only *observed*, in real files, and carries no description. */
  readonly source?: Reference;
}

/** What people write and VirtualBox does not read. */
export interface MistakenElement {
  readonly name: string;
  /** The element that was meant, where there is one. */
  readonly instead?: string;
  readonly why: string;
}
