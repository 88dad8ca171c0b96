import {
  byName,
  foldCase,
  type VmxEntry,
  type VmxName,
  type VmxNode,
} from '../../grammars/vmx/index.js';
import {
  languageOfDialect,
  type Dialect,
  type Documents,
  type LanguageId,
  type VmDocument,
} from '../languages/index.js';
import { inferStack } from '../stack/infer.js';
import { directivesOf } from './directives.js';
import type { Finding, Severity } from './finding.js';
import { Omissions, TOLD_OF_A_RULE } from './omissions.js';
import { defaultsOf, type OptionValue } from './options.js';
import { suppress, today, withoutExceptions } from './suppressions.js';
import { isAbout, type Handlers, type Intent, type Report, type Rule } from './rule.js';

type NodeType = (typeof NODE_TYPES)[number];
type NodeHandler = (node: never) => void;

export interface Judgement {
  /** By position, then by rule. */
  readonly findings: readonly Finding[];
  readonly omitted: Omissions;
  /** Which of the intent's exceptions were about a finding, by their place in the list. */
  readonly usedExceptions: ReadonlySet<number>;
}

/** What the rules say about a document, at most `limit` times each. Each node is visited once. */
export function lint(
  document: VmDocument,
  rules: readonly Rule[],
  intent: Intent,
  limit = TOLD_OF_A_RULE,
): Judgement {
  let findings: Finding[] = [];
  const omitted = new Omissions();
  const { stack, origins } = inferStack(intent.given, document.stackHints, intent.logText);
  const reporterOf = (rule: Rule): ((problem: Report<string>) => void) => {
    let told = 0;
    return (problem) => {
      if (told++ < limit) {
        findings.push(toFinding(document, rule, problem));
      } else {
        const { fix } = problem;
        const safety = fix && (document.placeholders ? 'unsafe' : fix.safety);
        omitted.add(rule.id, severityOf(rule, problem), safety);
      }
    };
  };
  const listen = (rule: Rule): Handlers =>
    rule.check({
      // Only rules about its language are asked.
      document: document as Documents[LanguageId],
      intent,
      stack,
      origins,
      options: optionsOf(rule),
      report: reporterOf(rule),
    });

  const plan = planFor(rules, document.dialect);
  const handlers: Record<NodeType, NodeHandler[]> = {
    entry: [],
    comment: [],
    blank: [],
    malformed: [],
  };
  for (const rule of plan.always) {
    const listener = listen(rule);
    listener.document?.();
    for (const type of NODE_TYPES) {
      const handler = listener[type] as NodeHandler | undefined;
      if (handler !== undefined) handlers[type].push(handler);
    }
  }
  const concerned = document.language === 'vmx' ? visit(document.nodes, handlers, plan) : NOTHING;
  for (const [index, entries] of concerned) {
    const listener = listen(plan.byKey[index]!);
    listener.document?.();
    if (listener.entry !== undefined) for (const entry of entries) listener.entry(entry);
  }
  const usedExceptions = new Set<number>();
  const leaveOut = (): void => {
    const { exceptions } = intent;
    if (exceptions === undefined) return;
    findings = withoutExceptions(exceptions, findings, today(), usedExceptions);
  };
  leaveOut();
  const directives = directivesOf(document);
  if (directives !== undefined) {
    const now = today();
    const { remaining, used } = suppress(document, directives, findings, now);
    findings = remaining;
    const isAsked = (id: string): boolean => plan.ids.has(id);
    for (const rule of plan.reviewers) {
      const report = reporterOf(rule);
      rule.review!({ document, directives, used, isAsked, today: now, report });
    }
    leaveOut();
  }
  return { findings: findings.sort(byPlace), omitted, usedExceptions };
}

/** @returns the entries that concern rules, by the index of the rule in `byKey` */
function visit(
  nodes: readonly VmxNode[],
  handlers: Record<NodeType, NodeHandler[]>,
  { concernedBy }: Plan,
): ReadonlyMap<number, VmxEntry[]> {
  const concerned = new Map<number, VmxEntry[]>();
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    const { type } = node;
    if (type === 'entry') {
      const indexes = concernedBy(node.name);
      for (let one = 0; one < indexes.length; one++) {
        const entries = concerned.get(indexes[one]!);
        if (entries === undefined) concerned.set(indexes[one]!, [node]);
        else entries.push(node);
      }
    }
    const interested = handlers[type];
    for (let one = 0; one < interested.length; one++) interested[one]!(node as never);
  }
  return concerned;
}

