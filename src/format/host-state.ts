import { walk, type XmlElement } from '../../grammars/xml/index.js';
import type { VmxEntry } from '../../grammars/vmx/index.js';
import { VboxDocument, VmxDocument, type Span, type VmDocument } from '../languages/index.js';
import type { Change } from '../languages/change.js';
import { attributeOf, childrenNamed, localName } from '../languages/vbox/reading.js';
import { attributeValueRange } from '../languages/vbox/ranges.js';
import { removeLine, setValue } from '../languages/vmx/changes.js';
import { keyRange } from '../languages/vmx/ranges.js';
import { removeAttribute, setAttribute } from '../languages/xml/changes.js';
import { isAbsolutePath } from '../text/absolute-path.js';

/** What a file says of the host that its VM ran on, or of its last run: in a template it makes diffs of noise. */
export interface HostState {
  readonly at: Span;
  /** As the file spells it. */
  readonly setting: string;
  /** What it is, in words that follow "`setting` is ". */
  readonly what: string;
  /** What takes it away, or the part of it that is of the host; undefined: somebody has to say what belongs there. */
  readonly change: Change | undefined;
}

/** In the order of the file. */
export function hostState(document: VmDocument): HostState[] {
  if (document instanceof VmxDocument) {
    if (document.dialect !== 'vmx' || document.encryption !== 'none') return [];
    const { view } = document.source;
    // Where a line goes, a CR before it and an LF behind it would become one end of line.
    const isMixed = view.includes('\n') && /\r(?!\n)/.test(view);
    const remove = (entry: VmxEntry) => (isMixed ? undefined : removeLine(document, entry));
    return document.nodes.flatMap((node) =>
      node.type === 'entry' && !document.isPlaceholder(node)
        ? (ofEntry(document, node, remove) ?? [])
        : [],
    );
  }
  return document instanceof VboxDocument && document.isWellFormed ? ofMachine(document) : [];
}

/** Devices and pipes, which lie in no folder of a VM. */
const DEVICE = /^(?:\/dev\/|\\\\[.?]\\)/;
const PATH_KEY =
  /(?:\.filename|\.hostpath|^nvram|^extendedconfigfile|^workingdir|^sched\.swap\.derivedname)$/;
/** What may lie beside the file as well. */
const BESIDE = /\.(?:vmdk|nvram|vmxf|iso|flp|img|vdi|vhdx?)$/i;

function ofEntry(
  document: VmxDocument,
  entry: VmxEntry,
  remove: (entry: VmxEntry) => Change | undefined,
): HostState | undefined {
  const { folded } = entry.name;
  const value = document.valueOf(entry);
  const state = (what: string, change: Change | undefined): HostState => {
    return { at: keyRange(entry), setting: document.keyOf(entry), what, change };
  };
  if (/^ethernet[0-9]+\.generatedaddress(?:offset)?$/.test(folded)) {
    return state('a MAC address that VMware generated', remove(entry));
  }
  if (folded === 'uuid.location') {
    return state('made of where the VM lies', remove(entry));
  }
  if (folded === 'vmxstats.filename') {
    return state('written at each start', remove(entry));
  }
  if (/^hostcpuid\./.test(folded)) {
    return state('what the CPU of the host can do', remove(entry));
  }
  if (value === '') return undefined;
  if (folded === 'migrate.hostlog') {
    return state('the log of a move between hosts', remove(entry));
  }
  if (folded === 'cleanshutdown' && /^false$/i.test(value)) {
    return state('"FALSE" while the VM runs and once it has crashed', remove(entry));
  }
  if (folded === 'checkpoint.vmstate') {
    return state('the saved state of a suspended VM', setValue(document, entry, ''));
  }
  if (!PATH_KEY.test(folded) || !isAbsolutePath(value)) return undefined;
  const what = 'a path from the root of a disk of this host';
  if (folded === 'sched.swap.derivedname') return state(what, remove(entry));
  const name = nameBeside(entry.value);
  return state(what, name === undefined ? undefined : setValue(document, entry, name));
}

/** The file's own name in an absolute path, where that is plain ASCII and may lie beside the VM. */
function nameBeside(path: string): string | undefined {
  if (DEVICE.test(path) || !BESIDE.test(path) || !/^[ !#-%'-;=?-{}~\\]+$/.test(path))
    return undefined;
  const name = path.slice(1 + Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
  return name === '' ? undefined : name;
}

/** Where a machine names files of its host. */
const PATHS: Readonly<Record<string, string>> = {
  HardDisk: 'location',
  Image: 'location',
  SharedFolder: 'hostPath',
  NVRAM: 'path',
};

/** What VirtualBox notes of the last run; that an attribute is there is enough for `aborted`. */
const MACHINE_STATE = [
  ['lastStateChange', 'when the VM was last started or stopped'],
  ['aborted', 'that the VM crashed'],
] as const;

function ofMachine(document: VboxDocument): HostState[] {
  const { machine } = document;
  const found: HostState[] = [];
  if (machine === undefined) return found;
  const { element } = machine;
  for (const [setting, what] of MACHINE_STATE) {
    const attribute = attributeOf(element, setting);
    if (attribute === undefined) continue;
    const change = removeAttribute(document, element, attribute);
    found.push({ at: attributeValueRange(attribute), setting, what, change });
  }
  const inspect = (one: XmlElement): void => {
    const mac = localName(one) === 'Adapter' ? attributeOf(one, 'MACAddress') : undefined;
    if (mac !== undefined && /^080027/.test(document.valueOf(mac))) {
      found.push({
        at: attributeValueRange(mac),
        setting: 'MACAddress',
        what: 'a MAC address that VirtualBox generated',
        change: removeAttribute(document, one, mac),
      });
    }
    const name = PATHS[localName(one)];
    const attribute = name === undefined ? undefined : attributeOf(one, name);
    if (attribute === undefined || document.isPlaceholder(attribute)) return;
    const value = document.valueOf(attribute);
    if (!isAbsolutePath(value)) return;
    const beside = name === 'hostPath' ? undefined : nameBeside(value);
    found.push({
      at: attributeValueRange(attribute),
      setting: name!,
      what: 'a path from the root of a disk of this host',
      change: beside === undefined ? undefined : setAttribute(document, one, attribute, beside),
    });
  };
  // What a snapshot holds is what was, and must not change.
  const snapshots = new Set(childrenNamed(element, 'Snapshot'));
  for (const child of element.children) {
    if (child.type !== 'element' || snapshots.has(child)) continue;
    inspect(child);
    walk(child, { enter: (node) => node.type === 'element' && inspect(node) });
  }
  return found;
}
