import { nearest } from '../text/nearest.js';
import { compareVersions, isOlderVersion, isVersion, type Version } from './versions.js';

export { compareVersions, type Version };

/** Where a fact comes from. */
export interface Reference {
  readonly title: string;
  readonly url?: string;
}

/** `sourced`: a vendor or source code says so; `reported`: people saw it; `inferred`: our conclusion, never an error. */
export type Confidence = 'sourced' | 'reported' | 'inferred';

/** What may run on the metal. `vmware` is a VMware product of which no more is known. */
export const HOST_PRODUCTS = {
  workstation: 'VMware Workstation',
  player: 'VMware Player',
  fusion: 'VMware Fusion',
  esxi: 'VMware ESXi',
  vmware: 'VMware',
  'hyper-v': 'Hyper-V',
  azure: 'Azure',
  virtualbox: 'VirtualBox',
  kvm: 'KVM',
  xen: 'Xen',
  parallels: 'Parallels Desktop',
  'apple-vz': 'Apple Virtualization',
  aws: 'AWS EC2',
  gcp: 'Google Compute Engine',
} as const;
export type HostProduct = keyof typeof HOST_PRODUCTS;

/** What may run inside the VM. */
export const GUEST_HYPERVISORS = {
  esxi: 'ESXi',
  workstation: 'VMware Workstation',
  'hyper-v': 'Hyper-V',
  virtualbox: 'VirtualBox',
  kvm: 'KVM',
  xen: 'Xen',
  wsl2: 'WSL2',
  'docker-desktop': 'Docker Desktop',
  'android-emulator': 'the Android emulator',
  'virtual-pc': 'Windows Virtual PC',
  any: 'a hypervisor',
} as const;
export type GuestHypervisor = keyof typeof GUEST_HYPERVISORS;

export const HOST_OSES = { windows: 'Windows', linux: 'Linux', macos: 'macOS' } as const;
export type HostOs = keyof typeof HOST_OSES;

export const HYPERV_STATES = ['on', 'off', 'unknown'] as const;
export type HypervState = (typeof HYPERV_STATES)[number];

/** `arm`: 64-bit Arm that is not Apple's. */
export const CPUS = { intel: 'Intel', amd: 'AMD', apple: 'Apple silicon', arm: 'Arm' } as const;
export type Cpu = keyof typeof CPUS;

export interface Host {
  readonly product: HostProduct;
  readonly version?: Version;
  /** Of `vmware`: true is Workstation, Player or Fusion, false is ESXi. */
  readonly hosted?: boolean;
}

/** What the user wants to run on what. */
export interface Stack {
  readonly host: Host;
  readonly hostOs?: HostOs;
  /** Whether the Windows host runs Hyper-V, WSL2, VBS or Device Guard. */
  readonly hyperv: HypervState;
  readonly cpu?: Cpu;
  readonly guest?: GuestHypervisor;
  /** The foreign hypervisor that the host product itself runs in. */
  readonly under?: HostProduct;
}

export type Parsed<T> = { readonly value: T } | { readonly message: string };

/** Spellings of one product; those of a distribution say nothing about the hypervisor's own version. */
const HOST_ALIASES: Readonly<Record<string, { product: HostProduct; versioned: boolean }>> = {
  esx: { product: 'esxi', versioned: true },
  vsphere: { product: 'esxi', versioned: true },
  hyperv: { product: 'hyper-v', versioned: true },
  vbox: { product: 'virtualbox', versioned: true },
  'workstation-player': { product: 'player', versioned: true },
  qemu: { product: 'kvm', versioned: false },
  libvirt: { product: 'kvm', versioned: false },
  proxmox: { product: 'kvm', versioned: false },
  'xcp-ng': { product: 'xen', versioned: false },
  xenserver: { product: 'xen', versioned: false },
  ec2: { product: 'aws', versioned: false },
};

const GUEST_ALIASES: Readonly<Record<string, GuestHypervisor>> = {
  hyperv: 'hyper-v',
  wsl: 'wsl2',
  docker: 'docker-desktop',
  vbox: 'virtualbox',
  esx: 'esxi',
  qemu: 'kvm',
  libvirt: 'kvm',
  proxmox: 'kvm',
  'xcp-ng': 'xen',
  android: 'android-emulator',
  virtualpc: 'virtual-pc',
};

/** Every name of a host product, and of a guest hypervisor, that is understood. */
export const HOST_NAMES: readonly string[] = [
  ...Object.keys(HOST_PRODUCTS),
  ...Object.keys(HOST_ALIASES),
];
export const GUEST_NAMES: readonly string[] = [
  ...Object.keys(GUEST_HYPERVISORS),
  ...Object.keys(GUEST_ALIASES),
];

