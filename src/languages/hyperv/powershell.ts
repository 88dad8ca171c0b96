import { quoteForPowerShell } from '../../text/powershell.js';
import type { ScriptStep, VendorCommand } from '../change.js';
import type { HypervVm, NetworkAdapter } from './vm.js';

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
  return piped(vm, `${cmdlet} ${options}`.trimEnd(), step);
}

/** The same for what only a saved VM has: done to another one, the command fails. */
export function forSavedState(vm: HypervVm): VendorCommand[] {
  const cmdlet = 'Remove-VMSavedState';
  const text = `if ($vm.State -like '*Saved') { Hyper-V\\${cmdlet} -VM $vm }`;
  return piped(vm, cmdlet, { text, when: 'registered' });
}

/**
 * The same for what belongs to a VM: `get` finds all of it, `change` is done to it. `where`: only to what fulfils
 * this condition of `Where-Object`.
 */
export function forParts(
  vm: HypervVm,
  get: string,
  change: string,
  where?: string,
): VendorCommand[] {
  const filter = where === undefined ? '' : ` | Where-Object ${where}`;
  return piped(vm, `${get}${filter} | ${change}`, {
    text: `Hyper-V\\${get} -VM $vm${filter} | Hyper-V\\${change}`,
    when: 'planned',
  });
}

/** The same for all network adapters of a VM. */
export function forAdapters(vm: HypervVm, options: string): VendorCommand[] {
  return forParts(vm, 'Get-VMNetworkAdapter', `Set-VMNetworkAdapter ${options}`);
}

/** The same for one of them; none where its name does not tell it from the others. */
export function forAdapter(vm: HypervVm, adapter: NetworkAdapter, change: string): VendorCommand[] {
  const { name } = adapter;
  if (name === undefined || name === '' || namesakesIn(vm).get(folded(name)) !== 1) return [];
  return forParts(vm, 'Get-VMNetworkAdapter', change, `Name -EQ ${quoteForPowerShell(name)}`);
}

const namesakes = new WeakMap<HypervVm, ReadonlyMap<string, number>>();

/** How many network adapters have each name. */
function namesakesIn(vm: HypervVm): ReadonlyMap<string, number> {
  const known = namesakes.get(vm);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  for (const { name = '' } of vm.adapters) {
    counts.set(folded(name), (counts.get(folded(name)) ?? 0) + 1);
  }
  namesakes.set(vm, counts);
  return counts;
}

/** As `-EQ` compares. */
function folded(name: string): string {
  return name.toLowerCase();
}

function piped(vm: HypervVm, change: string, step: ScriptStep): VendorCommand[] {
  const found = commandFor(vm);
  return found === undefined ? [] : [{ shell: 'powershell', text: `${found} | ${change}`, step }];
}

/** What `Get-VM -Name` takes for a pattern, so that `*` would be all VMs of a host. */
const PATTERN = /[*?[\]`]/;

/** What finds it on its host. What becomes of a `box.xml` is called as Vagrant likes, and a checkpoint is no VM. */
function commandFor({ id, name, isBox, isPartOfVm }: HypervVm): string | undefined {
  if (isBox || isPartOfVm) return undefined;
  if (id !== undefined) return `Get-VM -Id ${id}`;
  if (name === undefined || name === '') return undefined;
  const quoted = quoteForPowerShell(name);
  return PATTERN.test(name) ? `Get-VM | Where-Object Name -EQ ${quoted}` : `Get-VM -Name ${quoted}`;
}
