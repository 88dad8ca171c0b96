import type { Stack } from '../stack/stack.js';

/** What a VM is, for those who want to run hypervisors in it. Undefined: the file does not tell. */
export interface VmSummary {
  readonly name: string | undefined;
  readonly guestOS: string | undefined;
  readonly hardwareVersion: string | undefined;
  readonly nested: Nesting;
  readonly cpus: number | undefined;
  readonly coresPerSocket: number | undefined;
  readonly memoryMiB: number | undefined;
  readonly firmware: string | undefined;
  /** What else bears on hypervisors inside, as the file spells and orders it. */
  readonly settings: readonly { readonly key: string; readonly value: string }[];
}

export interface Nesting {
  readonly state: 'on' | 'off' | 'unknown';
  readonly why: string;
  /** 1-based; undefined where no line says it. */
  readonly line: number | undefined;
}

/** What is known beside the file: what somebody said, and the text of a log of the product, which shows what the host does. */
export interface Surroundings {
  readonly given?: Partial<Stack> | undefined;
  readonly logText?: string | undefined;
}
