import type { Source } from '../../source/source.js';
import type { Change } from '../change.js';
import type { BaseNode, Span } from '../document.js';
import { nodeAt } from '../nodes.js';
import { STACK_HINTS, type HypervDocument } from './document.js';
import { listed, readListing } from './listing.js';
import { secretSettings } from './secrets.js';
import { textOf, type Setting } from './settings.js';
import { HypervTraits } from './traits.js';
import { WithoutComments } from './without-comments.js';
import { vmIn, type HypervVm } from './vm.js';

/** The listing of a container: so rules show by examples what they make of one. */
export class ListingDocument extends WithoutComments implements HypervDocument {
  readonly language = 'hyperv';
  readonly dialect = 'vmcx';
  readonly placeholders = undefined;
  readonly readOnly = undefined;
  readonly stackHints = STACK_HINTS;
  readonly tree: Setting | undefined;
  readonly vm: HypervVm | undefined;
  readonly nodes: readonly BaseNode[];
  #traits: HypervTraits | undefined;

  constructor(readonly source: Source) {
    super();
    const { root, lines } = readListing(source.view, (view) => source.encoding.decode(view));
    this.tree = root;
    this.nodes = lines.map((line) => ({ type: 'line', ...line }));
    this.vm = vmIn(root);
  }

  get isSettings(): boolean {
    return this.vm !== undefined;
  }

  get showsAllSettings(): boolean {
    return this.vm !== undefined;
  }

  get traits(): HypervTraits {
    return (this.#traits ??= new HypervTraits(this));
  }

  change(setting: Setting, value: boolean | bigint | string): Change | undefined {
    if (typeof value === 'string') return undefined;
    const { at } = setting;
    const index = this.nodes.indexOf(this.nodeAt(at.start));
    const { start, end } = this.nodes[index]!;
    const text = listed({ type: setting.type, value, text: textOf(value) });
    const { view } = this.source;
    const line = view.slice(start, at.start) + text + view.slice(at.end, end);
    return { edits: [{ ...at, text }], nodes: [{ index, remove: 1, insert: [line] }] };
  }

  nodeAt(offset: number): BaseNode {
    return nodeAt(this.nodes, offset);
  }

  secrets(): Span[] {
    return this.tree === undefined ? [] : secretSettings(this.tree);
  }
}
