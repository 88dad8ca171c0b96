import type { VendorCommand } from '../change.js';
import type { Machine } from './machine.js';

/**
 * What VirtualBox itself would do it with. It also works while VBoxSVC runs, which holds every machine in memory and
 * overwrites what is written into its file meanwhile. Quoted so that every shell reads it alike; none where the
 * machine has neither a plain name nor a UUID.
 */
export function modifyVm(machine: Machine, ...options: string[]): VendorCommand[] {
  const { name = '', uuid = '' } = machine;
  const plain = /^[A-Za-z0-9_][\w .()+-]*$/.test(name) ? `"${name}"` : undefined;
  const called = plain ?? /^\{?([0-9a-f-]{36})\}?$/i.exec(uuid)?.[1];
  if (called === undefined) return [];
  return [{ shell: 'sh', text: ['VBoxManage modifyvm', called, ...options].join(' ') }];
}
