import { HypervXmlDocument, type VmDocument } from '../languages/index.js';
import { directivesOf } from '../lint/directives.js';
import type { Rule } from '../lint/rule.js';
import type { FileReport, ReportedFinding } from '../report/report.js';
import { findingsIn } from './actions.js';
import { hoverHyperv } from './hover-hyperv.js';
import { hoverVbox, type Known } from './hover-vbox.js';
import { hoverVmx } from './hover-vmx.js';
import { code, link, plain, sections } from './markdown.js';
import type { Opened, TextRange } from './opened.js';

/** What there is to say of a place. */
export interface Hover {
  readonly markdown: string;
  readonly range: TextRange;
}

/** What the catalogue, the file and the rules say of a place; undefined: nothing. */
export function hover(
  opened: Opened,
  report: FileReport | undefined,
  rules: readonly Rule[],
  offset: number,
): Hover | undefined {
  const at = opened.toView(offset);
  const named = ruleNamedAt(opened, rules, at);
  if (named !== undefined) return named;
  const { document } = opened;
  const known = knownOf(document, at);
  const findings = report === undefined ? [] : findingsIn(report, { start: offset, end: offset });
  const [first] = findings;
  if (known === undefined && first === undefined) return undefined;
  const range =
    known === undefined
      ? { start: first!.start.offset, end: first!.end.offset }
      : opened.rangeOf(known);
  const parts = findings.map((finding) => aboutFinding(finding, rules));
  if (known !== undefined) parts.unshift(known.markdown);
  return { markdown: parts.join('\n\n---\n\n'), range };
}

function knownOf(document: VmDocument, at: number): Known | undefined {
  if (document.language === 'vmx') return hoverVmx(document, at);
  if (document.language === 'vbox') return hoverVbox(document, at);
  return document instanceof HypervXmlDocument ? hoverHyperv(document, at) : undefined;
}

function aboutFinding(finding: ReportedFinding, rules: readonly Rule[]): string {
  const rule = rules.find(({ id }) => id === finding.rule);
  return sections([
    `**${finding.severity}**: ${plain(finding.message)}`,
    rule === undefined ? '' : plain(rule.why),
    code(`vmlint explain ${finding.rule}`),
  ]);
}

/** A rule that a comment names. */
function ruleNamedAt(opened: Opened, rules: readonly Rule[], at: number): Hover | undefined {
  for (const { rules: names } of directivesOf(opened.document)?.suppressions ?? []) {
    const name = names.find(({ start, end }) => start <= at && at <= end);
    const rule = name && rules.find(({ id }) => id === name.id);
    if (name === undefined || rule === undefined) continue;
    return { markdown: describeRule(rule), range: opened.rangeOf(name) };
  }
  return undefined;
}

/** A rule in short, as Markdown. */
export function describeRule(rule: Rule): string {
  const source = rule.sources.find(({ url }) => url !== undefined);
  return sections([
    `**${code(rule.id)}** (${rule.severity}): ${plain(rule.summary)}`,
    plain(rule.why),
    source === undefined ? '' : `Source: ${link(source)}`,
  ]);
}
