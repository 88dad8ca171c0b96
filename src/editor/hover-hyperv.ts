import { endNameRange, nameRange, type XmlElement } from '../../grammars/xml/index.js';
import type { HypervSetting } from '../languages/hyperv/catalogue/index.js';
import {
  deviceOfSection,
  entryOf,
  meaningOf,
  possibleChildren,
} from '../languages/hyperv/catalogue/lookup.js';
import { isSecret } from '../languages/hyperv/secrets.js';
import { pathOf } from '../languages/hyperv/settings.js';
import { isBefore } from '../languages/hyperv/version.js';
import type { XmlSetting } from '../languages/hyperv/xml-tree.js';
import type { HypervXmlDocument } from '../languages/index.js';
import { NameIndex } from '../text/name-index.js';
import { describeHypervSetting } from './describe.js';
import type { Known } from './hover-vbox.js';
import { code, list, plain, sections } from './markdown.js';

/** What is known of the setting at a view offset: of its name, its type or its value. */
export function hoverHyperv(document: HypervXmlDocument, at: number): Known | undefined {
  if (document.nodes.length === 0) return undefined;
  const { node } = document.nodeAt(at);
  if (node.type !== 'element') return undefined;
  const setting = document.settingOf(node);
  const range = rangeAt(node, setting, at);
  if (setting?.parent === undefined || range === undefined) return undefined;
  return { markdown: aboutSetting(document, setting), ...range };
}

function rangeAt(element: XmlElement, setting: XmlSetting | undefined, at: number) {
  const type = element.attributes.find(({ name }) => name === 'type');
  const value = setting?.type === 'node' ? undefined : setting?.at;
  const ranges = [nameRange(element), endNameRange(element), type, value];
  const range = ranges.find((one) => one && one.start <= at && at <= one.end);
  return range && { start: range.start, end: range.end };
}

function aboutSetting(document: HypervXmlDocument, setting: XmlSetting): string {
  const path = pathOf(setting);
  const device = deviceOfSection(setting, document.vm);
  if (device !== undefined) {
    const what = device === '' ? 'a device that vmlint does not know' : device;
    return `**${code(path)}**: the settings of a device, ${plain(what)}`;
  }
  const entry = entryOf(setting, document.vm);
  if (entry !== undefined) {
    const facts = factsHere(document, setting, entry);
    return sections([describeHypervSetting(entry, path), list(facts)]);
  }
  if (possibleChildren(setting, document.vm).length > 0) return `**${code(path)}** (node)`;
  const siblings = possibleChildren(setting.parent!, document.vm).map(({ name }) => name);
  const meant = new NameIndex(siblings, (name) => name).nearest(setting.name);
  return sections([
    `**${code(path)}**: vmlint knows no such setting here.`,
    meant === undefined ? '' : `What was meant may be ${code(meant)}.`,
  ]);
}

/** What holds in this file. */
function factsHere(
  { vm, dialect }: HypervXmlDocument,
  setting: XmlSetting,
  entry: HypervSetting,
): string[] {
  const facts = [...aboutValue(setting, entry)];
  const { since } = entry;
  const version = vm?.version;
  if (since !== undefined && version !== undefined && isBefore(version, since)) {
    facts.push(`Configurations of version ${version.text} do not have it`);
  } else if (entry.seenIn === 'container' && dialect === 'hyperv') {
    facts.push('Hyper-V is not known to read it in XML');
  }
  return facts;
}

function aboutValue(setting: XmlSetting, entry: HypervSetting): string[] {
  const { type, text, value } = setting;
  if (type === 'node' || isSecret(setting)) return [];
  if (setting.isPlaceholder === true) {
    return ['Effective value: not known before the template is filled in'];
  }
  if (type !== entry.type) {
    return [`Hyper-V writes it as ${code(entry.type)}, not as ${code(setting.declared ?? 'none')}`];
  }
  if (value === undefined) return [`${code(text)} is no ${entry.type} as Hyper-V writes it`];
  const meaning = meaningOf(entry, text);
  const unit = entry.unit === undefined ? '' : ` ${plain(entry.unit)}`;
  const means = meaning === undefined ? '' : `, ${plain(meaning)}`;
  return [`Effective value: ${code(text)}${unit}${means}`];
}
