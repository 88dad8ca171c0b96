import type { Stack } from '../../stack/stack.js';
import type { Span } from '../document.js';
import type { Switch, Traits, Turning } from '../traits.js';
import type { HypervDocument } from './document.js';
import { forVm } from './powershell.js';
import { boolOf, type Setting } from './settings.js';
import { isBefore } from './version.js';
import type { HypervVm } from './vm.js';

/** As messages call it: the part of the path that says what it is. */
const SETTING = 'nested_virtualization/enabled';

/** What a configuration of Hyper-V says that other files say, too. */
export class HypervTraits implements Traits {
  readonly nestedVirtualization: Switch;
  /** No configuration says what system is in the VM. */
  readonly guestSetting = '';
  readonly guestSystem = undefined;
  readonly ownHypervisor = undefined;
  /** Spoofing of MAC addresses is no setting that can be read: it has a rule of its own. */
  readonly deafCards = [];

  constructor(private readonly document: HypervDocument) {
    this.nestedVirtualization = new ExposedExtensions(document);
  }

  /** Where an absent setting is told of: the version, which says what the file can have. */
  get purpose(): Span | undefined {
    const { vm } = this.document;
    return (vm?.at('properties/version') ?? vm?.at('properties/name') ?? vm?.root)?.at;
  }

  /** A file of Hyper-V is read by Hyper-V alone. */
  mayNest({ host }: Stack): boolean {
    return host.product === 'hyper-v' && this.document.vm !== undefined;
  }
}

class ExposedExtensions implements Switch {
  readonly setting = SETTING;
  readonly values = { on: 'True', off: 'False' };
  readonly refusal = undefined;
  readonly #setting: Setting | undefined;

  constructor(private readonly document: HypervDocument) {
    this.#setting = document.vm?.nested;
  }

  get state(): Switch['state'] {
    if (this.#setting === undefined) return 'absent';
    const on = boolOf(this.#setting);
    return on === undefined ? 'unclear' : on ? 'on' : 'off';
  }

  get said(): string {
    return `\`${SETTING}\` = ${this.#setting?.text ?? ''}`;
  }

  get at(): Span | undefined {
    return this.#setting?.at;
  }

  /** Configurations before 8.0 do not know it; that they are too old has a rule of its own. */
  isRead(): boolean {
    const { vm, dialect } = this.document;
    return dialect !== 'packer-box' && vm?.version !== undefined && !isBefore(vm.version, '8.0');
  }

  obstacle(): undefined {
    return undefined;
  }

  turn(to: 'on' | 'off'): Turning | undefined {
    const { vm } = this.document;
    if (vm === undefined) return undefined;
    const title = `set \`${SETTING}\` to ${this.values[to]}`;
    const commands = forVm(
      vm,
      'Set-VMProcessor',
      `-ExposeVirtualizationExtensions $${to === 'on'}`,
    );
    const change = this.#setting && this.document.change(this.#setting, to === 'on');
    // Bytes of a container are changed only where somebody asks for that.
    return { title, safety: 'unsafe', ...(change ?? { edits: [], nodes: [] }), commands };
  }
}

export function isNested(vm: HypervVm): boolean {
  return boolOf(vm.nested) === true;
}
