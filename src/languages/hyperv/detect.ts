import { parseXml } from '../../../grammars/xml/index.js';
import { BINARY } from '../../source/encodings.js';
import type { Source } from '../../source/source.js';
import { childElements } from '../vbox/reading.js';
import { containerOf } from './container-document.js';
import { GUID, instanceIn } from './devices.js';
import { isListing } from './listing.js';

const CONTAINER = /\.vmcx$/i;
/** What a VM looked like when it stopped; it is read, and said not to be a configuration. */
const RUNTIME_STATE = /\.vmrs$/i;
/** `Virtual Machines` is the folder in every export; Packer writes `box.xml` into it. */
const XML = new RegExp(
  `(?:^|[\\\\/])(?:${GUID}\\.xml|Virtual Machines[\\\\/][^\\\\/]+\\.(?:xml|exp))$`,
  'i',
);

export function isHypervName(path: string): boolean {
  return CONTAINER.test(path) || XML.test(path);
}

/** Whether the name alone says that it is binary. */
export function isContainerName(path: string): boolean {
  return CONTAINER.test(path) || RUNTIME_STATE.test(path);
}

/** Enough to see the first tags. */
const SAMPLE = 64 * 1024;
const ROOT_TAG = /<configuration(?=[\s/>])/;

/**
 * Why a file is no configuration of a VM of Hyper-V, in words that follow "not a VM configuration: "; undefined: it
 * is one. XML is told by its root and what is in it, whatever its name: many programs call their root `configuration`.
 */
export function whyNotHyperv(path: string, source: Source): string | undefined {
  if (isBinary(source)) return whyNotVm(path, source);
  const sample = source.view.slice(0, SAMPLE);
  if (isContainerName(path) && !/^(?:\xEF\xBB\xBF)?\s*</.test(sample)) {
    if (sample === '') return undefined;
    if (/^version https:\/\/git-lfs\.github\.com\//.test(sample)) {
      return 'it looks like a Git LFS pointer; fetch the file with `git lfs pull`';
    }
    if (isListing(sample)) return undefined;
    // Of a container that an editor has read as text, too much is lost to judge it.
    if (source.form === 'text') return 'it is a text, and a container of Hyper-V is binary';
    return RUNTIME_STATE.test(path) ? 'it is no container of Hyper-V' : undefined;
  }
  if (CONTAINER.test(path) && !ROOT_TAG.test(sample)) {
    return 'it is XML and no container of Hyper-V; Windows Virtual PC has such `.vmcx` files, which only point to its `.vmc`';
  }
  if (XML.test(path) && /^(?:\xEF\xBB\xBF)?[\0\s]*$/.test(sample)) return undefined;
  if (!ROOT_TAG.test(sample)) return 'it has no element `configuration`';
  return hasShape(sample) ? undefined : 'its `configuration` is none of a VM of Hyper-V';
}

/** Whether it was read as a container, which `sourceOf` knows by its bytes. */
export function isBinary({ encoding }: Source): boolean {
  return encoding === BINARY;
}

function whyNotVm(path: string, source: Source): string | undefined {
  const { root, active, isSound } = containerOf(source);
  const names = root.children.map(({ name }) => name);
  // What cannot be read has findings that say why.
  if (active === undefined || names.length === 0) return undefined;
  if (names.includes('Configurations')) {
    return 'it is the list of the VMs that a host has (`data.vmcx`)';
  }
  // Of what is damaged the settings may be what is lost.
  if (!isSound && CONTAINER.test(path)) return undefined;
  const [first] = root.children;
  const inside = first?.children.map(({ name }) => name) ?? [];
  if (first?.name !== 'configuration') {
    return `it holds \`${first!.name}\`, as files of resource types do`;
  }
  if (inside.includes('settings') || inside.includes('manifest')) return undefined;
  if (!inside.includes('properties')) return 'its `configuration` is none of a VM';
  return 'it holds what a VM was doing when it stopped (`.vmrs`); its settings are in the `.vmcx` of the same name';
}

/** What only Hyper-V has in it: `properties` and `settings`, each with what is in those. */
function hasShape(sample: string): boolean {
  const { element } = parseXml(sample);
  if (element?.name !== 'configuration') return false;
  const names = (parent: typeof element): string[] => childElements(parent).map(({ name }) => name);
  const top = names(element);
  const inside = (name: string): string[] =>
    childElements(element)
      .filter((child) => child.name === name)
      .flatMap(names);
  if (top.some((name) => instanceIn(name) !== undefined)) return true;
  return (
    inside('settings').some((name) => name === 'processors' || name === 'memory') ||
    inside('properties').some((name) => name === 'type_id' || name === 'global_id') ||
    top.includes('vm-controllers')
  );
}

/** Whether it is the `box.xml` that Packer writes beside a `.vmcx` for Vagrant. */
export function isBox({ view }: Source): boolean {
  const { element } = parseXml(view);
  if (element === undefined) return false;
  const names = childElements(element).map(({ name }) => name);
  return (
    !names.includes('manifest') &&
    !names.includes('global_settings') &&
    (names.includes('vm-controllers') || names.includes('AltSwitchName') || names.includes('boot'))
  );
}
