import {
  cell,
  GUEST_COLUMNS,
  type Cell,
  type GuestColumn,
  type Row,
  type VerdictWord,
} from './cell.js';
import { OTHER_ROWS } from './rows-other.js';
import { OTHER_VMWARE_ROWS, VMWARE_ROWS } from './rows-vmware.js';
import * as sources from './sources.js';
import {
  isEsxi50,
  isOlder,
  isVMware,
  mayBeWorkstation,
  predatesVirtualizedHv,
  type Stack,
} from './stack.js';
import { compareVersions } from './versions.js';

export { GUEST_COLUMNS, type Cell, type GuestColumn, type Row, type VerdictWord };

/** What runs on what, as the table shows it. Every cell has its source. */
export const MATRIX: readonly Row[] = [...VMWARE_ROWS, ...OTHER_ROWS];

const ROWS = new Map([...MATRIX, ...OTHER_VMWARE_ROWS].map((row) => [row.id, row]));

export interface Verdict extends Cell {
  /** The row of the matrix; undefined where none fits. */
  readonly row: string | undefined;
}

/** Whether the guest hypervisor can run on that host, and what it takes. */
export function judge(stack: Stack): Verdict {
  let verdict = verdicts.get(stack);
  if (verdict === undefined) verdicts.set(stack, (verdict = look(stack)));
  return verdict;
}

/** Several rules ask about each file. */
const verdicts = new WeakMap<Stack, Verdict>();

function look(stack: Stack): Verdict {
  if (stack.cpu === 'arm') return unjudged('The matrix is about x86, and about Apple silicon.');
  if (stack.under !== undefined && !hypervOwnsCpu(stack)) {
    const below = judgeUnder(stack);
    if (below !== undefined) return below;
  }
  const tooOld = hypervTooOld(stack) ?? virtualBoxTooOld(stack);
  if (tooOld !== undefined) return { ...tooOld, row: stack.host.product };
  const id = rowOf(stack);
  const row = id === undefined ? undefined : ROWS.get(id);
  if (row === undefined) {
    return unjudged('The matrix has nothing about this product on Apple silicon.');
  }
  const found =
    stack.guest === undefined || stack.guest === 'any'
      ? (row.any ?? dependsOnGuest(row))
      : row.cells[stack.guest];
  return { ...found, row: row.id };
}

/** A combination that cannot work, by more than our own conclusion: what an error may rest on. */
export function isRuledOut({ verdict, confidence }: Cell): boolean {
  return verdict === 'impossible' && confidence === 'sourced';
}

function rowOf(stack: Stack): string | undefined {
  const { host, cpu } = stack;
  // On Apple silicon there is no Workstation, and what VirtualBox does there has no source.
  if (cpu === 'apple') {
    if (host.product === 'fusion' || (host.product === 'vmware' && host.hosted !== false)) {
      return 'fusion-apple';
    }
    if (host.product === 'parallels') return 'parallels-apple';
    return host.product === 'apple-vz' ? 'apple-vz' : undefined;
  }
  if (hypervOwnsCpu(stack)) {
    return host.product === 'virtualbox' ? 'virtualbox-hyperv' : 'workstation-hyperv';
  }
  if (predatesVirtualizedHv(host)) return 'vmware-old';
  if (isEsxi50(host)) return 'esxi-5.0';
  if (host.product === 'player') return 'workstation';
  if (host.product === 'vmware' && host.hosted === false) return 'esxi';
  return host.product === 'azure' ? 'hyper-v' : host.product;
}

/** The host runs on Windows with Hyper-V on, whatever may be below that. */
function hypervOwnsCpu({ host, hyperv, hostOs, cpu }: Stack): boolean {
  if (hyperv !== 'on' || cpu === 'apple' || (hostOs !== undefined && hostOs !== 'windows')) {
    return false;
  }
  return mayBeWorkstation(host) || host.product === 'virtualbox';
}

function dependsOnGuest(row: Row): Cell {
  return cell(
    'unknown',
    'It depends on the hypervisor inside the VM.',
    uniqueSources(Object.values(row.cells)),
    { needs: [...new Set(row.cells.kvm.needs)], confidence: 'inferred' },
  );
}

function uniqueSources(cells: readonly Cell[]): Cell['sources'] {
  return [...new Set(cells.flatMap((one) => one.sources))];
}

/** The host product is a VM itself. */
function judgeUnder(stack: Stack): Verdict | undefined {
  const { under, host } = stack;
  if (!isVMware(host.product)) return unjudged('Nothing is known of three levels with this host.');
  const id = under === 'kvm' ? 'vmware-under-kvm' : 'vmware-under-hyper-v';
  if (under === 'kvm' || under === 'hyper-v' || under === 'azure') {
    const row = ROWS.get(id)!;
    return {
      ...row.cells[stack.guest === undefined || stack.guest === 'any' ? 'kvm' : stack.guest],
      row: id,
    };
  }
  return unjudged('No source says whether VMware nests further under this hypervisor.');
}

function unjudged(summary: string): Verdict {
  return {
    ...cell('unknown', summary, [sources.MATRIX_NOTE], { confidence: 'inferred' }),
    row: undefined,
  };
}

/** Releases of Windows 10 by year and month, or half: 2004 is no server. From 21H2 on Windows 11 has the same names. */
const WINDOWS_10 = /^(?:1[5-9]\d\d|2004|20h2|21h1)$/i;

/** Nesting came with Server 2016 and Windows 10, for AMD with Server 2022 and Windows 11. */
function hypervTooOld({ host: given, cpu }: Stack): Cell | undefined {
  if (given.product !== 'hyper-v' || given.version === undefined) return undefined;
  const host = { ...given, version: WINDOWS_10.test(given.version) ? '10' : given.version };
  const isServer = compareVersions(host.version, '2000') > 0;
  const tooOldAtAll = isOlder(host, 'hyper-v', isServer ? '2016' : '10');
  const tooOldForAmd = cpu === 'amd' && isOlder(host, 'hyper-v', isServer ? '2022' : '11');
  if (!tooOldAtAll && !tooOldForAmd) return undefined;
  return cell(
    'impossible',
    tooOldAtAll
      ? 'Hyper-V nests since Windows Server 2016 and Windows 10; this host is older.'
      : 'On AMD, Hyper-V nests since Windows Server 2022 and Windows 11; this host is older.',
    [sources.HYPERV_ENABLE_NESTED, sources.HYPERV_NESTED_OLDER],
    {
      alternative: tooOldAtAll
        ? 'Windows Server 2016 or Windows 10 as the host, with AMD Windows Server 2022 or Windows 11'
        : 'Windows Server 2022 or Windows 11 as the host, or an Intel CPU',
    },
  );
}

/** The setting came with 6.0, where it does nothing on Intel, and works on Intel since 6.1. */
function virtualBoxTooOld({ host, cpu }: Stack): Cell | undefined {
  const since = cpu === 'intel' ? '6.1' : '6.0';
  if (!isOlder(host, 'virtualbox', since)) return undefined;
  return cell(
    'impossible',
    `VirtualBox nests since 6.0 on AMD and since 6.1 on Intel; this host is older.`,
    [sources.VIRTUALBOX_CHANGELOG],
    { alternative: 'VirtualBox 6.1 or newer' },
  );
}
