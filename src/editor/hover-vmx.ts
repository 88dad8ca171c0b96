import type { VmxEntry } from '../../grammars/vmx/index.js';
import { guestOsTopic } from '../explain/guest-os-topic.js';
import type { VmxDocument } from '../languages/index.js';
import {
  findMistakenKey,
  findSetting,
  isBooleanSetting,
  nearestSetting,
} from '../languages/vmx/catalogue/index.js';
import { isSecretName } from '../languages/vmx/secrets.js';
import { describeMistake, describeSetting } from './describe.js';
import { code, list, plain, sections } from './markdown.js';

interface Known {
  readonly markdown: string;
  /** View offsets. */
  readonly start: number;
  readonly end: number;
}

/** What is known of the key, or the value, at a view offset. */
export function hoverVmx(document: VmxDocument, at: number): Known | undefined {
  // Behind the last end of line there is no node.
  const entry = document.nodes[document.source.lines.lineAt(at)];
  if (entry?.type !== 'entry') return undefined;
  const valueEnd = entry.valueStart + entry.value.length;
  const isKey = at >= entry.keyStart && at <= entry.keyStart + entry.key.length;
  const isValue = at >= entry.valueStart - (entry.quoted ? 1 : 0) && at <= valueEnd;
  if (!isKey && !isValue) return undefined;
  const key = document.keyOf(entry);
  const markdown = sections([aboutKey(document, key), list(aboutValue(document, entry))]);
  const range = isKey
    ? { start: entry.keyStart, end: entry.keyStart + entry.key.length }
    : { start: entry.valueStart, end: valueEnd };
  return { markdown, ...range };
}

function aboutKey(document: VmxDocument, key: string): string {
  const setting = findSetting(key);
  const mistake = document.dialect === 'vmx' ? findMistakenKey(key) : undefined;
  if (mistake !== undefined) {
    return sections([setting ? describeSetting(setting, key) : '', describeMistake(mistake)]);
  }
  if (setting !== undefined) return describeSetting(setting, key);
  const meant = nearestSetting(key);
  if (meant === undefined) return `**${code(key)}**: vmlint does not know this key.`;
  return sections([
    `**${code(key)}** is not known; ${code(meant.key)} is:`,
    describeSetting(meant.setting, meant.key),
  ]);
}

/** What holds in the end, and why. */
function aboutValue(document: VmxDocument, entry: VmxEntry): string[] {
  const { folded } = entry.name;
  if (isSecretName(entry.name)) return [];
  const facts: string[] = [];
  const copies = document.entriesOf(entry.key);
  if (copies.length > 1) {
    const lines = copies.map((copy) => document.indexOf(copy) + 1).join(', ');
    facts.push(
      `Effective value: none. It is set ${copies.length} times (lines ${lines}), and VMware refuses such a file`,
    );
    return facts;
  }
  if (document.isPlaceholder(entry)) {
    return ['Effective value: not known before the template is filled in'];
  }
  const value = document.valueOf(entry);
  const setting = findSetting(entry.key);
  if (document.dialect === 'vmx' && setting?.hostOnly === true) {
    return [`Effective value: none. VMware does not read it in a ${code('.vmx')}`];
  }
  if (isBooleanSetting(folded) && document.dialect === 'vmx' && !/^(?:true|false)$/i.test(value)) {
    const byDefault = setting?.default === undefined ? '' : `, ${code(setting.default)}`;
    facts.push(
      `Effective value: most likely the default${byDefault}. ${code(value)} is neither ${code('TRUE')} nor ${code('FALSE')}, and VMware mostly says nothing of that`,
    );
    return facts;
  }
  facts.push(`Effective value: ${code(value)}`);
  if (setting?.default !== undefined && setting.default.toLowerCase() === value.toLowerCase()) {
    facts.push('That is the default');
  }
  const guest = folded === 'guestos' ? guestOsTopic(value) : undefined;
  if (guest !== undefined) facts.push(plain(guest.text));
  return facts;
}
