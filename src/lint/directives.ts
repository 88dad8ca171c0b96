import type { VmxComment, VmxNode } from '../../grammars/vmx/index.js';
import type { VmxDocument } from '../languages/index.js';
import type { Range } from './finding.js';
import { NESTED_INTENTS, type Intent, type NestedIntent } from './rule.js';

/** A rule that a comment names. View offsets of the name. */
export interface NamedRule extends Range {
  readonly id: string;
}

/** `# vmlint-ignore-next-line rule -- reason`, `# vmlint-ignore-file rule, rule -- reason until 2027-01-01` */
export interface Suppression {
  readonly comment: VmxComment;
  readonly rules: readonly NamedRule[];
  /** Empty: none is given, and then nothing is suppressed. */
  readonly reason: string;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly until: string | undefined;
  /** The line whose findings it is about; undefined: those of the whole file. */
  readonly target: VmxNode | 'none' | undefined;
}

/** What the comments of a file say to vmlint. */
export interface Directives {
  readonly suppressions: readonly Suppression[];
  /** `# vmlint-nested auto`: the first of them that says one of the intents. */
  readonly nested: NestedIntent | undefined;
  /** Comments that begin like one, and are none. */
  readonly unclear: readonly (Range & { readonly found: string })[];
}

const DIRECTIVE = /^#+[ \t]*(vmlint-[\w-]*)/;
const REASON = /(?:^|[ \t])--(?:[ \t]|$)/;
const UNTIL = /(?:^|[ \t])until[ \t]+(\d{4}-\d{2}-\d{2})[ \t.]*$/;
const RULE = /[^ \t,]+/g;

const known = new WeakMap<VmxDocument, Directives | undefined>();

/** Undefined where no comment says anything to vmlint, as in nearly every file. */
export function directivesOf(document: VmxDocument): Directives | undefined {
  const { view } = document.source;
  // To look for a single character costs next to nothing.
  if (!view.includes('#')) return undefined;
  if (!known.has(document)) {
    known.set(document, view.includes('vmlint-') ? read(document) : undefined);
  }
  return known.get(document);
}

function read(document: VmxDocument): Directives | undefined {
  const suppressions: Suppression[] = [];
  const unclear: (Range & { found: string })[] = [];
  let nested: NestedIntent | undefined;
  const { view } = document.source;
  for (const [index, comment] of document.nodes.entries()) {
    if (comment.type !== 'comment') continue;
    const text = view.slice(comment.commentStart, comment.end);
    const match = DIRECTIVE.exec(text);
    if (match === null) continue;
    const [begin, name] = match as unknown as [string, string];
    const end = comment.commentStart + begin.length;
    const found = { start: end - name.length, end, found: name };
    if (name === 'vmlint-nested') {
      const [, said] = /^[ \t]+(\w+)(?=[ \t]|$)/.exec(text.slice(begin.length)) ?? [];
      const intent = NESTED_INTENTS.find((one) => one === said);
      if (intent === undefined) unclear.push({ ...found, found: text.trim() });
      else nested ??= intent;
    } else if (name === 'vmlint-ignore-file' || name === 'vmlint-ignore-next-line') {
      const target = name === 'vmlint-ignore-file' ? undefined : lineBehind(document, index);
      suppressions.push(suppressionIn(document, comment, end, target));
    } else {
      unclear.push(found);
    }
  }
  const isNothing = suppressions.length === 0 && unclear.length === 0 && nested === undefined;
  return isNothing ? undefined : { suppressions, nested, unclear };
}

function suppressionIn(
  document: VmxDocument,
  comment: VmxComment,
  from: number,
  target: Suppression['target'],
): Suppression {
  const said = document.source.view.slice(from, comment.end);
  const dashes = REASON.exec(said);
  const names = dashes === null ? said : said.slice(0, dashes.index);
  const behind = dashes === null ? comment.end : from + dashes.index + dashes[0].length;
  const reason = document.source.decode(behind, comment.end);
  const rules = [...names.matchAll(RULE)].map(({ 0: id, index }) => {
    return { id, start: from + index, end: from + index + id.length };
  });
  const until = UNTIL.exec(reason)?.[1];
  return { comment, rules, reason: reason.replace(UNTIL, '').trim(), until, target };
}

/** The next line that is neither a comment nor blank: comments about one line may stand one above the other. */
function lineBehind(document: VmxDocument, index: number): VmxNode | 'none' {
  for (let at = index + 1; at < document.nodes.length; at++) {
    const node = document.nodes[at]!;
    if (node.type !== 'comment' && node.type !== 'blank') return node;
  }
  return 'none';
}

/** What the file itself says about its intent counts more than anything but the command line. */
export function intentOfFile(document: VmxDocument, intent: Intent): Intent {
  const nested = intent.byCommandLine === true ? undefined : directivesOf(document)?.nested;
  return nested === undefined ? intent : { ...intent, nested, stated: true };
}
