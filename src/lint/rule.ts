import {
  isBuiltIn,
  isOfVm,
  languageOfDialect,
  type Dialect,
  type Documents,
  type LanguageId,
  type VmDocument,
} from '../languages/index.js';
import type { VmxBlank, VmxComment, VmxEntry, VmxMalformed } from '../../grammars/vmx/index.js';
import type { Inferred } from '../stack/infer.js';
import type { Stack } from '../stack/stack.js';
import type { Directives, NamedRule } from './directives.js';
import type { Fix, Range, Related, Severity } from './finding.js';
import { defaultsOf, type OptionValue, type RuleOptions, type ValuesOf } from './options.js';
import type { Policy } from './policy.js';

/** Findings that are left out, since somebody has a reason. */
export interface Exception {
  /** An id, `group/*`, or `*`. */
  readonly rule: string;
  /** A key, possibly with `*`; absent: whatever the finding is about. */
  readonly setting?: string;
  /** The last day on which it counts, as YYYY-MM-DD. */
  readonly until?: string;
}

/** What the user wants: see `--nested`. */
export const NESTED_INTENTS = ['require', 'forbid', 'auto'] as const;
export type NestedIntent = (typeof NESTED_INTENTS)[number];

export interface Intent {
  readonly nested: NestedIntent;
  /** Somebody said so, on the command line or in a file; otherwise it is the default. */
  readonly stated: boolean;
  /** It was said on the command line, which counts more than what files say. */
  readonly byCommandLine?: boolean;
  /** Findings that a configuration leaves out. */
  readonly exceptions?: readonly Exception[];
  /** What the user said about the host and about what runs inside. The rest is inferred from the file. */
  readonly given?: Partial<Stack>;
  /** The text of a `vmware.log` beside the VM: evidence of what the host does. */
  readonly logText?: string | undefined;
  /** What the user requires of settings, besides what vmlint knows of them. */
  readonly policies?: readonly Policy[];
}

export const DEFAULT_INTENT: Intent = { nested: 'require', stated: false };

/**
 * `syntax` is about how any file of the grammar is written; `portable` about what other programs make of a file that
 * VMware reads well; `security` about what a VM gives away; `strict` about what is harmless but not clean.
 */
export type Preset = 'recommended' | 'syntax' | 'nested' | 'portable' | 'security' | 'strict';

/** Where a fact comes from. */
export interface Reference {
  readonly title: string;
  readonly url?: string;
}

/** A file that the rule accepts or rejects; its test and its documentation. */
export interface Example {
  /** What kind of file it is; by default the first of the rule's dialects, else that of a VM. */
  readonly dialect?: Dialect;
  /** The file's text, written as UTF-8; with `bytes`, each character U+0000..U+00FF is one byte. */
  readonly text: string;
  readonly bytes?: boolean;
  readonly title?: string;
  readonly nested?: NestedIntent;
  readonly stack?: Partial<Stack>;
  readonly logText?: string;
  readonly policies?: readonly Policy[];
  /** What the rule is told, where that is not the defaults. */
  readonly options?: Readonly<Record<string, OptionValue>>;
}

export interface BadExample extends Example {
  /** Where the rule's findings stand (1-based) and a part of their messages, in order. */
  readonly findings: readonly {
    line: number;
    column: number;
    message: string;
    severity?: Severity;
  }[];
  /** The text after the fixes that are safe; absent: nothing changes. */
  readonly fixed?: string;
  /** The text after `--unsafe` fixes as well, where that differs from `fixed`. */
  readonly fixedUnsafe?: string;
}

export interface Report<MessageId extends string> {
  readonly message: MessageId;
  /** Values for the `{name}` places of the message. */
  readonly data?: Readonly<Record<string, string | number>>;
  readonly at: Range;
  readonly label?: string;
  readonly related?: readonly Related[];
  readonly setting?: string;
  /** What the product, or the hypervisor inside, says when it comes to that; word for word, as `vmlint explain` knows it. */
  readonly productMessage?: string | undefined;
  /** Only where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly fix?: Fix | undefined;
}

export interface RuleContext<
  MessageId extends string,
  Options extends RuleOptions = RuleOptions,
  L extends LanguageId = 'vmx',
> {
  readonly document: Documents[L];
  readonly intent: Intent;
  /** What the rule was told, else the defaults of its options. */
  readonly options: ValuesOf<Options>;
  /** What is to run on what: as given, else as the file and a log beside it say. */
  readonly stack: Stack;
  /** Why each part of the stack is as it is, in words; absent: nothing speaks of it. */
  readonly origins: Inferred['origins'];
  readonly report: (report: Report<MessageId>) => void;
}

