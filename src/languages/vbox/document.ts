import { walk, type XmlAttribute, type XmlElement } from '../../../grammars/xml/index.js';
import type { StackHints } from '../../stack/infer.js';
import type { Source } from '../../source/source.js';
import type { VboxDialect } from '../dialects.js';
import type { BaseDocument, ReadOnly, Span } from '../document.js';
import { XmlDocument } from '../xml/document.js';
import type { XmlPiece } from '../xml/pieces.js';
import { Machine } from './machine.js';
import { findPlaceholders, type Placeholders } from './placeholders.js';
import { attributeOf, childrenNamed, firstChild, localName } from './reading.js';
import { secretValues } from './secrets.js';
import { VboxTraits } from './traits.js';
import { parseSettingsVersion, type SettingsVersion } from './version.js';

/** The root element of every file of settings of VirtualBox, whatever its namespace. */
export const ROOT = 'VirtualBox';

/** What VirtualBox 7.2 and later write into the comment at the start: the only sure word on who wrote a file. */
const WRITTEN_BY = /\bWritten by VirtualBox ([0-9]+(?:\.[0-9]+)*)/;

/** A file of settings of VirtualBox that was read: of a machine, or of a user (`VirtualBox.xml`). */
export class VboxDocument extends XmlDocument implements BaseDocument<XmlPiece> {
  readonly language = 'vbox';
  /** `VirtualBox`; undefined: the file is something else, or has no element at all. */
  readonly settings: XmlElement | undefined;
  /** Undefined: the file is no machine, or an encrypted one. */
  readonly machine: Machine | undefined;
  /** The whole machine is encrypted, and nothing of it can be seen. */
  readonly encrypted: XmlElement | undefined;
  /** Undefined: absent, or VirtualBox cannot read it. */
  readonly version: SettingsVersion | undefined;
  #traits: VboxTraits | undefined;
  /** Set where the file is a template. */
  readonly placeholders: Placeholders | undefined;

  constructor(
    source: Source,
    readonly dialect: VboxDialect = 'vbox',
  ) {
    super(source);
    const { element } = this.root;
    this.settings = element !== undefined && localName(element) === ROOT ? element : undefined;
    this.placeholders = findPlaceholders(source.view, this.root);
    const version = attributeOf(this.settings, 'version');
    this.version = version && parseSettingsVersion(this.valueOf(version));
    this.encrypted = firstChild(this.settings, 'MachineEncrypted');
    const machine = firstChild(this.settings, 'Machine');
    this.machine = machine && new Machine(this, machine, this.version);
  }

  isPlaceholder(attribute: XmlAttribute): boolean {
    return this.placeholders?.attributes.has(attribute) === true;
  }

  get isSettings(): boolean {
    return this.machine !== undefined;
  }

  /** Whether a rule may say that an element is absent: not in a template whose parts come and go. */
  get showsAllSettings(): boolean {
    return this.placeholders?.block !== true && this.machine !== undefined && this.isWellFormed;
  }

  get traits(): VboxTraits {
    return (this.#traits ??= new VboxTraits(this));
  }

  get stackHints(): StackHints {
    const header = this.root.children.find(({ type }) => type === 'comment');
    const { view } = this.source;
    const writer = header && WRITTEN_BY.exec(view.slice(header.start, header.end));
    return { product: 'virtualbox', ...(writer && { version: writer[1]! }) };
  }

  get readOnly(): ReadOnly | undefined {
    const { obstacle } = this.encoding;
    if (obstacle !== undefined) return { reason: 'encoding', explanation: obstacle };
    if (this.encrypted !== undefined) {
      return {
        reason: 'encrypted',
        explanation:
          'the machine is encrypted and its settings cannot be seen; change them with VBoxManage or in the VirtualBox Manager',
      };
    }
    if (!this.isWellFormed) {
      return {
        reason: 'malformed',
        explanation:
          'it is no well-formed XML; mend what is found first, or restore NAME.vbox-prev',
      };
    }
    if (attributeOf(this.machine?.element, 'stateFile') !== undefined) {
      return {
        reason: 'suspended',
        explanation:
          'the machine has a saved state (`stateFile`), which does not fit other hardware; resume it and shut it down, or discard the state, first',
      };
    }
    return undefined;
  }

  secrets(): Span[] {
    return secretValues(this.source.view, this.root);
  }

  /** VirtualBox puts no locks beside disks. */
  referencedDisks(): string[] {
    return [];
  }

  /** The machine's snapshots, outer ones first. */
  snapshots(): XmlElement[] {
    const found: XmlElement[] = [];
    if (this.machine === undefined) return found;
    for (const top of childrenNamed(this.machine.element, 'Snapshot')) {
      walk(top, {
        enter: (node) => {
          if (node.type === 'element' && localName(node) === 'Snapshot') found.push(node);
        },
      });
      found.push(top);
    }
    return found;
  }
}
