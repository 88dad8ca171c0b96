import { additionOf as plainAddition } from '../../src/languages/vmx/traits.js';
import { isAbsent as isNowhere, statedNumber } from '../../src/languages/vmx/stated.js';
import type { VmDocument, VmxDocument } from '../../src/languages/index.js';
import type { Fix, Range } from '../../src/lint/finding.js';
import type { Intent } from '../../src/lint/rule.js';
import { isRuledOut, judge } from '../../src/stack/matrix.js';
import { GUEST_HYPERVISORS, type Stack } from '../../src/stack/stack.js';

interface Context {
  readonly document: VmDocument;
  readonly intent: Intent;
  readonly stack: Stack;
}

/** That a hypervisor is to run in the VM. */
export interface Demand {
  /** Which one, for messages. */
  readonly hypervisor: string;
  /** The file itself says so, whatever the intent. */
  readonly byFile: boolean;
}

export const VHV = 'vhv.enable';

/** Undefined: nobody asks for a hypervisor in this VM, or none can run there. */
export function nestingDemand({ document, intent, stack }: Context): Demand | undefined {
  if (intent.nested === 'forbid') return undefined;
  const byFile = asksByItself(document);
  if ((intent.nested === 'auto' && !byFile) || !mayNest(document, stack)) return undefined;
  return { hypervisor: hypervisorName(document, stack), byFile };
}

/** Somebody asks for it, or the VM sees VT-x or AMD-V: what contradicts it is a mistake. */
export function nests(context: Context): boolean {
  if (context.intent.nested === 'forbid') return false;
  if (nestingDemand(context) !== undefined) return true;
  return showsVirtualization(context.document) && mayNest(context.document, context.stack);
}

function mayNest(document: VmDocument, stack: Stack): boolean {
  return document.traits.mayNest(stack) && !isRuledOut(judge(stack));
}

/** Whether its guest system is a hypervisor, or it has VBS. */
export function asksByItself(document: VmDocument): boolean {
  return document.traits.ownHypervisor !== undefined;
}

export function hypervisorName(document: VmDocument, { guest }: Stack): string {
  if (guest !== undefined && guest !== 'any') return GUEST_HYPERVISORS[guest];
  const own = document.traits.ownHypervisor?.name;
  return own === 'VBS' ? own : GUEST_HYPERVISORS.any;
}

/** Whether the VM is shown VT-x or AMD-V. */
export function showsVirtualization({ traits }: VmDocument): boolean {
  return traits.nestedVirtualization.state === 'on';
}

/** Undefined where it is absent or no number. */
export function hardwareVersion(document: VmxDocument): number | undefined {
  return statedNumber(document, 'virtualHW.version')?.number;
}

/** The file certainly does not say it: neither in an encrypted part, nor in a line that VMware cannot read. */
export function isAbsent(document: VmxDocument, key: string): boolean {
  return document.settings.size > 0 && isNowhere(document, key);
}

/** Where an absent setting is reported, and why there. */
export function whatRequiresIt(
  { traits }: VmDocument,
  intent: Intent,
): { at: Range; label: string } {
  const { ownHypervisor, purpose } = traits;
  if (ownHypervisor !== undefined) return ownHypervisor;
  const meant = 'this VM is meant to run a hypervisor';
  const label = intent.stated ? meant : `${meant} (if it is not: --nested auto)`;
  return { at: purpose ?? { start: 0, end: 0 }, label };
}

/** Adds a setting, where the file is not encrypted: the encrypted part may have it. */
export function additionOf(
  document: VmxDocument,
  key: string,
  value: string,
  options: Pick<Fix, 'safety' | 'byIntent'>,
): Fix | undefined {
  const addition = plainAddition(document, key, value);
  return addition && { ...options, ...addition };
}
