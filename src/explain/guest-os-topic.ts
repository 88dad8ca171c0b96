import { guestOsId, is32BitGuest } from '../languages/vmx/guest-os-ids.js';
import { hypervisorOf, isArmGuest, isWindowsWithOldHyperV } from '../languages/vmx/guest-os.js';
import { FUSION_APPLE_SILICON, GUEST_OS_TABLE, RUNNING_NESTED_VMS } from '../stack/sources.js';
import type { Topic } from './topics.js';

/** Ids that do not say which Windows they are. */
const WINDOWS: ReadonlyMap<string, string> = new Map([
  ['windows8srv-64', 'Windows Server 2012 and 2012 R2'],
  ['windows9srv-64', 'Windows Server 2016'],
  ['windows2019srvnext-64', 'Windows Server 2022'],
  ['windows2022srvnext-64', 'Windows Server 2025'],
  ['windows9', 'Windows 10 of 32 bits'],
  ['windows9-64', 'Windows 10'],
]);

/** What a value of `guestOS` means for nesting; undefined: it is none that is known. */
export function guestOsTopic(word: string): Topic | undefined {
  const id = guestOsId(word);
  if (id === undefined) return undefined;
  const name = WINDOWS.get(id.toLowerCase());
  const sources = [GUEST_OS_TABLE, isArmGuest(id) ? FUSION_APPLE_SILICON : RUNNING_NESTED_VMS];
  return {
    title: `guestOS = "${id}"`,
    names: [],
    text: `${name === undefined ? '' : `${name}. `}${meaningOf(id)}`,
    more: ['vmlint explain guestOS', ...rulesAbout(id).map((rule) => `vmlint explain ${rule}`)],
    sources,
  };
}

function meaningOf(id: string): string {
  switch (hypervisorOf(id)) {
    case 'ESXi':
      return 'ESXi, a hypervisor: the VM needs vhv.enable = "TRUE", and vmlint asks for it under --nested auto, too. Tools of inner VMs work without monitor_control.restrict_backdoor, and hypervisor.cpuid.v0 is to be left alone.';
    case 'Hyper-V':
      return 'Microsoft Hyper-V, a hypervisor: the VM needs vhv.enable = "TRUE" and hypervisor.cpuid.v0 = "FALSE", and vmlint asks for them under --nested auto, too.';
    case undefined:
  }
  if (isArmGuest(id)) {
    return 'A system for Arm. Fusion runs it on Apple silicon, where nothing nests: vhv.enable must not be TRUE.';
  }
  if (is32BitGuest(id)) {
    return 'A system of 32 bits. Hypervisors in a VM need 64 bits: with vhv.enable = "TRUE" choose the id with -64 that fits what is installed.';
  }
  if (isWindowsWithOldHyperV(id)) {
    return 'Its Hyper-V starts in a VM only with hypervisor.cpuid.v0 = "FALSE", beside vhv.enable = "TRUE". vmlint asks for it with --guest hyper-v.';
  }
  return 'A system of 64 bits. It is no hypervisor by itself; where one is to run in it, the VM needs vhv.enable = "TRUE", and --guest tells vmlint which one it is.';
}

function rulesAbout(id: string): string[] {
  if (isArmGuest(id)) return ['possible-on-host'];
  if (is32BitGuest(id)) return ['64-bit-guest'];
  const hypervisor = hypervisorOf(id);
  if (hypervisor === 'ESXi') return ['esxi-guest-network-card', 'esxi-guest-resources'];
  if (hypervisor === 'Hyper-V' || isWindowsWithOldHyperV(id)) return ['fitting-hypervisor-bit'];
  return ['expose-hardware-virtualization'];
}
