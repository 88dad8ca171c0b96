import { HypervXmlDocument, type VmDocument } from '../languages/index.js';
import { XmlDocument } from '../languages/xml/document.js';
import type { Rule } from '../lint/rule.js';
import { NESTED_INTENTS } from '../lint/rule.js';
import { completeHyperv } from './complete-hyperv.js';
import { completeVbox } from './complete-vbox.js';
import { completeVmx } from './complete-vmx.js';
import { describeRule } from './hover.js';
import type { Opened, TextRange } from './opened.js';

export type CompletionKind = 'key' | 'value' | 'element' | 'attribute' | 'comment' | 'rule';

/** Something that can stand at a place. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside it. */
  readonly detail?: string;
  /** What replaces `range`. */
  readonly text: string;
  /** The same for clients that have places to fill in: `$1`. */
  readonly snippet?: string;
  /** View offsets before they are handed on, then those of the text. */
  readonly range: TextRange;
  /** Markdown, made when it is asked for. */
  readonly documentation?: () => string;
}

/** What can stand at a place: keys, values, elements, attributes, and what comments say to vmlint. */
export function complete(opened: Opened, rules: readonly Rule[], offset: number): Completion[] {
  const { document } = opened;
  const at = opened.toView(offset);
  const found = inComment(opened, rules, at) ?? offered(document, at);
  return found.map((completion) => ({ ...completion, range: opened.rangeOf(completion.range) }));
}

function offered(document: VmDocument, at: number): Completion[] {
  if (document.language === 'vmx') return completeVmx(document, at);
  if (document.language === 'vbox') return completeVbox(document, at);
  return document instanceof HypervXmlDocument ? completeHyperv(document, at) : [];
}

const DIRECTIVES: readonly { name: string; detail: string; isWhole?: true }[] = [
  { name: 'vmlint-ignore-next-line', detail: 'what a rule finds in the next line, with a reason' },
  { name: 'vmlint-ignore-file', detail: 'what a rule finds in this file, with a reason' },
  { name: 'vmlint-nested', detail: 'require, forbid or auto: whether hypervisors run in this VM' },
  { name: 'vmlint-format-ignore', detail: 'the next line stays as it is written', isWhole: true },
  {
    name: 'vmlint-format-ignore-start',
    detail: 'from here on nothing is formatted',
    isWhole: true,
  },
  { name: 'vmlint-format-ignore-end', detail: 'from here on it is again', isWhole: true },
];

/** Undefined: the place is in no comment that could speak to vmlint. */
function inComment(opened: Opened, rules: readonly Rule[], at: number): Completion[] | undefined {
  const { document } = opened;
  const { view } = document.source;
  const isXml = document instanceof XmlDocument;
  const lineStart = Math.max(view.lastIndexOf('\n', at - 1), view.lastIndexOf('\r', at - 1)) + 1;
  const opening = isXml ? view.lastIndexOf('<!--', at) : lineStart;
  if (opening === -1 || (isXml && view.slice(opening, at).includes('-->'))) return undefined;
  const before = view.slice(opening, at);
  const said = (isXml ? /^<!--\s*([^]*)$/ : /^[ \t]*#+[ \t]*([^]*)$/).exec(before)?.[1];
  if (said === undefined) return undefined;
  const [, directive, rest] = /^(vmlint-[a-z-]+)\s+([^]*)$/.exec(said) ?? [];
  if (directive === undefined) {
    if (/\s/.test(said)) return [];
    return DIRECTIVES.map(({ name, detail, isWhole }) => ({
      label: name,
      kind: 'comment' as const,
      detail,
      text: isWhole === true ? name : `${name} `,
      range: { start: at - said.length, end: at },
    }));
  }
  if (directive === 'vmlint-nested') {
    const word = /[^\s]*$/.exec(rest!)![0];
    return NESTED_INTENTS.map((intent) => ({
      label: intent,
      kind: 'value' as const,
      text: intent,
      range: { start: at - word.length, end: at },
    }));
  }
  // Behind the names stands the reason.
  if (/(?:^|\s)--\s|:\s/.test(rest!)) return [];
  const word = /[^\s,]*$/.exec(rest!)![0];
  const about = rules.filter(({ languages }) => languages.some((id) => id === document.language));
  return about.map((rule) => {
    const behind = isXml ? ': ' : ' -- ';
    return {
      label: rule.id,
      kind: 'rule' as const,
      detail: rule.summary,
      text: rule.id + behind,
      snippet: `${rule.id}${behind}\${1:reason}`,
      range: { start: at - word.length, end: at },
      documentation: () => describeRule(rule),
    };
  });
}
