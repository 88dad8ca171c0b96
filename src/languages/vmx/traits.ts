import type { VmxEntry } from '../../../grammars/vmx/index.js';
import { readsVhvEnable } from '../../stack/hardware-versions.js';
import { isEsxi50, isVMware, predatesVirtualizedHv, type Stack } from '../../stack/stack.js';
import type { Span } from '../document.js';
import type { DeafCard, GuestSystem, OwnHypervisor, Switch, Traits, Turning } from '../traits.js';
import { addPair } from './changes.js';
import type { VmxDocument } from './document.js';
import { hypervisorOf, isArmGuest } from './guest-os.js';
import { is32BitGuest } from './guest-os-ids.js';
import { macosOnAmd, maskedFeatures, passthroughDevices, permitsPassthrough } from './obstacles.js';
import { lineRange, valueRange } from './ranges.js';
import { isAbsent, presentNics, setAll, stated, statedFlag, statedNumber } from './stated.js';

const VHV = 'vhv.enable';

/** What a `.vmx` says that other files say, too. */
export class VmxTraits implements Traits {
  readonly nestedVirtualization: Switch;
  readonly guestSetting = 'guestOS';

  constructor(private readonly document: VmxDocument) {
    this.nestedVirtualization = new VhvEnable(document);
  }

  get ownHypervisor(): OwnHypervisor | undefined {
    const guest = this.document.entry('guestOS');
    const name = guest && hypervisorOf(this.document.valueOf(guest));
    if (name !== undefined) {
      const label = `this VM is ${name === 'ESXi' ? 'an' : 'a'} ${name} host`;
      return { name, at: lineRange(guest!), label };
    }
    if (this.document.flag('windows.vbs.enabled') !== true) return undefined;
    const at = lineRange(this.document.entry('windows.vbs.enabled')!);
    return { name: 'VBS', at, label: 'VBS runs on a hypervisor inside the VM' };
  }

  get purpose(): Span | undefined {
    const entry = this.document.entry('guestOS') ?? this.document.entry('virtualHW.version');
    return entry && lineRange(entry);
  }

  get guestSystem(): GuestSystem | undefined {
    const entry = this.document.entry('guestOS');
    if (entry === undefined || this.document.isPlaceholder(entry)) return undefined;
    const value = this.document.valueOf(entry);
    return { setting: 'guestOS', value, at: valueRange(entry), is32Bit: is32BitGuest(value) };
  }

  get deafCards(): readonly DeafCard[] {
    const cards: DeafCard[] = [];
    for (const nic of presentNics(this.document)) {
      const setting = `${nic}.noPromisc`;
      const found = statedFlag(this.document, setting, true);
      if (found === undefined) continue;
      cards.push({
        setting,
        said: `\`${setting}\` = "TRUE"`,
        expected: '"FALSE"',
        at: valueRange(found.entry),
        listen: {
          title: `set \`${setting}\` to "FALSE"`,
          ...setAll(this.document, found.entries, 'FALSE'),
        },
      });
    }
    return cards;
  }

  mayNest({ host }: Stack): boolean {
    return isVMware(host.product) && !isArmGuest(this.document.value('guestOS') ?? '');
  }
}

class VhvEnable implements Switch {
  readonly setting = VHV;
  readonly values = { on: '"TRUE"', off: '"FALSE"' };
  readonly refusal = "Module 'HV' power on failed.";

  constructor(private readonly document: VmxDocument) {}

  get state(): Switch['state'] {
    const entries = this.entries;
    if (entries.length === 0) {
      const isNowhere = this.document.settings.size > 0 && isAbsent(this.document, VHV);
      return isNowhere ? 'absent' : 'unclear';
    }
    if (stated(this.document, VHV)?.value.toLowerCase() === 'true') return 'on';
    const isOff = entries.every((entry) => this.document.valueOf(entry).toLowerCase() === 'false');
    return isOff ? 'off' : 'unclear';
  }

  get said(): string {
    return `\`${VHV}\` = ${this.state === 'on' ? this.values.on : this.values.off}`;
  }

  get at(): Span | undefined {
    const [entry] = this.entries;
    return entry && valueRange(entry);
  }

  isRead({ host }: Stack): boolean {
    return !isEsxi50(host) && !predatesVirtualizedHv(host);
  }

  obstacle({ host, cpu }: Stack): string | undefined {
    const { document } = this;
    const hardware = statedNumber(document, 'virtualHW.version')?.number;
    if (hardware !== undefined && readsVhvEnable(host, hardware) === false) {
      return '`virtualHW.version` is high enough for it';
    }
    const [device] = permitsPassthrough(document) ? [] : passthroughDevices(document, host);
    if (device !== undefined) return `\`${document.keyOf(device)}\` is off`;
    const [mask] = maskedFeatures(document, cpu);
    if (mask !== undefined) return `\`${mask.key}\` masks nothing out`;
    return macosOnAmd(document, cpu) && 'the CPU is one of Intel, as recipes for macOS want it';
  }

  turn(to: 'on' | 'off'): Turning | undefined {
    const value = to === 'on' ? 'TRUE' : 'FALSE';
    const { document, entries } = this;
    if (entries.length > 0) {
      return { title: `set \`${VHV}\` to "${value}"`, ...setAll(document, entries, value) };
    }
    return additionOf(document, VHV, value);
  }

  private get entries(): readonly VmxEntry[] {
    return this.document.entriesOf(VHV);
  }
}

/** Adds a setting, where the file is not encrypted: the encrypted part may have it. */
export function additionOf(document: VmxDocument, key: string, value: string): Turning | undefined {
  if (document.encryption !== 'none') return undefined;
  const { change, afterLine } = addPair(document, key, value);
  const place = afterLine === 0 ? 'as the first line' : `after line ${afterLine}`;
  return { title: `add \`${key} = "${value}"\` ${place}`, ...change };
}
