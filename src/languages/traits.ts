import type { Stack } from '../stack/stack.js';
import type { Change, VendorCommand } from './change.js';
import type { Span } from './document.js';

/** What several languages say under other names, for rules that hold for all of them. */
export interface Traits {
  /** Whether the VM sees VT-x or AMD-V: `vhv.enable`, `NestedHWVirt`. */
  readonly nestedVirtualization: Switch;
  /** What the file itself says to run in the VM. */
  readonly ownHypervisor: OwnHypervisor | undefined;
  /** What the VM is made for, as far as the file tells: where an absent setting is told of. */
  readonly purpose: Span | undefined;
  /** The setting that says what system is in the VM: `guestOS`, `OSType`. */
  readonly guestSetting: string;
  /** `guestOS`, `OSType`; undefined where the file does not tell. */
  readonly guestSystem: GuestSystem | undefined;
  /** Cards that keep frames for other addresses than their own from the VM. */
  readonly deafCards: readonly DeafCard[];
  /** Whether the product that reads the file has nesting at all, for such a guest. */
  mayNest(stack: Stack): boolean;
}

/** A setting that is on or off. */
export interface Switch {
  /** As the catalogue spells it. */
  readonly setting: string;
  /** `unclear`: copies contradict each other, or it is neither of the two; other findings tell of that. */
  readonly state: 'on' | 'off' | 'absent' | 'unclear';
  /** Setting and value, for messages. Only where it is on or off. */
  readonly said: string;
  /** What it has to say, for messages. */
  readonly values: { readonly on: string; readonly off: string };
  /** The value. Only where it is on or off. */
  readonly at: Span | undefined;
  /** What the product says where the VM cannot be given what is switched on. */
  readonly refusal: string | undefined;
  /** Whether the product needs nothing to be said, on such a host. */
  isRead(stack: Stack): boolean;
  /** What has to be put right first, in words that follow "once "; else it would do nothing, or harm. */
  obstacle(stack: Stack): string | undefined;
  /** Undefined where it cannot be written. */
  turn(to: 'on' | 'off'): Turning | undefined;
}

/** How a switch is turned. */
export interface Turning extends Change {
  readonly title: string;
  /** Where a person should look first, whatever the rule says of others. */
  readonly safety?: 'unsafe';
  readonly commands?: readonly VendorCommand[];
}

export interface OwnHypervisor {
  /** For messages. */
  readonly name: string;
  readonly at: Span;
  /** Why, in a few words under the place. */
  readonly label: string;
}

export interface GuestSystem {
  readonly setting: string;
  readonly value: string;
  readonly at: Span;
  readonly is32Bit: boolean;
}

export interface DeafCard {
  readonly setting: string;
  /** Setting and value, for messages. */
  readonly said: string;
  /** What it has to say, for messages. */
  readonly expected: string;
  readonly at: Span;
  readonly listen: Turning;
}
