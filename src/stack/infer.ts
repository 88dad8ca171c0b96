import { findEvidence } from './log-evidence.js';
import { findInVirtualBoxLog } from './virtualbox-log.js';
import {
  describeHost,
  type Cpu,
  type GuestHypervisor,
  type Host,
  type HostProduct,
  type Stack,
} from './stack.js';

/** What a file says of where it runs, and of what runs in it. */
export interface StackHints {
  /** Of a `.vmx`. */
  readonly guestOS?: string | undefined;
  /** `virtualHW.productCompatibility` */
  readonly productCompatibility?: string | undefined;
  /** The product whose file it is, where that is certain, and its version, where the file names its writer. */
  readonly product?: HostProduct;
  readonly version?: string;
}

export interface Inferred {
  readonly stack: Stack;
  /** Why each part is as it is; a part that nothing speaks of is absent. */
  readonly origins: Readonly<Partial<Record<keyof Stack, string>>>;
}

/** Files say the same of their stack again and again: so many answers are kept for what a user said. */
const KEPT = 1000;
const kept = new WeakMap<Partial<Stack>, Map<string, Inferred>>();
const NOTHING_GIVEN: Partial<Stack> = {};

/** What the user said comes first, then the file, then the log that the product has left beside the VM. */
export function inferStack(
  given: Partial<Stack> = NOTHING_GIVEN,
  from: StackHints,
  logText?: string,
): Inferred {
  if (logText !== undefined) return infer(given, from, logText);
  let answers = kept.get(given);
  if (answers === undefined) kept.set(given, (answers = new Map<string, Inferred>()));
  const question = `${from.guestOS ?? ''}\n${from.productCompatibility ?? ''}\n${from.product ?? ''}${from.version ?? ''}`;
  let inferred = answers.get(question);
  if (inferred === undefined) {
    inferred = infer(given, from, undefined);
    if (answers.size < KEPT && question.length < LONGEST_KEPT) answers.set(question, inferred);
  }
  return inferred;
}

const LONGEST_KEPT = 200;

function infer(given: Partial<Stack>, from: StackHints, logText: string | undefined): Inferred {
  const origins: Partial<Record<keyof Stack, string>> = {};
  for (const key of ['host', 'hostOs', 'hyperv', 'cpu', 'guest', 'under'] as const) {
    if (given[key] !== undefined) origins[key] = 'given';
  }

  const { host, origin } = hostFrom(given.host, from);
  if (origin === undefined) delete origins.host;
  else origins.host = origin;

  const guest = given.guest ?? guestOf(from.guestOS);
  if (given.guest === undefined && guest !== undefined) {
    origins.guest = `guestOS = "${from.guestOS ?? ''}"`;
  }

  const cpu = given.cpu ?? cpuOf(from.guestOS, host);
  if (given.cpu === undefined && cpu !== undefined) {
    origins.cpu = `guestOS = "${from.guestOS ?? ''}" runs on Apple silicon`;
  }

  let hyperv = given.hyperv;
  if (hyperv === undefined && logText !== undefined) {
    const isVirtualBox = from.product === 'virtualbox';
    const evidence = isVirtualBox ? findInVirtualBoxLog(logText) : findEvidence(logText);
    if (evidence !== undefined) {
      hyperv = evidence.hyperv;
      const log = isVirtualBox ? 'VBox.log' : 'vmware.log';
      const { line } = evidence;
      const place = line === undefined ? 'near its end' : `line ${line}`;
      origins.hyperv = `${log}, ${place}: ${evidence.text}`;
    }
  }

  const stack: Stack = {
    host,
    hyperv: hyperv ?? 'unknown',
    ...(given.hostOs !== undefined && { hostOs: given.hostOs }),
    ...(cpu !== undefined && { cpu }),
    ...(guest !== undefined && { guest }),
    ...(given.under !== undefined && { under: given.under }),
  };
  return { stack, origins };
}

function hostFrom(given: Host | undefined, from: StackHints): { host: Host; origin?: string } {
  const { product, version, productCompatibility } = from;
  // What is said of another product than the only one that reads the file is about other files.
  if (given !== undefined && (product === undefined || given.product === product)) {
    return { host: given, origin: 'given' };
  }
  if (product !== undefined) {
    if (version === undefined) return { host: { product } };
    const host = { product, version };
    return { host, origin: `its comment: Written by ${describeHost(host)}` };
  }
  const host = hostOf(productCompatibility);
  if (host === UNKNOWN_HOST || productCompatibility === undefined) return { host };
  return { host, origin: `virtualHW.productCompatibility = "${productCompatibility}"` };
}

const UNKNOWN_HOST: Host = { product: 'vmware' };

function hostOf(productCompatibility: string | undefined): Host {
  switch (productCompatibility?.toLowerCase()) {
    case 'hosted':
      return { product: 'vmware', hosted: true };
    case 'esx':
      return { product: 'esxi' };
    default:
      return UNKNOWN_HOST;
  }
}

/** Guest systems that are hypervisors themselves (open-vm-tools, guest_os_tables.h at 1634dfb42f72). */
function guestOf(guestOS: string | undefined): GuestHypervisor | undefined {
  const id = guestOS?.toLowerCase() ?? '';
  if (/^vmkernel\d*$/.test(id)) return 'esxi';
  return id === 'winhyperv' ? 'hyper-v' : undefined;
}

function cpuOf(guestOS: string | undefined, { product, hosted }: Host): Cpu | undefined {
  if (guestOS?.toLowerCase().startsWith('arm-') !== true) return undefined;
  // ESXi has Arm guests, too: without a word on the product it may be either.
  return product === 'fusion' || (product === 'vmware' && hosted === true) ? 'apple' : undefined;
}
