import type { HypervSetting } from '../languages/hyperv/catalogue/index.js';
import {
  entryOf,
  possibleChildren,
  type PossibleChild,
} from '../languages/hyperv/catalogue/lookup.js';
import { isSecret } from '../languages/hyperv/secrets.js';
import { isBefore } from '../languages/hyperv/version.js';
import type { XmlSetting } from '../languages/hyperv/xml-tree.js';
import type { HypervXmlDocument } from '../languages/index.js';
import { closing, openTagAt, type OpenTag } from './complete-xml.js';
import type { Completion } from './completion.js';
import { describeHypervSetting } from './describe.js';

/** The settings, types or values that can stand at a view offset. */
export function completeHyperv(document: HypervXmlDocument, at: number): Completion[] {
  const tag = openTagAt(document, at);
  if (tag === undefined) return values(document, at);
  if (tag.said.startsWith('/')) return closing(tag, at);
  const around = tag.around.at(-1);
  const parent = around && document.settingOf(around);
  if (parent === undefined) return [];
  const name = /^[^\s/]*/.exec(tag.said)![0];
  const children = possible(document, parent);
  if (name.length === tag.said.length) return names(document, parent, children, name, at);
  const child = children.find((one) => numbered(one.name, parent, name) === name);
  return child?.setting === undefined ? [] : types(child.setting, tag, document, at);
}

/** What a file of this kind and version can have below a setting. */
function possible(document: HypervXmlDocument, parent: XmlSetting): PossibleChild[] {
  return possibleChildren(parent, document.vm).filter(({ within }) =>
    within.some((setting) => canHave(document, setting)),
  );
}

function canHave({ vm, dialect }: HypervXmlDocument, { since, seenIn }: HypervSetting): boolean {
  if (seenIn === 'container') return false;
  if (seenIn === 'box' && dialect !== 'packer-box') return false;
  return since === undefined || vm?.version === undefined || !isBefore(vm.version, since);
}

/** Settings that stand there once for each thing that they list. */
const REPEATED = /^(?:devicetype|deviceinstance|metric|Id)$/;

function names(
  document: HypervXmlDocument,
  parent: XmlSetting,
  children: readonly PossibleChild[],
  typed: string,
  at: number,
): Completion[] {
  const behind = document.source.view.slice(at, at + 200);
  const rest = /^[\w.:-]*/.exec(behind)![0];
  const isWhole = /^\s*(?:>|\/|type\s*=)/.test(behind.slice(rest.length));
  const present = new Set(parent.children.map(({ name }) => name));
  return children.flatMap((child): Completion[] => {
    const name = numbered(child.name, parent, typed + rest);
    const { setting } = child;
    if (present.has(name) && name !== typed + rest && !REPEATED.test(name)) return [];
    return [
      {
        label: name,
        kind: 'element',
        ...(setting === undefined ? {} : { detail: setting.type }),
        ...(isWhole ? { text: name } : element(name, setting)),
        range: { start: at - typed.length, end: at + rest.length },
        ...(setting && { documentation: () => describeHypervSetting(setting) }),
      },
    ];
  });
}

function element(
  name: string,
  setting: HypervSetting | undefined,
): Pick<Completion, 'text' | 'snippet'> {
  if (setting === undefined || setting.type === 'node') {
    return { text: `${name}></${name}>`, snippet: `${name}>$0</${name}>` };
  }
  const start = `${name} type="${setting.type}">`;
  const words = wordsOf(setting);
  const value = words.length === 0 ? '$1' : `\${1|${words.join(',')}|}`;
  return { text: `${start}</${name}>`, snippet: `${start}${value}</${name}>` };
}

/** `controllerN` as the name that is there, or the first that is not: `controller0`. */
function numbered(template: string, parent: XmlSetting, wanted: string): string {
  const match = /^(.*[a-z])(N+)$/.exec(template);
  if (match === null) return template;
  const [, name = '', digits = ''] = match;
  const asked = new RegExp(`^${name}\\d+$`).test(wanted);
  if (asked) return wanted;
  const present = new Set(parent.children.map((child) => child.name));
  // The manifest counts from 001.
  for (let number = digits.length > 1 ? 1 : 0; ; number++) {
    const called = name + String(number).padStart(digits.length, '0');
    if (!present.has(called)) return called;
  }
}

/** The type, as an attribute or within its quotes. */
function types(
  { type }: HypervSetting,
  { said }: OpenTag,
  document: HypervXmlDocument,
  at: number,
): Completion[] {
  if (type === 'node') return [];
  const behind = document.source.view.slice(at, at + 200);
  const inQuotes = /\stype\s*=\s*(["'])([^"']*)$/.exec(said);
  if (inQuotes !== null) {
    const [, quote = '"', typed = ''] = inQuotes;
    const rest = /^[^"'<>\r\n]*/.exec(behind)![0];
    const isClosed = behind.charAt(rest.length) === quote;
    const text = isClosed ? type : type + quote;
    const end = at + (isClosed ? rest.length : 0);
    return [{ label: type, kind: 'value', text, range: { start: at - typed.length, end } }];
  }
  const typed = /[\w.:-]*$/.exec(said)![0];
  const isBetween = /\s$/.test(said.slice(0, said.length - typed.length));
  const isThere = /\btype\s*=/.test(said) || /^[^<>]*\btype\s*=/.test(behind);
  if (!isBetween || isThere || /["']/.test(said)) return [];
  const range = { start: at - typed.length, end: at };
  return [{ label: 'type', kind: 'attribute', detail: type, text: `type="${type}"`, range }];
}

/** What can stand between the tags of a setting. */
function values(document: HypervXmlDocument, at: number): Completion[] {
  if (document.nodes.length === 0 || at === 0) return [];
  // What stands before the place decides: behind it the end tag may begin.
  const { node } = document.nodeAt(at - 1);
  if (node.type !== 'element' || at < node.openEnd) return [];
  if (node.closeStart !== -1 && at > node.closeStart) return [];
  const setting = document.settingOf(node);
  const entry = setting && entryOf(setting, document.vm);
  if (entry === undefined || setting!.children.length > 0 || isSecret(setting!)) return [];
  const { view } = document.source;
  const typed = /[^<>\r\n]*$/.exec(view.slice(Math.max(node.openEnd, at - 200), at))![0];
  const rest = /^[^<>\r\n]*/.exec(view.slice(at, at + 200))![0];
  const range = { start: at - typed.trimStart().length, end: at + rest.trimEnd().length };
  return wordsOf(entry).map((label): Completion => {
    const detail = label === entry.default ? 'the default' : entry.values?.[label];
    return { label, kind: 'value', ...(detail && { detail }), text: label, range };
  });
}

function wordsOf({ type, values = {} }: HypervSetting): string[] {
  return type === 'bool' ? ['True', 'False'] : Object.keys(values);
}
