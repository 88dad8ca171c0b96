import type { XmlElement } from '../../../grammars/xml/index.js';
import type { Stack } from '../../stack/stack.js';
import type { Change } from '../change.js';
import type { Span } from '../document.js';
import type { DeafCard, GuestSystem, Switch, Traits, Turning } from '../traits.js';
import { setFeature, setText } from './changes.js';
import { modifyVm } from './commands.js';
import type { VboxDocument } from './document.js';
import { attributeRange, attributeValueRange, flagRange, tagRange } from './ranges.js';
import { attributeOf, firstChild } from './reading.js';

const NESTED = 'NestedHWVirt';

/** What a `.vbox` says that other files say, too. */
export class VboxTraits implements Traits {
  readonly nestedVirtualization: Switch;
  readonly guestSetting = 'OSType';
  /** No `OSType` of VirtualBox is a hypervisor. */
  readonly ownHypervisor = undefined;

  constructor(private readonly document: VboxDocument) {
    this.nestedVirtualization = new NestedHwVirt(document);
  }

  get purpose(): Span | undefined {
    const { machine } = this.document;
    if (machine === undefined) return undefined;
    const osType = attributeOf(machine.element, 'OSType');
    return osType === undefined ? tagRange(machine.element) : attributeRange(osType);
  }

  get guestSystem(): GuestSystem | undefined {
    const osType = attributeOf(this.document.machine?.element, 'OSType');
    if (osType === undefined || this.document.isPlaceholder(osType)) return undefined;
    const value = this.document.valueOf(osType);
    // What VirtualBox knows of 64 bits ends in one of these; a name that it does not know says nothing.
    const is32Bit = /^[A-Za-z0-9]+$/.test(value) && !/_(?:64|arm64)$/.test(value);
    return { setting: 'OSType', value, at: attributeValueRange(osType), is32Bit };
  }

  get deafCards(): readonly DeafCard[] {
    const { machine } = this.document;
    if (machine === undefined) return [];
    return machine.adapters.flatMap((adapter) => {
      const card = hearsOthers(adapter) ? undefined : this.deafCard(adapter);
      return card ?? [];
    });
  }

  private deafCard(adapter: XmlElement): DeafCard | undefined {
    const policy = attributeOf(adapter, 'promiscuousModePolicy');
    const value = policy && this.document.valueOf(policy);
    if (policy !== undefined && (value !== 'Deny' || this.document.isPlaceholder(policy))) {
      return undefined;
    }
    const machine = this.document.machine!;
    const slot = machine.number(adapter, 'slot');
    const which = slot === undefined ? 'an adapter' : `the adapter in slot ${slot}`;
    return {
      setting: 'promiscuousModePolicy',
      said:
        policy === undefined
          ? `missing \`promiscuousModePolicy\` of ${which}, which then denies`
          : `\`promiscuousModePolicy\`="Deny" of ${which}`,
      expected: '"AllowAll"',
      at: policy === undefined ? tagRange(adapter) : attributeValueRange(policy),
      listen: {
        title: 'set `promiscuousModePolicy` to "AllowAll"',
        ...setText(this.document, adapter, 'promiscuousModePolicy', 'AllowAll'),
        commands:
          slot === undefined ? [] : modifyVm(machine, `--nic-promisc${slot + 1}`, 'allow-all'),
      },
    };
  }

  mayNest({ host, cpu }: Stack): boolean {
    return (
      host.product === 'virtualbox' &&
      this.document.machine?.isArm === false &&
      cpu !== 'apple' &&
      cpu !== 'arm'
    );
  }
}

/** Networks on which others than the VM and its gateway can be; on plain NAT there are none. */
const SHARED_NETWORKS = [
  'BridgedInterface',
  'InternalNetwork',
  'HostOnlyInterface',
  'HostOnlyNetwork',
  'NATNetwork',
];

/** Whether the policy does not matter for an adapter. */
function hearsOthers(adapter: XmlElement): boolean {
  return !SHARED_NETWORKS.some((network) => firstChild(adapter, network) !== undefined);
}

class NestedHwVirt implements Switch {
  readonly setting = NESTED;
  readonly values = { on: 'enabled="true"', off: 'enabled="false"' };
  readonly refusal = "CPUM: Warning! Can't turn on nested VT-x/AMD-V when NEM is used! (later)";

  constructor(private readonly document: VboxDocument) {}

  get state(): Switch['state'] {
    const { machine, showsAllSettings } = this.document;
    const state = machine?.feature(NESTED).state;
    if (state === 'on' || state === 'off') return state;
    return state === 'absent' && showsAllSettings ? 'absent' : 'unclear';
  }

  get said(): string {
    const { value = '' } = this.document.machine?.feature(NESTED) ?? {};
    return `\`${NESTED}\` enabled="${value}"`;
  }

  get at(): Span | undefined {
    const flag = this.document.machine?.feature(NESTED);
    return flag?.attribute === undefined ? undefined : flagRange(flag);
  }

  isRead(): boolean {
    return true;
  }

  /** VirtualBox 6.0 and later read it, whatever the version of the settings. */
  obstacle(): undefined {
    return undefined;
  }

  turn(to: 'on' | 'off'): Turning | undefined {
    const { machine } = this.document;
    if (machine === undefined) return undefined;
    const change: Change | undefined = setFeature(this.document, NESTED, to === 'on');
    if (change === undefined) return undefined;
    const { element } = machine.feature(NESTED);
    const written = `enabled="${to === 'on'}"`;
    return {
      title:
        element === undefined
          ? `add \`<${NESTED} ${written}/>\` to \`${machine.cpuPath}\``
          : `set \`${NESTED}\` to ${written}`,
      ...change,
      commands: modifyVm(machine, '--nested-hw-virt', to),
    };
  }
}
