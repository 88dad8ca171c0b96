import type { XmlElement } from '../../../grammars/xml/index.js';
import type { Source } from '../../source/source.js';
import type { Change } from '../change.js';
import type { ReadOnly, Span } from '../document.js';
import { hasPlaceholder } from '../placeholders.js';
import { setContent } from '../xml/changes.js';
import { XmlDocument } from '../xml/document.js';
import type { XmlPiece } from '../xml/pieces.js';
import { ROOT, STACK_HINTS, type HypervDocument } from './document.js';
import { secretSettings } from './secrets.js';
import { settingsBelow, textOf, type Setting } from './settings.js';
import { HypervTraits } from './traits.js';
import { HypervVm } from './vm.js';
import { readXmlTree, type XmlSetting } from './xml-tree.js';

/** The XML in which Hyper-V kept VMs up to Windows Server 2012 R2, or the `box.xml` that Packer writes. */
export class HypervXmlDocument extends XmlDocument implements HypervDocument<XmlPiece> {
  readonly language = 'hyperv';
  readonly tree: XmlSetting | undefined;
  readonly vm: HypervVm | undefined;
  readonly placeholders: { readonly block: boolean } | undefined;
  readonly stackHints = STACK_HINTS;
  #settings: ReadonlyMap<XmlElement, XmlSetting> | undefined;
  #traits: HypervTraits | undefined;

  constructor(
    source: Source,
    readonly dialect: 'hyperv' | 'packer-box' = 'hyperv',
  ) {
    super(source);
    const { element } = this.root;
    this.tree = element?.name === ROOT ? readXmlTree(this, element) : undefined;
    this.vm = this.tree && new HypervVm(this.tree, dialect === 'packer-box');
    this.placeholders = this.findPlaceholders();
  }

  get isSettings(): boolean {
    return this.vm !== undefined;
  }

  get showsAllSettings(): boolean {
    return this.placeholders?.block !== true && this.vm !== undefined && this.isWellFormed;
  }

  get traits(): HypervTraits {
    return (this.#traits ??= new HypervTraits(this));
  }

  get readOnly(): ReadOnly | undefined {
    const { obstacle } = this.encoding;
    if (obstacle !== undefined) return { reason: 'encoding', explanation: obstacle };
    if (!this.isWellFormed) {
      const explanation =
        'it is no well-formed XML; mend what is found first, or export the VM again';
      return { reason: 'malformed', explanation };
    }
    if (this.vm?.savedState !== undefined) {
      const explanation =
        'the VM has a saved state (`savedstate`), which does not fit other settings; start it and shut it down, or delete the state, first';
      return { reason: 'suspended', explanation };
    }
    return undefined;
  }

  /** A value belongs to the tag of its element: what is said of that tag, in a comment before it, is said of it. */
  override nodeAt(offset: number): XmlPiece {
    const piece = super.nodeAt(offset);
    const { parent } = piece.node;
    const isValue = piece.type === 'text' || piece.type === 'cdata';
    if (!isValue || parent.type !== 'element') return piece;
    const isLeaf = parent.children.every(({ type }) => type !== 'element');
    return isLeaf ? this.nodes[this.indexOf(parent)]! : piece;
  }

  /** Every setting that the file has, in its order. */
  settings(): XmlSetting[] {
    return settingsBelow(this.tree) as XmlSetting[];
  }

  /** The setting that an element holds. */
  settingOf(element: XmlElement): XmlSetting | undefined {
    if (this.#settings === undefined) {
      const settings = new Map<XmlElement, XmlSetting>();
      if (this.tree !== undefined) {
        settings.set(this.tree.element, this.tree);
        for (const setting of this.settings()) settings.set(setting.element, setting);
      }
      this.#settings = settings;
    }
    return this.#settings.get(element);
  }

  change(setting: Setting, value: boolean | bigint | string): Change | undefined {
    const { element } = setting as XmlSetting;
    return setContent(this, element, textOf(value));
  }

  secrets(): Span[] {
    return this.tree === undefined ? [] : secretSettings(this.tree);
  }

  referencedDisks(): string[] {
    return [];
  }

  private findPlaceholders(): { block: boolean } | undefined {
    const { view } = this.source;
    if (this.tree === undefined || !/\{\{|\{%|<%|\$[({]|@[A-Z]|__[A-Z]/.test(view))
      return undefined;
    const hasAny = settingsBelow(this.tree).some(({ isPlaceholder }) => isPlaceholder);
    const block = this.nodes.some(
      ({ type, start, end, node }) =>
        (type === 'text' || type === 'malformed') &&
        hasPlaceholder(view.slice(start, end)) &&
        node.parent.children.some((sibling) => sibling.type === 'element'),
    );
    return hasAny || block ? { block } : undefined;
  }
}