/** `product` or `product@version`: `esxi@8.0U2`, `workstation@25H2`. */
export function parseHost(text: string): Parsed<Host> {
  const at = text.indexOf('@');
  const name = fold(at < 0 ? text : text.slice(0, at));
  const alias = Object.hasOwn(HOST_ALIASES, name) ? HOST_ALIASES[name] : undefined;
  const product = parseName(
    'host',
    alias?.product ?? name,
    HOST_PRODUCTS,
    Object.keys(HOST_ALIASES),
  );
  if ('message' in product) return at < 0 ? (withoutAt(name) ?? product) : product;
  if (at < 0) return { value: { product: product.value } };
  const version = text
    .slice(at + 1)
    .trim()
    .replace(/^(?:v(?=\d)|win(?:dows)?[\s-]*(?:server[\s-]*)?(?=\d))/i, '');
  if (!isVersion(version)) {
    return {
      message: `unknown version ${JSON.stringify(text.slice(at + 1))} of ${product.value}, expected one like ${product.value}@${EXAMPLES[product.value] ?? '1.0'}`,
    };
  }
  return { value: { product: product.value, ...(alias?.versioned !== false && { version }) } };
}

/** `esxi-8.0`, `esxi:8.0` and `esxi8.0`, answered with `esxi@8.0`. */
function withoutAt(name: string): { message: string } | undefined {
  const [, product = '', version = ''] = /^([a-z-]*[a-z])[-:/=]?(\d[\w.]*)$/.exec(name) ?? [];
  if (!Object.hasOwn(HOST_PRODUCTS, product) && !Object.hasOwn(HOST_ALIASES, product)) return;
  return { message: `unknown host ${JSON.stringify(name)}, did you mean ${product}@${version}?` };
}

const EXAMPLES: Partial<Record<HostProduct, string>> = {
  workstation: '17.5',
  player: '17',
  fusion: '13',
  esxi: '8.0U2',
  'hyper-v': '2022',
  virtualbox: '7.1',
};

export function parseGuest(text: string): Parsed<GuestHypervisor> {
  const name = fold(text);
  const alias = Object.hasOwn(GUEST_ALIASES, name) ? GUEST_ALIASES[name] : undefined;
  return parseName('guest', alias ?? name, GUEST_HYPERVISORS, Object.keys(GUEST_ALIASES));
}

/** Product below the host product, without a version. */
export function parseUnder(text: string): Parsed<HostProduct> {
  const parsed = parseHost(text);
  if ('value' in parsed) return { value: parsed.value.product };
  return { message: parsed.message.replace(/^unknown host/, 'unknown hypervisor') };
}

export function parseHostOs(text: string): Parsed<HostOs> {
  const name = fold(text);
  return parseName('host OS', name === 'mac' || name === 'osx' ? 'macos' : name, HOST_OSES);
}

export function parseHyperv(text: string): Parsed<HypervState> {
  const states = Object.fromEntries(HYPERV_STATES.map((state) => [state, state]));
  return parseName('state of Hyper-V', fold(text), states as Record<HypervState, string>);
}

export function parseCpu(text: string): Parsed<Cpu> {
  return parseName('CPU', fold(text), CPUS);
}

function parseName<T extends string>(
  what: string,
  name: string,
  known: Readonly<Record<T, string>>,
  aliases: readonly string[] = [],
): Parsed<T> {
  if (Object.hasOwn(known, name)) return { value: name as T };
  const names = Object.keys(known);
  const near = nearest(name, [...names, ...aliases]);
  const list = names.join(', ');
  return {
    message:
      near === undefined
        ? `unknown ${what} ${JSON.stringify(name)}, expected one of ${list}`
        : `unknown ${what} ${JSON.stringify(name)}, did you mean ${near}? Known are ${list}`,
  };
}

function fold(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}

const VMWARE = new Set<HostProduct>(['workstation', 'player', 'fusion', 'esxi', 'vmware']);

export function isVMware(product: HostProduct): boolean {
  return VMWARE.has(product);
}

/** Workstation or Player, or a VMware product that may be one of them. */
export function mayBeWorkstation({ product, hosted }: Host): boolean {
  return (
    product === 'workstation' || product === 'player' || (product === 'vmware' && hosted !== false)
  );
}

/** Certainly that product in a version before the given one. */
export function isOlder(host: Host, product: HostProduct, version: Version): boolean {
  return (
    host.product === product && host.version !== undefined && isOlderVersion(host.version, version)
  );
}

export function isEsxi50(host: Host): boolean {
  return isOlder(host, 'esxi', '5.1') && !isOlder(host, 'esxi', '5.0') && host.version !== '5';
}

/** Older than Workstation 8, Player 4, Fusion 4 and ESXi 5.0: before virtualized hardware virtualization. */
export function predatesVirtualizedHv(host: Host): boolean {
  return (
    isOlder(host, 'workstation', '8') ||
    isOlder(host, 'player', '4') ||
    isOlder(host, 'fusion', '4') ||
    isOlder(host, 'esxi', '5.0')
  );
}

/** As people write it: `VMware Workstation 17.5`. */
export function describeHost({ product, version, hosted }: Host): string {
  const name = HOST_PRODUCTS[product];
  if (product === 'vmware' && hosted === true) return 'VMware Workstation, Player or Fusion';
  return version === undefined ? name : `${name} ${version}`;
}
