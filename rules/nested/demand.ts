import type { VmxEntry } from '../../grammars/vmx/index.js';
import { addPair } from '../../src/languages/vmx/changes.js';
import { hypervisorOf, isArmGuest } from '../../src/languages/vmx/guest-os.js';
import { lineRange } from '../../src/languages/vmx/ranges.js';
import { isAbsent as isNowhere, stated, statedNumber } from '../../src/languages/vmx/stated.js';
import type { VmxDocument } from '../../src/languages/index.js';
import type { Fix, Range } from '../../src/lint/finding.js';
import type { Intent, RuleContext } from '../../src/lint/rule.js';
import { isRuledOut, judge } from '../../src/stack/matrix.js';
import { GUEST_HYPERVISORS, isVMware, type Stack } from '../../src/stack/stack.js';

type Context = Pick<RuleContext<string>, 'document' | 'intent' | 'stack'>;

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

/** Somebody asks for it, or `vhv.enable` is on: what contradicts it is a mistake. */
export function nests(context: Context): boolean {
  if (context.intent.nested === 'forbid') return false;
  if (nestingDemand(context) !== undefined) return true;
  return vhvIsOn(context.document) && mayNest(context.document, context.stack);
}

function mayNest(document: VmxDocument, stack: Stack): boolean {
  return (
    isVMware(stack.host.product) &&
    !isArmGuest(document.value('guestOS') ?? '') &&
    !isRuledOut(judge(stack))
  );
}

/** Whether its `guestOS` is a hypervisor, or it has VBS. */
export function asksByItself(document: VmxDocument): boolean {
  return (
    hypervisorOf(document.value('guestOS') ?? '') !== undefined ||
    document.flag('windows.vbs.enabled') === true
  );
}

export function hypervisorName(document: VmxDocument, { guest }: Stack): string {
  if (guest !== undefined && guest !== 'any') return GUEST_HYPERVISORS[guest];
  return document.flag('windows.vbs.enabled') === true ? 'VBS' : GUEST_HYPERVISORS.any;
}

/** Every copy of it says so. */
export function vhvIsOn(document: VmxDocument): boolean {
  return stated(document, VHV)?.value.toLowerCase() === 'true';
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
  document: VmxDocument,
  intent: Intent,
): { at: Range; label: string; entry: VmxEntry | undefined } {
  const hypervisor = hypervisorOf(document.value('guestOS') ?? '');
  if (hypervisor === undefined && document.flag('windows.vbs.enabled') === true) {
    const entry = document.entry('windows.vbs.enabled')!;
    return { at: lineRange(entry), label: 'VBS runs on a hypervisor inside the VM', entry };
  }
  const entry = document.entry('guestOS') ?? document.entry('virtualHW.version');
  const meant = 'this VM is meant to run a hypervisor';
  const label =
    hypervisor !== undefined
      ? `this VM is ${hypervisor === 'ESXi' ? 'an' : 'a'} ${hypervisor} host`
      : intent.stated
        ? meant
        : `${meant} (if it is not: --nested auto)`;
  return { at: entry === undefined ? { start: 0, end: 0 } : lineRange(entry), label, entry };
}

/** Adds a setting, where the file is not encrypted: the encrypted part may have it. */
export function additionOf(
  document: VmxDocument,
  key: string,
  value: string,
  options: Pick<Fix, 'safety' | 'byIntent'>,
): Fix | undefined {
  if (document.encryption !== 'none') return undefined;
  const { change, afterLine } = addPair(document, key, value);
  const place = afterLine === 0 ? 'as the first line' : `after line ${afterLine}`;
  return { title: `add \`${key} = "${value}"\` ${place}`, ...options, ...change };
}
