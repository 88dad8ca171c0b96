import {
  foldCase,
  nameOf,
  parseVmx,
  unescapeValue,
  type VmxComment,
  type VmxEntry,
  type VmxNode,
  type VmxRoot,
} from '../../../grammars/vmx/index.js';
import { findEncoding, type TextEncoding } from '../../source/encodings.js';
import { LineIndex } from '../../source/line-index.js';
import type { Source } from '../../source/source.js';
import type { StackHints } from '../../stack/infer.js';
import type { Change } from '../change.js';
import type { VmxDialect } from '../dialects.js';
import type { BaseDocument, CommentText, ReadOnly } from '../document.js';
import { removeLine, setComment } from './changes.js';
import { VmxTraits } from './traits.js';
import { findSecrets, isSecretName } from './secrets.js';
import { findPlaceholders, type Placeholders } from './placeholders.js';

export type Encryption = 'none' | 'partial' | 'full';

const COMMENT_MARKS = /^#+[ \t]*/;

/** A `.vmx` file that was read: its source, its tree, and what its settings say. */
export class VmxDocument implements BaseDocument<VmxNode> {
  readonly language = 'vmx';
  readonly root: VmxRoot;
  /** The name in `.encoding`, as written; whether VMware knows it or not. */
  readonly declaredEncoding: string | undefined;
  /** What `.encoding` names, where VMware supports it. */
  readonly knownEncoding: TextEncoding | undefined;
  readonly encryption: Encryption;
  /** Set where the file is a template. */
  readonly placeholders: Placeholders | undefined;
  #foldedView: string | undefined;
  #traits: VmxTraits | undefined;
  #settings: Map<string, VmxEntry> | undefined;
  readonly #repeated = new Map<string, VmxEntry[]>();

  constructor(
    readonly source: Source,
    readonly dialect: VmxDialect = 'vmx',
  ) {
    this.root = parseVmx(source.view);
    source.lines = new LineIndex(source.view, this.root.children);
    this.declaredEncoding = this.value('.encoding');
    this.knownEncoding =
      this.declaredEncoding === undefined ? undefined : findEncoding(this.declaredEncoding);
    // A file that can be read so far is not in an encoding in which `.encoding` is written otherwise.
    if (source.form === 'bytes' && source.bomLength === 0 && this.knownEncoding?.asciiSuperset) {
      source.encoding = this.knownEncoding;
    }
    this.placeholders = findPlaceholders(source.view, this.root.children);
    this.encryption = this.readEncryption();
  }

  get nodes(): readonly VmxNode[] {
    return this.root.children;
  }

