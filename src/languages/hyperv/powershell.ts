import { quoteForPowerShell } from '../../text/powershell.js';
import type { ScriptStep, VendorCommand } from '../change.js';
import type { HypervVm } from './vm.js';

/**
 * The command of Microsoft's module that does what a fix does. `when`: a VM that is being imported can be given it
 * before it is registered (`planned`), or only afterwards (`registered`).
 */
export function forVm(
  vm: HypervVm,
  cmdlet: string,
  options: string,
  when: ScriptStep['when'] = 'planned',
): VendorCommand[] {
  const step: ScriptStep = { text: `Hyper-V\\${cmdlet} -VM $vm ${options}`.trimEnd(), when };
  return piped(vm, [cmdlet, options], step);
}

/** The same for the network adapters of a VM. */
export function forAdapters(vm: HypervVm, options: string): VendorCommand[] {
  const all = 'Get-VMNetworkAdapter';
  const set = `Set-VMNetworkAdapter ${options}`;
  return piped(vm, [`${all} | ${set}`, ''], {
    text: `Hyper-V\\${all} -VM $vm | Hyper-V\\${set}`,
    when: 'planned',
  });
}

function piped(
  { id, name }: HypervVm,
  [cmdlet, options]: readonly [string, string],
  step: ScriptStep,
): VendorCommand[] {
  const which =
    id !== undefined
      ? `-Id ${id}`
      : name === undefined || name === ''
        ? undefined
        : `-Name ${quoteForPowerShell(name)}`;
  if (which === undefined) return [];
  const text = `Get-VM ${which} | ${cmdlet} ${options}`.trimEnd();
  return [{ shell: 'powershell', text, step }];
}
