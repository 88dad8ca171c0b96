import type { StackHints } from '../../stack/infer.js';
import type { HypervDialect } from '../dialects.js';
import type { Change } from '../change.js';
import type { BaseDocument, BaseNode } from '../document.js';
import type { HypervTraits } from './traits.js';
import type { Setting } from './settings.js';
import type { HypervVm } from './vm.js';

/** A configuration of Hyper-V, whatever kind of file it was read from: XML, a container, or the listing of one. */
export interface HypervDocument<Node extends BaseNode = BaseNode> extends BaseDocument<Node> {
  readonly language: 'hyperv';
  readonly dialect: HypervDialect;
  /** `configuration`; undefined: the file is something else, or broken. */
  readonly tree: Setting | undefined;
  /** Undefined: the file has no settings of a VM. */
  readonly vm: HypervVm | undefined;
  readonly traits: HypervTraits;
  /** Gives a setting another value of its type. Undefined: this kind of file cannot be changed so. */
  change(setting: Setting, value: boolean | bigint | string): Change | undefined;
}

export const ROOT = 'configuration';

export const STACK_HINTS: StackHints = { product: 'hyper-v' };
