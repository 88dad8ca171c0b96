/** Steps on the host, as cells name them and as `hostStepsFor` explains them. */
export const VHV_ALLOW = 'vhv.allow = "TRUE" in /etc/vmware/config of the ESXi host';
export const PORT_GROUP =
  'port group of the VM: accept promiscuous mode, forged transmits and MAC address changes';
export const NO_PASSTHROUGH = 'no PCI passthrough device and no vGPU in this VM';
export const VMNET = 'on a Linux host: read and write access to /dev/vmnet* for the user';
export const ASSUME_HV = 'hv.assumeEnabled = "TRUE" in /etc/vmware/config of the nested ESXi';
