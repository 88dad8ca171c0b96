import type { BaseNode, CommentText, VmDocument } from '../languages/index.js';
import type { Range } from './finding.js';
import { NESTED_INTENTS, type Intent, type NestedIntent } from './rule.js';

/** A rule that a comment names. View offsets of the name. */
export interface NamedRule extends Range {
  readonly id: string;
}

/**
 * `# vmlint-ignore-next-line rule -- reason`, `# vmlint-ignore-file rule, rule -- reason until 2027-01-01`. In a comment
 * of XML there is no `--`, so that `rule: reason` means the same.
 */
export interface Suppression {
  readonly comment: CommentText;
  readonly rules: readonly NamedRule[];
  /** Empty: none is given, and then nothing is suppressed. */
  readonly reason: string;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly until: string | undefined;
  /** The line, or tag, whose findings it is about; undefined: those of the whole file. */
  readonly target: BaseNode | 'none' | undefined;
}

/** What the comments of a file say to vmlint. */
export interface Directives {
  readonly suppressions: readonly Suppression[];
  /** `# vmlint-nested auto`: the first of them that says one of the intents. */
  readonly nested: NestedIntent | undefined;
  /** Comments that begin like one, and are none. */
  readonly unclear: readonly (Range & { readonly found: string })[];
}

const DIRECTIVE = /^vmlint-[\w-]*/;
/** What the formatter reads; it suppresses no finding. */
const FOR_FORMATTER = /^vmlint-format-ignore(?:-start|-end)?$/;
const REASON = /(?:^|[ \t\r\n])--(?=[ \t\r\n]|$)|:(?=[ \t\r\n]|$)/;
const UNTIL = /(?:^|[ \t\r\n])until[ \t\r\n]+(\d{4}-\d{2}-\d{2})[ \t\r\n.]*$/;
const RULE = /[^ \t\r\n,]+/g;

const known = new WeakMap<VmDocument, Directives | undefined>();

/** Undefined where no comment says anything to vmlint, as in nearly every file. */
export function directivesOf(document: VmDocument): Directives | undefined {
  const { view } = document.source;
  // To look for a single character costs next to nothing.
  if (document.language === 'vmx' && !view.includes('#')) return undefined;
  if (!known.has(document)) {
    known.set(document, view.includes('vmlint-') ? read(document) : undefined);
  }
  return known.get(document);
}

function read(document: VmDocument): Directives | undefined {
  const suppressions: Suppression[] = [];
  const unclear: (Range & { found: string })[] = [];
  let nested: NestedIntent | undefined;
  const { view } = document.source;
  for (const comment of document.comments()) {
    const { start } = comment.text;
    const text = view.slice(start, comment.text.end);
    const name = DIRECTIVE.exec(text)?.[0];
    if (name === undefined || FOR_FORMATTER.test(name)) continue;
    const end = start + name.length;
    const found = { start, end, found: name };
    if (name === 'vmlint-nested') {
      const [, said] = /^[ \t]+(\w+)(?=[ \t]|$)/.exec(text.slice(name.length)) ?? [];
      const intent = NESTED_INTENTS.find((one) => one === said);
      const { node } = comment;
      if (intent === undefined) {
        unclear.push({ ...found, found: view.slice(node.start, node.end).trim() });
      } else {
        nested ??= intent;
      }
    } else if (name === 'vmlint-ignore-file' || name === 'vmlint-ignore-next-line') {
      const target =
        name === 'vmlint-ignore-file' ? undefined : (document.nodeBehind(comment) ?? 'none');
      suppressions.push(suppressionIn(document, comment, end, target));
    } else {
      unclear.push(found);
    }
  }
  const isNothing = suppressions.length === 0 && unclear.length === 0 && nested === undefined;
  return isNothing ? undefined : { suppressions, nested, unclear };
}

function suppressionIn(
  document: VmDocument,
  comment: CommentText,
  from: number,
  target: Suppression['target'],
): Suppression {
  const said = document.source.view.slice(from, comment.text.end);
  const dashes = REASON.exec(said);
  const names = dashes === null ? said : said.slice(0, dashes.index);
  const behind = dashes === null ? comment.text.end : from + dashes.index + dashes[0].length;
  const reason = document.source.decode(behind, comment.text.end);
  const rules = [...names.matchAll(RULE)].map(({ 0: id, index }) => {
    return { id, start: from + index, end: from + index + id.length };
  });
  const until = UNTIL.exec(reason)?.[1];
  return { comment, rules, reason: reason.replace(UNTIL, '').trim(), until, target };
}

/** What the file itself says about its intent counts more than anything but the command line. */
export function intentOfFile(document: VmDocument, intent: Intent): Intent {
  const nested = intent.byCommandLine === true ? undefined : directivesOf(document)?.nested;
  return nested === undefined ? intent : { ...intent, nested, stated: true };
}
