import type { VboxDocument } from '../../src/languages/index.js';
import type { Flag, Machine } from '../../src/languages/vbox/machine.js';
import { flagRange, tagRange } from '../../src/languages/vbox/ranges.js';
import type { Range, Related } from '../../src/lint/finding.js';
import type { Intent } from '../../src/lint/rule.js';
import type { Stack } from '../../src/stack/stack.js';
import { nests } from './demand.js';

interface Context {
  readonly document: VboxDocument;
  readonly intent: Intent;
  readonly stack: Stack;
}

/** A machine in which a hypervisor is to run. */
export interface Nesting {
  readonly machine: Machine;
  /** `NestedHWVirt`. */
  readonly flag: Flag;
  /** It is on in the file, whatever the intent. */
  readonly isOn: boolean;
}

/** Undefined: nobody asks for a hypervisor in this machine, or none can run there. */
export function nestingIn(context: Context): Nesting | undefined {
  const { machine } = context.document;
  if (machine === undefined || !nests(context)) return undefined;
  const flag = machine.feature('NestedHWVirt');
  return { machine, flag, isOn: flag.state === 'on' };
}

/** What a finding stands against. */
export function becauseOf({ flag, isOn }: Nesting): Related[] {
  return isOn ? [{ ...flagRange(flag), message: 'nesting is on here' }] : [];
}

/** Where to say what is said of nesting itself: at `NestedHWVirt`, else at the machine. */
export function nestingRange({ flag, machine }: Nesting): Range {
  return flag.element === undefined ? tagRange(machine.element) : flagRange(flag);
}

/** The host's system, by what was said, else by who wrote the settings last. */
export function hostOsOf({ version }: VboxDocument, { hostOs }: Stack): string | undefined {
  return hostOs ?? version?.text.split('-')[1];
}
