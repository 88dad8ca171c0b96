import type { Confidence, GuestHypervisor, Reference } from './stack.js';

export type VerdictWord = 'works' | 'works-with' | 'unsupported' | 'impossible' | 'unknown';

/** One guest hypervisor on one kind of host. */
export interface Cell {
  readonly verdict: VerdictWord;
  /** Why, in a sentence. */
  readonly summary: string;
  /** What must hold already: versions, CPU. */
  readonly conditions: readonly string[];
  /** What to set or to do. */
  readonly needs: readonly string[];
  /** Where it cannot work: what works instead. */
  readonly alternative?: string;
  /** What products say, word for word. */
  readonly productMessages: readonly string[];
  /** At least one; a cell that nothing covers names what was looked at. */
  readonly sources: readonly Reference[];
  readonly confidence: Confidence;
}

export type GuestColumn = Exclude<GuestHypervisor, 'any'>;

export const GUEST_COLUMNS: readonly GuestColumn[] = [
  'esxi',
  'workstation',
  'hyper-v',
  'virtualbox',
  'kvm',
  'xen',
  'wsl2',
  'docker-desktop',
  'android-emulator',
  'virtual-pc',
];

/** A kind of host: a product together with what changes its answers. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly cells: Readonly<Record<GuestColumn, Cell>>;
  /** For whoever does not say which hypervisor; without it the answer depends on which one. */
  readonly any?: Cell;
}

interface Options {
  readonly conditions?: readonly string[];
  readonly needs?: readonly string[];
  readonly alternative?: string;
  readonly productMessages?: readonly string[];
  readonly confidence?: Confidence;
}

export function cell(
  verdict: VerdictWord,
  summary: string,
  sources: readonly Reference[],
  options: Options = {},
): Cell {
  const { conditions = [], needs = [], productMessages = [], confidence = 'sourced' } = options;
  return {
    verdict,
    summary,
    conditions,
    needs,
    ...(options.alternative !== undefined && { alternative: options.alternative }),
    productMessages,
    sources,
    confidence,
  };
}

/** The same answer for every guest hypervisor. */
export function everywhere(of: (guest: GuestColumn) => Cell): Readonly<Record<GuestColumn, Cell>> {
  return Object.fromEntries(GUEST_COLUMNS.map((guest) => [guest, of(guest)])) as Record<
    GuestColumn,
    Cell
  >;
}

export type Cells = Readonly<Record<GuestColumn, Cell>>;

export function unknown(...looked: readonly Reference[]): Cell {
  return cell('unknown', 'No source says whether it works.', looked, { confidence: 'inferred' });
}

/** The same for ESXi and VMware Workstation. */
export function vmware(of: Cell): Pick<Cells, 'esxi' | 'workstation'> {
  return { esxi: of, workstation: of };
}
