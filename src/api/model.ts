import type { FormatOptions } from '../format/options.js';
import type { LanguageId } from '../languages/index.js';
import type { Intent, NestedIntent, Rule } from '../lint/rule.js';

/** What is judged against what: the options of the command line by the same names. */
export interface JudgeOptions {
  /** Whether the VMs are to run hypervisors; `require` by default. */
  readonly nested?: NestedIntent | undefined;
  /** The product that runs the VM, as `esxi@8.0` or `workstation@17`. */
  readonly host?: string | undefined;
  /** The system that the host runs: `windows`, `linux` or `macos`. */
  readonly hostOs?: string | undefined;
  /** Whether the Windows host runs Hyper-V, WSL2, VBS or Device Guard: `on`, `off` or `unknown`. */
  readonly hyperv?: string | undefined;
  /** The CPU of the host, as `intel` or `amd`. */
  readonly cpu?: string | undefined;
  /** The hypervisor that is to run inside, as `hyper-v`, `kvm` or `esxi`. */
  readonly guest?: string | undefined;
  /** The foreign hypervisor that the host product itself runs in. */
  readonly under?: string | undefined;
  /** The rules that are applied, whatever configurations say; by default what these say, else `recommended`. */
  readonly rules?: readonly Rule[] | undefined;
  /** What is larger is skipped. In bytes; 32 MiB by default. */
  readonly maxSize?: number | undefined;
}

/** Which fixes are applied. */
export interface FixOptions {
  /** Also fixes that are not safe. */
  readonly unsafe?: boolean | undefined;
  /** `false` leaves fixes that are right only for a `nested` that nobody stated; they are applied by default. */
  readonly assume?: boolean | undefined;
  /** Also where a lock beside the file says that the VM is in use. */
  readonly force?: boolean | undefined;
}

/** What a text is, and where it comes from. */
export interface TextOptions {
  /**
   * The path of the file that it is the content of. It need not exist; what lies beside it counts: a `vmware.log`,
   * and locks. Without it the content alone decides whether it is a VM configuration.
   */
  readonly path?: string | undefined;
  /** What `path` is relative to; by default the working folder. */
  readonly cwd?: string | undefined;
  /** What it is, whatever path and content look like. */
  readonly language?: LanguageId | undefined;
  /** What configurations say of it: see `configFor`. Without it, none is looked for. */
  readonly config?: FileConfig | undefined;
}

/** Which configurations are read. */
export interface ConfigOptions {
  /** The only configuration, for all files; `false`: none is read. By default they are found from each file upwards. */
  readonly config?: string | false | undefined;
  /** What paths are relative to; by default the working folder. */
  readonly cwd?: string | undefined;
}

/** What configurations say of a file. */
export interface FileConfig {
  /** The rules that apply, each with its severity and options. */
  readonly rules: readonly Rule[];
  readonly intent: Intent;
  /** How it is to be written. */
  readonly format: FormatOptions;
  /** The pattern that leaves the file out, with its place. */
  readonly ignoredBy?: string;
}
