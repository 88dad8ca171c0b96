import { localNameOf, walk, type XmlElement } from '../../grammars/xml/index.js';
import type { VmxEntry } from '../../grammars/vmx/index.js';
import { deviceOfSection } from '../languages/hyperv/catalogue/lookup.js';
import { isSecret } from '../languages/hyperv/secrets.js';
import { HypervXmlDocument, type VboxDocument, type VmxDocument } from '../languages/index.js';
import { isSecretAttribute } from '../languages/vbox/secrets.js';
import type { XmlDocument } from '../languages/xml/document.js';
import { shown } from '../text/shown.js';
import type { Opened, TextRange } from './opened.js';

/** A part of a file, for an outline. */
export interface OutlineItem {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'group' | 'setting' | 'switch';
  readonly range: TextRange;
  /** What is shown of it when it is gone to. */
  readonly selection: TextRange;
  readonly children: readonly OutlineItem[];
}

/** What a file holds: settings of a namespace that stand together, or elements in elements. */
export function outline(opened: Opened): OutlineItem[] {
  const { document } = opened;
  if (document.language === 'vmx') return outlineOfVmx(opened, document);
  if (document.language === 'vbox') {
    return outlineOfXml(opened, document, (element) => ofElement(document, element));
  }
  if (document instanceof HypervXmlDocument) {
    return outlineOfXml(opened, document, (element) => ofSetting(document, element));
  }
  return [];
}

function outlineOfVmx(opened: Opened, document: VmxDocument): OutlineItem[] {
  const items: OutlineItem[] = [];
  for (const run of namespaceRuns(document)) {
    const children = run.map((entry) => settingItem(opened, document, entry));
    if (children.length === 1) {
      items.push(...children);
      continue;
    }
    const [first, last] = [children[0]!, children.at(-1)!];
    items.push({
      name: namespaceOf(document, run[0]!)!,
      detail: '',
      kind: 'group',
      range: { start: first.range.start, end: last.range.end },
      selection: first.selection,
      children,
    });
  }
  return items;
}

/** Pairs of a namespace that follow each other; blank lines and comments between them do not count. */
export function namespaceRuns(document: VmxDocument): VmxEntry[][] {
  const runs: VmxEntry[][] = [];
  let last: string | undefined;
  for (const node of document.nodes) {
    if (node.type === 'malformed') last = undefined;
    if (node.type !== 'entry') continue;
    const namespace = namespaceOf(document, node)?.toLowerCase();
    if (namespace !== undefined && namespace === last) runs.at(-1)!.push(node);
    else runs.push([node]);
    last = namespace;
  }
  return runs;
}

/** `ethernet0` of `ethernet0.present`; undefined: it is in none. */
function namespaceOf(document: VmxDocument, entry: VmxEntry): string | undefined {
  const key = document.keyOf(entry);
  const dot = key.indexOf('.');
  return dot < 1 ? undefined : shown(key.slice(0, dot));
}

function settingItem(opened: Opened, document: VmxDocument, entry: VmxEntry): OutlineItem {
  return {
    name: shown(document.keyOf(entry)) || '=',
    detail: document.shownValue(entry),
    kind: /^(?:true|false)$/i.test(entry.value) ? 'switch' : 'setting',
    range: opened.rangeOf(entry),
    selection: opened.rangeOf({ start: entry.keyStart, end: entry.keyStart + entry.key.length }),
    children: [],
  };
}

/** Deeper than any file that a product wrote; clients go through the tree by themselves. */
const DEEPEST = 64;

function outlineOfXml(
  opened: Opened,
  document: XmlDocument,
  describe: (element: XmlElement) => Pick<OutlineItem, 'detail' | 'kind'>,
): OutlineItem[] {
  const top: OutlineItem[] = [];
  const open: OutlineItem[][] = [top];
  walk(document.root, {
    enter: (node) => {
      if (node.type !== 'element') return;
      const children: OutlineItem[] = [];
      if (open.length <= DEEPEST) {
        const start = node.start + 1;
        open.at(-1)!.push({
          name: shown(localNameOf(node.name)) || '<',
          ...describe(node),
          range: opened.rangeOf(node),
          selection: opened.rangeOf({ start, end: start + node.name.length }),
          children,
        });
      }
      open.push(children);
    },
    leave: () => void open.pop(),
  });
  return top;
}

function ofElement(
  document: VboxDocument,
  element: XmlElement,
): Pick<OutlineItem, 'detail' | 'kind'> {
  const kind = element.children.length > 0 ? 'group' : 'setting';
  return { detail: detailOf(document, element), kind };
}

/** Of a leaf its value; of what holds others, what people know it by. */
function ofSetting(
  document: HypervXmlDocument,
  element: XmlElement,
): Pick<OutlineItem, 'detail' | 'kind'> {
  const setting = document.settingOf(element);
  if (setting === undefined) return { detail: '', kind: 'group' };
  if (setting.type !== 'node') {
    const detail = isSecret(setting) ? '********' : shown(setting.text);
    return { detail, kind: setting.type === 'bool' ? 'switch' : 'setting' };
  }
  const name = setting.children.find((child) => /^(?:FriendlyName|name)$/.test(child.name));
  const device = deviceOfSection(setting, document.vm);
  return { detail: shown(device ?? name?.text ?? ''), kind: 'group' };
}

/** By what people know one element of several. */
const TELLING = ['name', 'slot', 'id', 'type', 'enabled', 'provider', 'location', 'uuid'];

function detailOf(document: VboxDocument, { attributes }: XmlElement): string {
  const known = attributes.filter(({ name }) => TELLING.includes(name) && !isSecretAttribute(name));
  known.sort((a, b) => TELLING.indexOf(a.name) - TELLING.indexOf(b.name));
  const [first] = known;
  return first === undefined ? '' : shown(document.valueOf(first));
}
