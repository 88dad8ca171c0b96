import {
  parseVmcx,
  patchLeaf,
  type VmcxFile,
  type VmcxKey,
  type VmcxRegion,
} from '../../../grammars/vmcx/index.js';
import { applyEdits } from '../../source/edits.js';
import { BINARY } from '../../source/encodings.js';
import { LineIndex } from '../../source/line-index.js';
import type { Source } from '../../source/source.js';
import type { Change } from '../change.js';
import type { BaseNode, ListedPlace, ReadOnly, Span } from '../document.js';
import { nodeAt } from '../nodes.js';
import { readContainerTree, type ContainerSetting } from './container-tree.js';
import { STACK_HINTS, type HypervDocument } from './document.js';
import { listed } from './listing.js';
import { isSecret, secretSettings } from './secrets.js';
import { pathOf, settingsBelow, type Setting } from './settings.js';
import { HypervTraits } from './traits.js';
import { WithoutComments } from './without-comments.js';
import { vmIn, type HypervVm } from './vm.js';

/** Of a key: its value lies elsewhere in the file, where no checksum tells that it is right. */
const IN_FILE_OBJECT = 1;

/** A part of the container: a header, a table, an entry, or what lies between. */
export interface ContainerNode extends BaseNode {
  /** Of an entry that holds a setting. */
  readonly key: VmcxKey | undefined;
}

/** A `.vmcx`. Its view has one character a byte, so that places are offsets of bytes. */
export class ContainerDocument extends WithoutComments implements HypervDocument<ContainerNode> {
  readonly language = 'hyperv';
  readonly dialect = 'vmcx';
  readonly placeholders = undefined;
  readonly stackHints = STACK_HINTS;
  readonly container: VmcxFile;
  readonly tree: ContainerSetting | undefined;
  readonly vm: HypervVm | undefined;
  readonly nodes: readonly ContainerNode[];
  readonly #settings: ReadonlyMap<VmcxKey, ContainerSetting>;
  #traits: HypervTraits | undefined;

  /** `inPlace`: somebody asked for bytes of it to be changed. */
  constructor(
    readonly source: Source,
    private readonly inPlace: boolean,
  ) {
    super();
    source.encoding = BINARY;
    source.lines = new LineIndex(source.view, [{ start: 0 }]);
    const container = containerOf(source);
    this.container = container;
    this.nodes = nodesOf(container);
    const { root, settings } = readContainerTree(container);
    this.tree = root;
    this.#settings = settings;
    this.vm = vmIn(root);
  }

  get isSettings(): boolean {
    return this.vm !== undefined;
  }

  get showsAllSettings(): boolean {
    return this.vm !== undefined && this.container.isSound;
  }

  get traits(): HypervTraits {
    return (this.#traits ??= new HypervTraits(this));
  }

  get readOnly(): ReadOnly | undefined {
    if (!this.container.isSound) {
      return { reason: 'malformed', explanation: whyUnsound(this.container) };
    }
    if (this.inPlace) return undefined;
    return {
      reason: 'binary',
      explanation:
        'it is binary, and Microsoft supports changes through Hyper-V only: --fix-script FILE.ps1 writes what makes them; --fix --unsafe --vmcx-in-place changes bytes of it all the same',
    };
  }

  change(setting: Setting, value: boolean | bigint | string): Change | undefined {
    const key = (setting as ContainerSetting).key;
    const isLeaf = key.type === 'bool' || key.type === 'integer';
    const isInEntry = (key.flags & IN_FILE_OBJECT) === 0;
    if (!isLeaf || !isInEntry || typeof value === 'string' || !this.container.isSound)
      return undefined;
    const { view } = this.source;
    const patches = patchLeaf(Buffer.from(view, 'latin1'), key, value);
    const edits = patches.map(({ start, end, bytes }) => ({
      start,
      end,
      text: Buffer.from(bytes).toString('latin1'),
    }));
    const region = this.container.regions[key.region]!;
    const inside = edits.map((edit) => ({
      ...edit,
      start: edit.start - region.start,
      end: edit.end - region.start,
    }));
    const next = applyEdits(view.slice(region.start, region.end), inside);
    const says = signatureOfRegion(next, region, key);
    return { edits, nodes: [{ index: key.region, remove: 1, insert: [says] }] };
  }

  nodeAt(offset: number): ContainerNode {
    return nodeAt(this.nodes, offset);
  }

  /** What is to be seen of a place that is no text: the line of a listing. */
  listedAt({ start }: Span): ListedPlace {
    const { key, type } = this.nodeAt(start);
    const setting = key && this.#settings.get(key);
    if (setting === undefined) return { text: `(${type})`, start: 0, end: type.length + 2 };
    const path = ['configuration', pathOf(setting)].filter((name) => name !== '').join('/');
    if (setting.type === 'node') return { text: path, start: 0, end: path.length };
    const value = isSecret(setting) ? '*'.repeat(8) : listed(setting);
    const text = `${path} = ${value}`;
    const isAll = value === '';
    return { text, start: isAll ? 0 : text.length - value.length, end: text.length };
  }

  secrets(): Span[] {
    return this.tree === undefined ? [] : secretSettings(this.tree);
  }

  /** Every setting that the file has, in its order. */
  settings(): Setting[] {
    return settingsBelow(this.tree);
  }
}

function whyUnsound({ pendingLogEntries, problems }: VmcxFile): string {
  if (pendingLogEntries > 0) {
    return 'its replay log has changes that are not in it yet: the VM runs, or its host crashed; shut the VM down first';
  }
  return problems.every(({ code }) => code === 'format-version')
    ? 'vmlint does not know its format: let Hyper-V change it'
    : 'it is damaged; export the VM again, or restore the file from a backup';
}

/** At least one, so that every place is in one: of an empty file, a gap of no length. */
function nodesOf({ regions, keys }: VmcxFile): ContainerNode[] {
  if (regions.length === 0) return [{ type: 'gap', start: 0, end: 0, key: undefined }];
  const nodes: ContainerNode[] = [];
  let next = 0;
  for (const [index, { type, start, end }] of regions.entries()) {
    const key = keys[next]?.region === index ? keys[next++] : undefined;
    nodes.push({ type, start, end, key });
  }
  return nodes;
}

const read = new WeakMap<Source, VmcxFile>();

/** The container that a source holds, read once. */
export function containerOf(source: Source): VmcxFile {
  let container = read.get(source);
  if (container === undefined) {
    read.set(source, (container = parseVmcx(Buffer.from(source.view, 'latin1'))));
  }
  return container;
}

export function signatureOfNode(view: string, { key, ...region }: ContainerNode): string {
  return signatureOfRegion(view.slice(region.start, region.end), region as VmcxRegion, key);
}

/** What a part of the container says: all of its bytes but the checksum, which goes with the others. */
function signatureOfRegion(
  bytes: string,
  { type, start }: Pick<VmcxRegion, 'type' | 'start'>,
  key: VmcxKey | undefined,
): string {
  if (key === undefined) return `${type} ${bytes}`;
  const checksum = key.crcStart - start;
  return `${type} ${bytes.slice(0, checksum)}....${bytes.slice(checksum + 4)}`;
}