  /** The first entry of each setting, by folded key, in the order of the file. */
  get settings(): ReadonlyMap<string, VmxEntry> {
    if (this.#settings === undefined) this.readSettings();
    return this.#settings!;
  }

  /** The settings that stand more than once, by folded key, each with all of its entries. */
  get repeated(): ReadonlyMap<string, readonly VmxEntry[]> {
    if (this.#settings === undefined) this.readSettings();
    return this.#repeated;
  }

  private readSettings(): void {
    const settings = new Map<string, VmxEntry>();
    for (const node of this.root.children) {
      if (node.type !== 'entry') continue;
      const key = node.name.folded;
      const first = settings.get(key);
      if (first === undefined) {
        settings.set(key, node);
        continue;
      }
      const copies = this.#repeated.get(key);
      if (copies === undefined) this.#repeated.set(key, [first, node]);
      else copies.push(node);
    }
    this.#settings = settings;
  }

  /** The first entry of a setting. */
  entry(key: string): VmxEntry | undefined {
    return this.settings.get(nameOf(key).folded);
  }

  /** All entries of a setting, in the order of the file. */
  entriesOf(key: string): readonly VmxEntry[] {
    const { folded } = nameOf(key);
    const first = this.settings.get(folded);
    return first === undefined ? [] : (this.#repeated.get(folded) ?? [first]);
  }

  /** The value of a setting as VMware reads it: escapes undone, then decoded. Undefined: absent. */
  value(key: string): string | undefined {
    const entry = this.entry(key);
    return entry && this.valueOf(entry);
  }

  valueOf(entry: VmxEntry): string {
    if (this.source.isAscii && !entry.value.includes('|')) return entry.value;
    return this.source.encoding.decode(unescapeValue(entry.value));
  }

  keyOf(entry: VmxEntry): string {
    return this.source.encoding.decode(entry.key);
  }

  /** A value for messages: secrets masked, long ones cut. */
  shownValue(entry: VmxEntry): string {
    if (isSecretName(entry.name)) return '********';
    const value = this.valueOf(entry);
    return value.length > 60 ? `${value.slice(0, 57)}…` : value;
  }

  /** TRUE, FALSE, or undefined where the setting is absent or says neither (a placeholder, say). */
  flag(key: string): boolean | undefined {
    const value = this.value(key)?.toLowerCase();
    return value === 'true' ? true : value === 'false' ? false : undefined;
  }

  get isSettings(): boolean {
    return this.settings.size > 0;
  }

  /** Whether a rule may say that a setting is absent: not in a block of a template, not in an encrypted part. */
  get showsAllSettings(): boolean {
    return this.placeholders?.block !== true && this.encryption !== 'full';
  }

  /**
   * Whether something seems to set the key although VMware does not see it: a line that it cannot read, a
   * key with a no-break space or a quote in it. Then the setting is not simply absent.
   */
  mentionsUnreadably(key: string): boolean {
    const folded = foldCase(key);
    this.#foldedView ??= foldCase(this.source.view);
    if (!this.#foldedView.includes(folded)) return false;
    return this.root.children.some((node) =>
      node.type === 'malformed'
        ? foldCase(this.source.view.slice(node.start, node.end)).includes(folded)
        : node.type === 'entry' && node.name.folded.replace(/[^\w.:-]+/g, '') === folded,
    );
  }

  isPlaceholder(node: VmxNode): boolean {
    return this.placeholders?.nodes.has(node) === true;
  }

  /** The place of a node in `nodes`. */
  indexOf(node: VmxNode): number {
    return this.source.lines.lineAt(node.start);
  }

  /** The node that holds the character at `offset` of the view; there is one. */
  nodeAt(offset: number): VmxNode {
    return this.root.children[this.source.lines.lineAt(offset)]!;
  }

  /** The end of line that most lines have. */
  get endOfLine(): string {
    const counts = { '\n': 0, '\r\n': 0, '\r': 0 };
    for (const { end, next } of this.root.children) {
      if (next - end === 2) counts['\r\n']++;
      else if (next > end) counts[this.source.view.charCodeAt(end) === 0x0a ? '\n' : '\r']++;
    }
    const [most] = Object.entries(counts).sort((a, b) => b[1] - a[1]);
    return most![0];
  }

  get traits(): VmxTraits {
    return (this.#traits ??= new VmxTraits(this));
  }

  get stackHints(): StackHints {
    return {
      guestOS: this.value('guestOS'),
      productCompatibility: this.value('virtualHW.productCompatibility'),
    };
  }

  *comments(): Generator<CommentText> {
    for (const node of this.root.children) {
      if (node.type !== 'comment') continue;
      const marks = COMMENT_MARKS.exec(this.source.view.slice(node.commentStart, node.end))![0];
      yield { node, text: { start: node.commentStart + marks.length, end: node.end } };
    }
  }

  /** The next line that is neither a comment nor blank: comments about one line may stand one above the other. */
  nodeBehind({ node }: CommentText): VmxNode | undefined {
    for (let at = this.indexOf(node as VmxNode) + 1; at < this.nodes.length; at++) {
      const next = this.nodes[at]!;
      if (next.type !== 'comment' && next.type !== 'blank') return next;
    }
    return undefined;
  }

  /** An encrypted file must not lose a line. */
  removeComment({ node }: CommentText): Change | undefined {
    return this.encryption === 'none' ? removeLine(this, node as VmxNode) : undefined;
  }

  rewriteComment({ node, text }: CommentText, says: string): Change | undefined {
    const comment = node as VmxComment;
    const marks = this.source.view.slice(comment.commentStart, text.start);
    return setComment(this, comment, marks + says);
  }

  /** The disks that the VM has, as the file names them. */
  referencedDisks(): string[] {
    const disks: string[] = [];
    for (const [key, entry] of this.settings) {
      if (!key.endsWith('.filename')) continue;
      const value = this.valueOf(entry);
      if (/\.vmdk$/i.test(value)) disks.push(value);
    }
    return disks;
  }

  /** Places in the view that hold secrets. */
  secrets(): { start: number; end: number }[] {
    return findSecrets(this.source.view, this.nodes);
  }

  get readOnly(): ReadOnly | undefined {
    if (this.source.form.startsWith('utf-16')) {
      return {
        reason: 'encoding',
        explanation:
          'it is UTF-16, which VMware cannot read; save it in the encoding that `.encoding` names, or as UTF-8 without a byte order mark',
      };
    }
    if (this.source.form === 'bytes' && this.knownEncoding?.asciiSuperset === false) {
      return {
        reason: 'encoding',
        explanation: `it declares the encoding ${this.knownEncoding.name}, in which single bytes cannot be replaced safely; save it as UTF-8 and declare that`,
      };
    }
    if (this.encryption === 'full') {
      return {
        reason: 'encrypted',
        explanation:
          'it is encrypted and its settings cannot be seen; change them in the VMware product, or remove the encryption first',
      };
    }
    if (this.entriesOf('checkpoint.vmState').some(({ value }) => value !== '')) {
      return {
        reason: 'suspended',
        explanation:
          'the VM is suspended (`checkpoint.vmState` names its saved state), and resuming fails when settings change; resume it and shut it down first',
      };
    }
    return undefined;
  }

  private readEncryption(): Encryption {
    if (this.entry('encryption.keySafe') === undefined) return 'none';
    return this.value('vmx.encryptionType')?.toLowerCase() === 'partial' ? 'partial' : 'full';
  }
}