/** What there is to say about the comments of a file that suppress findings, when all else is judged. */
export interface ReviewContext<MessageId extends string> {
  readonly document: VmDocument;
  readonly directives: Directives;
  /** The names in them that suppressed a finding. */
  readonly used: ReadonlySet<NamedRule>;
  /** Whether a rule was asked; of others nobody knows whether their suppression is of use. */
  readonly isAsked: (id: string) => boolean;
  /** Today, as YYYY-MM-DD. */
  readonly today: string;
  readonly report: (report: Report<MessageId>) => void;
}

/** Called once a file (`document`) and once a node of the type, in the order of the file. */
export interface Handlers {
  document?: () => void;
  entry?: (node: VmxEntry) => void;
  comment?: (node: VmxComment) => void;
  blank?: (node: VmxBlank) => void;
  malformed?: (node: VmxMalformed) => void;
}

export interface Rule<
  MessageId extends string = string,
  Options extends RuleOptions = RuleOptions,
  L extends LanguageId = LanguageId,
> {
  /** `group/what-is-required` */
  readonly id: string;
  readonly languages: readonly L[];
  /** Which files of the language it is about; by default those of VMs, and all where the rule is one of syntax. */
  readonly dialects?: readonly Dialect[];
  /** One line for lists. */
  readonly summary: string;
  /** What goes wrong otherwise, for someone who has never heard of it. */
  readonly why: string;
  readonly severity: Severity;
  /** One sentence: which of its fixes are safe, and why; or why there is none. */
  readonly fixSafety: string;
  readonly sources: readonly Reference[];
  readonly presets: readonly Preset[];
  /** What it can be told in a configuration. */
  readonly options?: Options;
  /** What a configuration made of it: see `configured`. */
  readonly configured?: Configured;
  /** Keys that `vmlint explain <key>` leads here from; `*` stands for any characters but `.` and `:`. */
  readonly settings?: readonly string[];
  /** Templates by id: what is, what should be; no full stop. `{name}` is filled from `data`. */
  readonly messages: Readonly<Record<MessageId, string>>;
  readonly examples: { readonly good: readonly Example[]; readonly bad: readonly BadExample[] };
  /**
   * Where given: the rule has nothing to say of a file without such a key, its `entry` is called for such
   * keys only, and it has no other handlers beside `document`. A list of keys, or a test that gets a key in lower case; its answer is kept, so it may
   * depend on the key alone.
   */
  readonly concerns?: readonly string[] | ((key: string) => boolean);
  check(context: RuleContext<MessageId, Options, L>): Handlers;
  /** Called after all rules where comments of the file say something to vmlint. */
  review?(context: ReviewContext<MessageId>): void;
}

export interface Configured {
  /** Of all its findings; undefined: as the rule itself says. */
  readonly severity: Severity | undefined;
  /** Of all its options. */
  readonly options: Readonly<Record<string, OptionValue | undefined>>;
}

/** The rule as somebody wants it: with this severity, and told this. */
export function configured(
  rule: Rule,
  severity: Severity | undefined,
  options: Readonly<Record<string, OptionValue>> = {},
): Rule {
  return {
    ...rule,
    configured: { severity, options: { ...defaultsOf(rule.options), ...options } },
  };
}

/** Whether a rule is about files of the dialect. */
export function isAbout(rule: Rule, dialect: Dialect): boolean {
  const { languages, dialects, presets } = rule;
  const language = languageOfDialect(dialect);
  // What looks at comments to vmlint looks at those of every language.
  if (!languages.includes(language)) return rule.review !== undefined && !isBuiltIn(language);
  if (dialects !== undefined) return dialects.includes(dialect);
  return isOfVm(dialect) || presets.includes('syntax');
}

const defined = new Set<string>();

/** The ids of all rules that were declared. */
export function definedRules(): ReadonlySet<string> {
  return defined;
}

/**
 * Declares a rule.
 * @throws {TypeError} where the rule lacks what its users need: a why, a source, a good and a bad example.
 */
export function defineRule<
  const MessageId extends string,
  const Options extends RuleOptions = RuleOptions,
  const L extends LanguageId = LanguageId,
>(rule: Rule<MessageId, Options, L>): Rule {
  const missing = [
    /^[a-z0-9]+\/[a-z0-9]+(-[a-z0-9]+)*$/.test(rule.id) ||
      'an id of the form group/what-is-required',
    rule.why.trim() !== '' || 'a why',
    rule.sources.length > 0 || 'a source',
    rule.examples.good.length > 0 || 'a good example',
    rule.examples.bad.length > 0 || 'a bad example',
  ].filter((requirement) => requirement !== true);
  if (missing.length > 0) throw new TypeError(`Rule ${rule.id} lacks ${missing.join(', ')}`);
  defined.add(rule.id);
  // Whoever runs it gives it the options that it declares.
  return rule as unknown as Rule;
}
