import {
  HARDWARE_VERSIONS_BROADCOM,
  HARDWARE_VERSIONS_ESXI,
  HARDWARE_VERSIONS_SECONDARY,
  HARDWARE_VERSIONS_UNSOURCED,
} from './sources.js';
import {
  isEsxi50,
  predatesVirtualizedHv,
  type Confidence,
  type Host,
  type Reference,
} from './stack.js';
import { reaches, type Version } from './versions.js';

type Column = 'esxi' | 'workstation' | 'fusion';

/** Which version of a product brought a hardware version; null: that product line never did. */
type Row = readonly [
  hardware: number,
  esxi: Version | null,
  workstation: Version | null,
  fusion: Version | null,
];

export const HARDWARE_VERSIONS: readonly Row[] = [
  [3, '2', '4', null],
  [4, '3', '5', '1'],
  [6, null, '6.0', null],
  [7, '4', '6.5', '2'],
  [8, '5.0', '8', '4'],
  [9, '5.1', '9', '5'],
  [10, '5.5', '10', '6'],
  [11, '6.0', '11', '7'],
  [12, null, '12', '8'],
  [13, '6.5', null, null],
  [14, '6.7', '14', '10'],
  [15, '6.7U2', null, null],
  [16, null, '15', '11'],
  [17, '7.0', null, null],
  [18, '7.0U1', '16.0', '12'],
  [19, '7.0U2', '16.2', '12.2'],
  [20, '8.0', '17.0', '13.0'],
  [21, '8.0U2', '17.5', '13.5'],
  [22, '9.0', '25H2', '25H2'],
];

/** These exist on no ESXi; such a VM does not move there. */
const NOT_ON_ESXI: readonly number[] = [12, 16];

export interface HardwareVersions {
  /** The highest `virtualHW.version` that this release line of the product knows. */
  readonly highest: number;
  /** Of the row that says so. What is not `sourced` must carry no error. */
  readonly confidence: Confidence;
  readonly sources: readonly Reference[];
}

/** Undefined where the product or its version is not known. */
export function hardwareVersionsOf(host: Host): HardwareVersions | undefined {
  const column = columnOf(host);
  if (column === undefined || host.version === undefined) return undefined;
  let highest: number | undefined;
  for (const row of HARDWARE_VERSIONS) {
    const since = cell(row, column);
    if (since !== null && reaches(productVersion(host, column), since)) highest = row[0];
  }
  return highest === undefined ? undefined : { highest, ...evidence(column, highest, host) };
}

/** Whether a host powers on a VM of that hardware version, where there is something to go by. */
export function knowsHardwareVersion(
  host: Host,
  hardware: number,
): { knows: boolean; confidence: Confidence; sources: readonly Reference[] } | undefined {
  const column = columnOf(host);
  if (column === undefined) return undefined;
  if (column === 'esxi' && NOT_ON_ESXI.includes(hardware)) {
    return { knows: false, ...evidence(column, hardware, host) };
  }
  const known = hardwareVersionsOf(host);
  const row = HARDWARE_VERSIONS.find(([version]) => version === hardware);
  if (known === undefined || row === undefined) return undefined;
  const { confidence, sources } = evidence(column, Math.max(hardware, known.highest), host);
  if (hardware > known.highest) return { knows: false, confidence, sources };
  return cell(row, column) === null ? undefined : { knows: true, confidence, sources };
}

/**
 * Whether `vhv.enable` means anything to a VM of that hardware version on that host. Undefined: not known, as
 * for ESXi 5.0, where /etc/vmware/config has to allow it first.
 */
export function readsVhvEnable(host: Host, hardware: number): boolean | undefined {
  if (!Number.isFinite(hardware)) return undefined;
  if (predatesVirtualizedHv(host) || hardware < 8) return false;
  if (isEsxi50(host)) return undefined;
  if (host.product === 'esxi' || (host.product === 'vmware' && host.hosted === false)) {
    return hardware >= 9;
  }
  if (host.product === 'vmware' && host.hosted === undefined && hardware === 8) return undefined;
  return columnOf(host) === undefined && host.product !== 'vmware' ? undefined : true;
}

function columnOf({ product, version, hosted }: Host): Column | undefined {
  if (product === 'esxi' || product === 'workstation' || product === 'fusion') return product;
  if (product === 'vmware' && hosted === false) return 'esxi';
  // Player counted for itself up to 7; only that Player 4 is Workstation 8 has a source.
  if (product === 'player' && version !== undefined) {
    return reaches(version, '12') || majorOf(version) === 4 ? 'workstation' : undefined;
  }
  return undefined;
}

function productVersion({ product, version = '' }: Host, column: Column): Version {
  return product === 'player' && column === 'workstation' && majorOf(version) === 4 ? '8' : version;
}

function majorOf(version: Version): number {
  return Number.parseInt(version, 10);
}

function cell(row: Row, column: Column): Version | null {
  return row[{ esxi: 1, workstation: 2, fusion: 3 }[column] as 1 | 2 | 3];
}

function evidence(
  column: Column,
  hardware: number,
  { product }: Host,
): { confidence: Confidence; sources: readonly Reference[] } {
  if (column === 'esxi') {
    const sources = [HARDWARE_VERSIONS_ESXI, HARDWARE_VERSIONS_BROADCOM];
    return { confidence: 'sourced', sources };
  }
  if (column === 'fusion' && hardware >= 9) {
    return { confidence: 'inferred', sources: [HARDWARE_VERSIONS_UNSOURCED] };
  }
  if (hardware >= 16 || product === 'player') {
    return { confidence: 'reported', sources: [HARDWARE_VERSIONS_SECONDARY] };
  }
  return { confidence: 'sourced', sources: [HARDWARE_VERSIONS_BROADCOM] };
}
