import { decodeText, walk, type XmlElement } from '../../../grammars/xml/index.js';
import { isPlaceholder } from '../placeholders.js';
import type { XmlDocument } from '../xml/document.js';
import type { Setting, SettingType, SettingValue } from './settings.js';

/** A setting of an XML file, and the element that holds it. */
export interface XmlSetting extends Setting {
  readonly element: XmlElement;
  readonly parent: XmlSetting | undefined;
  readonly children: XmlSetting[];
  /** The text between its tags as it is written, references and blanks included. */
  readonly content: { readonly start: number; readonly end: number };
  /** `type` as it is written. */
  readonly declared: string | undefined;
}

/** The settings that a root element holds. */
export function readXmlTree(document: XmlDocument, root: XmlElement): XmlSetting {
  const top = settingOf(document, root, undefined);
  let parent = top;
  walk(root, {
    enter: (node) => {
      if (node.type !== 'element') return;
      const setting = settingOf(document, node, parent);
      parent.children.push(setting);
      parent = setting;
    },
    leave: () => void (parent = parent.parent ?? top),
  });
  return top;
}

const TYPES: Readonly<Record<string, SettingType>> = {
  integer: 'integer',
  bool: 'bool',
  string: 'string',
  bytes: 'bytes',
};

function settingOf(
  document: XmlDocument,
  element: XmlElement,
  parent: XmlSetting | undefined,
): XmlSetting {
  const { view } = document.source;
  const attribute = element.attributes.find(({ name }) => name === 'type');
  const declared = attribute && document.valueOf(attribute);
  const end = element.closeStart === -1 ? element.end : element.closeStart;
  const content = element.selfClosing
    ? { start: element.openEnd, end: element.openEnd }
    : { start: element.openEnd, end };
  const isLeaf = element.children.every(({ type }) => type !== 'element');
  const written = isLeaf ? textIn(document, element) : '';
  const type = typeOf(declared, isLeaf && written.trim() !== '');
  // A text of blanks only is what XmlDocument.Save makes of an empty one.
  const text = type === 'string' && written.trim() !== '' ? written : written.trim();
  const lead = isLeaf ? /^\s*/.exec(view.slice(content.start, content.end))![0].length : 0;
  const trail = isLeaf ? /\s*$/.exec(view.slice(content.start + lead, content.end))![0].length : 0;
  const at = { start: content.start + lead, end: content.end - trail };
  const tag = { start: element.start, end: element.openEnd };
  return {
    name: element.name,
    type,
    value: isPlaceholder(text) ? undefined : valueOf(type, text),
    ...(isPlaceholder(text) && { isPlaceholder: true }),
    text,
    parent,
    children: [],
    at: isLeaf && at.start < at.end ? at : tag,
    whole: { start: element.start, end: element.end },
    element,
    content,
    declared,
  };
}

function typeOf(declared: string | undefined, hasText: boolean): SettingType {
  if (declared === undefined) return hasText ? 'unknown' : 'node';
  return Object.hasOwn(TYPES, declared) ? TYPES[declared]! : 'unknown';
}

function textIn(document: XmlDocument, { children }: XmlElement): string {
  const { view, encoding } = document.source;
  const decode = (text: string): string => encoding.decode(text);
  return children
    .map((child) => {
      if (child.type === 'text') return decodeText(view, child.start, child.end, decode);
      return child.type === 'cdata' ? decode(view.slice(child.contentStart, child.contentEnd)) : '';
    })
    .join('');
}

/** As Hyper-V reads it: undefined is what it could not have written. */
export function valueOf(type: SettingType, text: string): SettingValue | undefined {
  switch (type) {
    case 'integer':
      return /^[+-]?\d{1,20}$/.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined;
    case 'bool':
      return text === 'True' ? true : text === 'False' ? false : undefined;
    case 'string':
      return text;
    case 'bytes':
      return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(
        text.replace(/\s+/g, ''),
      )
        ? Buffer.from(text, 'base64')
        : undefined;
    default:
      return undefined;
  }
}
