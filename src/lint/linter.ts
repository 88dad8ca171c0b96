import type { VmxDocument } from '../languages/index.js';
import type { Finding } from './finding.js';
import type { Handlers, Intent, Report, Rule } from './rule.js';

type NodeType = 'entry' | 'comment' | 'blank' | 'malformed';
type NodeHandler = (node: never) => void;

/** What the rules say about a document, by position, then by rule. Each node is visited once. */
export function lint(document: VmxDocument, rules: readonly Rule[], intent: Intent): Finding[] {
  const findings: Finding[] = [];
  const handlers: Record<NodeType, NodeHandler[]> = {
    entry: [],
    comment: [],
    blank: [],
    malformed: [],
  };
  for (const rule of rules) {
    const report = (problem: Report<string>): void => {
      findings.push(toFinding(document, rule, problem));
    };
    const listener = rule.check({ document, intent, report });
    listener.document?.();
    for (const type of NODE_TYPES) {
      const handler = listener[type] as NodeHandler | undefined;
      if (handler !== undefined) handlers[type].push(handler);
    }
  }
  for (const node of document.nodes) {
    for (const handler of handlers[node.type]) handler(node as never);
  }
  return findings.sort(
    (a, b) =>
      a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}

const NODE_TYPES = ['entry', 'comment', 'blank', 'malformed'] as const satisfies (keyof Handlers)[];

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
