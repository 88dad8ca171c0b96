/**
 * Guest operating systems that are hypervisors themselves (open-vm-tools, lib/include/guest_os_tables.h at
 * 1634dfb42f72). Ids compare without case.
 */
export function hypervisorOf(guestOS: string): 'ESXi' | 'Hyper-V' | undefined {
  const id = guestOS.toLowerCase();
  if (/^vmkernel\d*$/.test(id)) return 'ESXi';
  if (id === 'winhyperv') return 'Hyper-V';
  return undefined;
}

/** `winHyperV`, and Windows from Server 2008, which brought Hyper-V, up to 2012 R2 (`windows8srv-64`). */
export function isWindowsWithOldHyperV(guestOS: string): boolean {
  return /^(?:winhyperv|longhorn(?:-64)?|winserver2008\w+-\d+|windows[78](?:srv)?(?:-64)?)$/i.test(
    guestOS,
  );
}

/** `arm-…` guests run on Apple silicon, where no VMware product has nested virtualization (VMware, 2021). */
export function isArmGuest(guestOS: string): boolean {
  return guestOS.toLowerCase().startsWith('arm-');
}
