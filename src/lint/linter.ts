import type { VmxDocument } from '../languages/index.js';
import { inferStack } from '../stack/infer.js';
import type { Finding } from './finding.js';
import { Omissions, TOLD_OF_A_RULE } from './omissions.js';
import { isAbout, type Handlers, type Intent, type Report, type Rule } from './rule.js';

type NodeType = 'entry' | 'comment' | 'blank' | 'malformed';
type NodeHandler = (node: never) => void;

export interface Judgement {
  /** By position, then by rule. */
  readonly findings: readonly Finding[];
  readonly omitted: Omissions;
}

/** What the rules say about a document, at most `limit` times each. Each node is visited once. */
export function lint(
  document: VmxDocument,
  rules: readonly Rule[],
  intent: Intent,
  limit = TOLD_OF_A_RULE,
): Judgement {
  const findings: Finding[] = [];
  const omitted = new Omissions();
  const handlers: Record<NodeType, NodeHandler[]> = {
    entry: [],
    comment: [],
    blank: [],
    malformed: [],
  };
  const { stack, origins } = inferStack(intent.given ?? {}, {
    guestOS: document.value('guestOS'),
    productCompatibility: document.value('virtualHW.productCompatibility'),
    logText: intent.logText,
  });
  for (const rule of rules) {
    if (!isAbout(rule, document.dialect)) continue;
    let told = 0;
    const report = (problem: Report<string>): void => {
      if (told++ < limit) {
        findings.push(toFinding(document, rule, problem));
      } else {
        const { severity = rule.severity, fix } = problem;
        omitted.add(rule.id, severity, fix && (document.placeholders ? 'unsafe' : fix.safety));
      }
    };
    const listener = rule.check({ document, intent, stack, origins, report });
    listener.document?.();
    for (const type of NODE_TYPES) {
      const handler = listener[type] as NodeHandler | undefined;
      if (handler !== undefined) handlers[type].push(handler);
    }
  }
  const { nodes } = document;
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index]!;
    const interested = handlers[node.type];
    for (let at = 0; at < interested.length; at++) interested[at]!(node as never);
  }
  return { findings: findings.sort(byPlace), omitted };
}

const NODE_TYPES = ['entry', 'comment', 'blank', 'malformed'] as const satisfies (keyof Handlers)[];

function byPlace(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}

function toFinding(document: VmxDocument, rule: Rule, problem: Report<string>): Finding {
  const { at, label, setting, related = [] } = problem;
  const fix = problem.fix && (document.placeholders ? asUnsafe(problem.fix) : problem.fix);
  return {
    rule: rule.id,
    severity: problem.severity ?? rule.severity,
    message: fillIn(rule.messages[problem.message] ?? problem.message, problem.data),
    start: at.start,
    end: at.end,
    related,
    ...(label === undefined ? {} : { label }),
    ...(setting === undefined ? {} : { setting }),
    ...(fix === undefined ? {} : { fix }),
  };
}

/** What a template becomes is not known, so no fix of one is safe. */
function asUnsafe(fix: NonNullable<Finding['fix']>): NonNullable<Finding['fix']> {
  return { ...fix, safety: 'unsafe' };
}

function fillIn(template: string, data: Report<string>['data'] = {}): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    String(data[name] ?? placeholder),
  );
}
