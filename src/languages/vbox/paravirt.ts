import type { XmlAttribute, XmlElement } from '../../../grammars/xml/index.js';
import type { VboxDocument } from './document.js';
import { attributeOf, lastChild } from './reading.js';
import { compareSettings } from './version.js';

/** What `Paravirt` may ask for, as settings spell it (`readHardware` of Settings.cpp). */
export const PROVIDERS = ['None', 'Default', 'Legacy', 'Minimal', 'HyperV', 'KVM'] as const;
export type Provider = (typeof PROVIDERS)[number];
/** What a guest gets to see. */
export type EffectiveProvider = Exclude<Provider, 'Default' | 'Legacy'>;

/** From this settings version on a machine without `Paravirt` has `Default`, before `Legacy`. */
const DEFAULT_SINCE = { major: 1, minor: 16 } as const;

/** Families of `OSType` (Global.cpp, `sOSTypes`), by how the names begin. */
const FAMILIES = [
  { family: 'windows', names: /^Windows/ },
  { family: 'macos', names: /^MacOS/ },
  {
    family: 'linux',
    names:
      /^(?:Linux|ArchLinux|Debian|Fedora|Gentoo|Mandriva|Oracle|RedHat|OpenSUSE|SUSE_|Turbolinux|Ubuntu|[LX]ubuntu|Xandros)/,
  },
] as const;
export type GuestFamily = (typeof FAMILIES)[number]['family'];

/** Undefined: another system, or VirtualBox does not know it. */
export function familyOf(osType: string): GuestFamily | undefined {
  return FAMILIES.find(({ names }) => names.test(osType))?.family;
}

/** Systems for which `Default` is `HyperV` (`Machine::getEffectiveParavirtProvider`, 6.1 to 7.2). */
const HYPERV = /^(?:Windows11_64|Windows(?:10|81|8|7|Vista|2012|2008)(?:_64)?|Windows20[12].*_64)$/;
/** Linux that is too old for what KVM offers. */
const OLD_LINUX = /^(?:Linux22|Linux24|Linux24_64)$/;

/** What VirtualBox makes of a provider for a guest when the VM starts. */
export function resolveProvider(provider: Provider, osType: string): EffectiveProvider {
  if (provider !== 'Default' && provider !== 'Legacy') return provider;
  const family = familyOf(osType);
  if (family === 'macos') return 'Minimal';
  if (provider === 'Legacy') return 'None';
  if (HYPERV.test(osType)) return 'HyperV';
  return family === 'linux' && !OLD_LINUX.test(osType) ? 'KVM' : 'None';
}

export interface Paravirt {
  readonly element: XmlElement | undefined;
  /** The provider that the file states; undefined: its settings version decides. */
  readonly attribute: XmlAttribute | undefined;
  readonly provider: Provider;
  readonly effective: EffectiveProvider;
  /** What `Default` comes to for its guest. */
  readonly byDefault: EffectiveProvider;
}

/** How a machine looks to its guest; undefined: the file does not tell, or VirtualBox refuses what it says. */
export function paravirtOf(document: VboxDocument): Paravirt | undefined {
  const { machine, version } = document;
  if (machine === undefined || machine.isArm || version === undefined) return undefined;
  const osTypeAttribute = attributeOf(machine.element, 'OSType');
  if (osTypeAttribute !== undefined && document.isPlaceholder(osTypeAttribute)) return undefined;
  const osType = machine.osType ?? '';
  const element = lastChild(machine.hardware, 'Paravirt');
  const attribute = attributeOf(element, 'provider');
  const stated = attribute && document.valueOf(attribute);
  const provider =
    stated === undefined
      ? compareSettings(version, DEFAULT_SINCE) < 0
        ? 'Legacy'
        : 'Default'
      : PROVIDERS.find((known) => known === stated);
  if (provider === undefined) return undefined;
  return {
    element,
    attribute,
    provider,
    effective: resolveProvider(provider, osType),
    byDefault: resolveProvider('Default', osType),
  };
}