/** Rules sorted by what they need to be asked for. */
interface Plan {
  readonly always: readonly Rule[];
  /** Those that look at what suppresses findings. */
  readonly reviewers: readonly Rule[];
  readonly ids: ReadonlySet<string>;
  /** Those that have nothing to say of a file unless there is a certain key in it. */
  readonly byKey: readonly Rule[];
  /** Which of `byKey`, by index, a name concerns. */
  readonly concernedBy: (name: VmxName) => readonly number[];
}

const plans = new WeakMap<readonly Rule[], Map<Dialect, Plan>>();

function planFor(rules: readonly Rule[], dialect: Dialect): Plan {
  let byDialect = plans.get(rules);
  if (byDialect === undefined) plans.set(rules, (byDialect = new Map<Dialect, Plan>()));
  let plan = byDialect.get(dialect);
  if (plan === undefined) byDialect.set(dialect, (plan = makePlan(rules, dialect)));
  return plan;
}

function makePlan(rules: readonly Rule[], dialect: Dialect): Plan {
  const own = rules.filter((rule) => isAbout(rule, dialect));
  // Keys are what VMware's files have.
  const isByKey = ({ concerns }: Rule): boolean =>
    concerns !== undefined && languageOfDialect(dialect) === 'vmx';
  const byKey = own.filter(isByKey);
  const listed = new Map<string, number[]>();
  const tests: { test: (key: string) => boolean; index: number }[] = [];
  for (const [index, { concerns }] of byKey.entries()) {
    if (typeof concerns === 'function') tests.push({ test: concerns, index });
    else for (const key of concerns ?? []) addTo(listed, foldCase(key), index);
  }
  const concernedBy = byName((key): readonly number[] => {
    const tested = tests.filter(({ test }) => test(key)).map(({ index }) => index);
    return tested.length === 0
      ? (listed.get(key) ?? NONE)
      : [...(listed.get(key) ?? []), ...tested];
  });
  return {
    always: own.filter((rule) => !isByKey(rule)),
    reviewers: own.filter((rule) => rule.review !== undefined),
    ids: new Set(own.map(({ id }) => id)),
    byKey,
    concernedBy,
  };
}

function addTo(lists: Map<string, number[]>, key: string, index: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [index]);
  else if (!list.includes(index)) list.push(index);
}

const NONE: readonly number[] = [];
const NOTHING: ReadonlyMap<number, VmxEntry[]> = new Map();

const NODE_TYPES = ['entry', 'comment', 'blank', 'malformed'] as const satisfies (keyof Handlers)[];

function byPlace(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}

function severityOf({ configured, severity }: Rule, problem: Report<string>): Severity {
  return configured?.severity ?? problem.severity ?? severity;
}

type Options = Readonly<Record<string, OptionValue | undefined>>;

const defaults = new WeakMap<Rule, Options>();

function optionsOf(rule: Rule): Options {
  if (rule.configured !== undefined) return rule.configured.options;
  if (rule.options === undefined) return defaultsOf(undefined);
  let options = defaults.get(rule);
  if (options === undefined) defaults.set(rule, (options = defaultsOf(rule.options)));
  return options;
}

function toFinding(document: VmDocument, rule: Rule, problem: Report<string>): Finding {
  const { at, label, setting, productMessage, related = [] } = problem;
  const url = rule.sources.find((source) => source.url !== undefined)?.url;
  const fix = problem.fix && (document.placeholders ? asUnsafe(problem.fix) : problem.fix);
  return {
    rule: rule.id,
    severity: severityOf(rule, problem),
    message: fillIn(rule.messages[problem.message] ?? problem.message, problem.data),
    start: at.start,
    end: at.end,
    related,
    ...(label === undefined ? {} : { label }),
    ...(setting === undefined ? {} : { setting }),
    ...(productMessage === undefined ? {} : { productMessage }),
    ...(url === undefined ? {} : { url }),
    ...(fix === undefined ? {} : { fix }),
  };
}

/** What a template becomes is not known, so no fix of one is safe. */
function asUnsafe(fix: NonNullable<Finding['fix']>): NonNullable<Finding['fix']> {
  return { ...fix, safety: 'unsafe' };
}

/** A template of a message with what stands for its `{name}`s. */
export function fillIn(template: string, data: Report<string>['data'] = {}): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    String(data[name] ?? placeholder),
  );
}
