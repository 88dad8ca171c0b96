import { dirname, isAbsolute, resolve } from 'node:path';
import { entryOf } from '../languages/hyperv/catalogue/lookup.js';
import { walkSettings } from '../languages/hyperv/settings.js';
import {
  HypervXmlDocument,
  type VboxDocument,
  type VmDocument,
  type VmxDocument,
} from '../languages/index.js';
import { attributeNamed } from '../languages/vbox/catalogue/index.js';
import { placedElements } from '../languages/vbox/placed.js';
import { localName } from '../languages/vbox/reading.js';
import { findSetting } from '../languages/vmx/catalogue/index.js';
import { isSecretName } from '../languages/vmx/secrets.js';
import type { Opened, TextRange } from './opened.js';

/** A place that names a file. */
export interface FileLink {
  readonly range: TextRange;
  /** Absolute; whether there is such a file was not looked at. */
  readonly path: string;
}

/** The files that a file names: disks, images, logs, companions. `absolute`: where it is itself. */
export function links(opened: Opened, absolute: string): FileLink[] {
  const { document } = opened;
  return namedBy(document).flatMap(({ start, end, path }) => {
    const found = fileNamed(path, absolute);
    return found === undefined ? [] : [{ range: opened.rangeOf({ start, end }), path: found }];
  });
}

function namedBy(document: VmDocument): Named[] {
  if (document.language === 'vmx') return namedByVmx(document);
  if (document.language === 'vbox') return namedByVbox(document);
  return document instanceof HypervXmlDocument ? namedByHyperv(document) : [];
}

interface Named {
  /** View offsets. */
  readonly start: number;
  readonly end: number;
  readonly path: string;
}

/** A path of another system, a placeholder or a device of the host leads nowhere here. */
function fileNamed(path: string, from: string): string | undefined {
  if (path.trim() === '' || /[\u0000-\u001f]|\$\{|\{\{|<%|\{%/.test(path)) return undefined;
  if (/^[A-Za-z]:[\\/]|^\\\\/.test(path) && !isAbsolute(path)) return undefined;
  return resolve(dirname(from), path);
}

/** What is a file although the catalogue need not say so: `scsi0:0.fileName`. */
const FILE_KEY = /\.filename$/;

function namedByVmx(document: VmxDocument): Named[] {
  const found: Named[] = [];
  for (const node of document.nodes) {
    if (node.type !== 'entry' || node.value === '' || isSecretName(node.name)) continue;
    const isFile = FILE_KEY.test(node.name.folded) || findSetting(node.key)?.type === 'path';
    if (!isFile || document.isPlaceholder(node)) continue;
    const end = node.valueStart + node.value.length;
    found.push({ start: node.valueStart, end, path: document.valueOf(node) });
  }
  return found;
}

function namedByVbox(document: VboxDocument): Named[] {
  const found: Named[] = [];
  for (const { element, known } of placedElements(document)) {
    if (known === undefined) continue;
    for (const attribute of element.attributes) {
      const described = attributeNamed(known.description, localName(attribute));
      if (described?.type !== 'path' || document.isPlaceholder(attribute)) continue;
      const { valueStart: start, valueEnd: end } = attribute;
      found.push({ start, end, path: document.valueOf(attribute) });
    }
  }
  return found;
}

function namedByHyperv({ tree, vm }: HypervXmlDocument): Named[] {
  const found: Named[] = [];
  if (tree === undefined) return found;
  walkSettings(tree, (setting) => {
    if (typeof setting.value !== 'string' || setting.value.trim() === '') return;
    if (entryOf(setting, vm)?.isFile !== true) return;
    found.push({ ...setting.at, path: setting.value.trim() });
  });
  return found;
}
