/** Steps that cells of the matrix, `hostStepsFor` and the explanations of messages name alike. */
export const VHV_ALLOW = 'vhv.allow = "TRUE" in /etc/vmware/config of the ESXi host';
export const PORT_GROUP =
  'port group of the VM: accept promiscuous mode, forged transmits and MAC address changes';
export const NO_PASSTHROUGH = 'no PCI passthrough device and no vGPU in this VM';
export const VMNET = 'on a Linux host: read and write access to /dev/vmnet* for the user';
export const ASSUME_HV = 'hv.assumeEnabled = "TRUE" in /etc/vmware/config of the nested ESXi';
export const SWITCH_HYPERV_OFF =
  'switch off what keeps Hyper-V running, then restart: the Hyper-V role, Virtual Machine Platform (WSL2), Windows Hypervisor Platform, Memory Integrity, Credential Guard, the Device Guard scenario of Windows Hello';
export const HYPERV_OFF = `On Windows ${SWITCH_HYPERV_OFF}`;

/** What switches nesting on in a VM, by the hypervisor that runs the VM. */
export const EXPOSE_ON_HYPERV =
  'Set-VMProcessor -VMName NAME -ExposeVirtualizationExtensions $true';
export const STATIC_ON_HYPERV = 'Set-VMMemory -VMName NAME -DynamicMemoryEnabled $false';
export const SPOOFING_ON_HYPERV = 'Set-VMNetworkAdapter -VMName NAME -MacAddressSpoofing On';
export const NEST_ON_VIRTUALBOX = 'VBoxManage modifyvm NAME --nested-hw-virt on';
export const HOST_CPU_ON_KVM = "<cpu mode='host-passthrough'/>, -cpu host, or cpu: host on Proxmox";
export const NEST_ON_XEN =
  'xl: nestedhvm=1 and hap=1; XCP-ng 8.3 or newer: platform:nested-virt=true';
