import type { Reference } from '../stack/stack.js';
import * as sources from '../stack/sources.js';
import { SWITCH_HYPERV_OFF } from '../stack/steps.js';
import { wordsOf } from '../text/words.js';

/** What people ask about that is neither a rule nor a setting nor a message. */
export interface Topic {
  readonly title: string;
  /** What it is asked by, each as its words in lower case. */
  readonly names: readonly string[];
  /** A few plain sentences, for someone who has never heard of it. */
  readonly text: string;
  /** What `vmlint explain` knows of it, and other commands that help. */
  readonly more: readonly string[];
  /** Empty where it is about vmlint itself. */
  readonly sources: readonly Reference[];
}

const explain = (...what: readonly string[]): string[] =>
  what.map((name) => `vmlint explain ${name}`);

const DICTIONARY_FILES: Reference = {
  title: 'vmware.log, the DICT lines: which files give a VM its settings, in which order',
};

export const TOPICS: readonly Topic[] = [
  {
    title: 'Nested virtualization',
    names: [
      'nested virtualization',
      'nested',
      'nesting',
      'nested hypervisor',
      'nested vm',
      'nested vms',
      'running nested vms',
      'virtualized hv',
      'nested hv',
      'vhv',
      'vt x',
      'amd v',
      'svm',
    ],
    text: 'A hypervisor in a VM. It needs the hardware virtualization of the CPU (Intel VT-x, AMD-V), which VMware shows to a VM only with vhv.enable = "TRUE" and virtualHW.version 8 or higher (ESXi from 5.1 on is reported to want 9; ESXi 5.0 goes by vhv.allow of the host and by CPUID masks). The CPU needs nested page tables (EPT or RVI). On a Windows host, Hyper-V must be off. VMware does not support it in production.',
    more: [
      ...explain('vhv.enable', 'sufficient-hardware-version', 'possible-on-host'),
      'vmlint stack: which hypervisor runs in which, and what it takes',
    ],
    sources: [
      sources.RUNNING_NESTED_VMS,
      sources.RUNNING_NESTED_VMS_LATER,
      sources.KB_NESTED_SUPPORT,
    ],
  },
  {
    title: 'Hyper-V on a Windows host',
    names: [
      'hyper v on the host',
      'hyper v',
      'hyperv',
      'ulm',
      'user level monitor',
      'cpl0',
      'monitor mode',
      'host vbs mode',
      'whp',
      'windows hypervisor platform',
      'virtual machine platform',
      'wsl',
      'wsl2',
      'wsl 2',
      'docker desktop',
      'device guard',
      'credential guard',
      'memory integrity',
      'hvci',
      'core isolation',
    ],
    text: `On a Windows host, Hyper-V owns the CPU when the Hyper-V role, WSL2, VBS or Device Guard is on. Workstation and Player then run on the Windows hypervisor (Monitor Mode: ULM in vmware.log, instead of CPL0), and no VM of theirs can run a hypervisor: vhv.enable must not be TRUE. To nest: ${SWITCH_HYPERV_OFF}. Inside a VM, Hyper-V, WSL2 and Docker Desktop are hypervisors like others and need vhv.enable = "TRUE".`,
    more: [
      ...explain(
        'possible-on-host',
        'no-performance-counters-under-hyper-v',
        'fitting-hypervisor-bit',
        '"Module \'HV\' power on failed"',
      ),
      'vmlint --hyperv on FILE.vmx: judge a file for such a host',
    ],
    sources: [sources.PLAYER_HOST_VBS, sources.ULM_REPORT],
  },
  {
    title: 'vmware.log',
    names: ['vmware log', 'log'],
    text: 'VMware writes it beside the .vmx whenever the VM runs. vmlint reads it as evidence: with Monitor Mode: ULM the Windows host runs Hyper-V, so that nothing nests; with Monitor Mode: CPL0 it does not. Its DICT lines are the settings that VMware read. `--hyperv on` or `off` counts more than the log.',
    more: explain('"Monitor Mode: ULM"', 'possible-on-host'),
    sources: [sources.ULM_REPORT, DICTIONARY_FILES],
  },
  {
    title: 'VBS and secure boot',
    names: [
      'vbs',
      'virtualization based security',
      'virtualisation based security',
      'secure boot',
      'vt d',
    ],
    text: 'Virtualization based security (VBS): Windows in the VM starts a small hypervisor to protect itself. windows.vbs.enabled = "TRUE" needs vhv.enable and vvtd.enable = "TRUE", firmware = "efi" and uefi.secureBoot.enabled = "TRUE". Secure boot needs EFI in any VM. Firmware is never changed by a safe fix: an installed system may not start any more.',
    more: explain('windows.vbs.enabled', 'coherent-vbs', 'secure-boot-needs-efi'),
    sources: [
      {
        title: 'govmomi, vim25 (VirtualMachineFlagInfo)',
        url: 'https://github.com/vmware/govmomi',
      },
    ],
  },
  {
    title: 'Promiscuous mode',
    names: ['promiscuous mode', 'promiscuous', 'forged transmits', 'mac address changes'],
    text: 'Inner VMs reach the network under MAC addresses of their own, so that the network card of the outer VM must see frames for others. In a .vmx only ethernetN.noPromisc = "TRUE" forbids it. On ESXi the port group decides (accept promiscuous mode, forged transmits, MAC address changes), on a Linux host the access rights to /dev/vmnet*; on a Windows host nothing is to be done.',
    more: explain('ethernet0.noPromisc', 'allow-promiscuous-mode'),
    sources: [
      sources.RUNNING_NESTED_VMS,
      sources.KB_PROMISCUOUS_ESXI,
      sources.KB_PROMISCUOUS_LINUX,
    ],
  },
  {
    title: 'SLAT: EPT and RVI',
    names: [
      'slat',
      'ept',
      'rvi',
      'npt',
      'nested paging',
      'nested page tables',
      'second level address translation',
      'software mmu',
      'software exec',
      'virtual mmu',
      'binary translation',
    ],
    text: 'Page tables for VMs in hardware: EPT on Intel, RVI (NPT) on AMD, SLAT in the words of Microsoft. Hypervisors in a VM need them, and the CPU of the host must have them. monitor.virtual_mmu or monitor.virtual_exec = "software" does without and contradicts vhv.enable; Hyper-V in the VM then says that there is no SLAT.',
    more: explain('automatic-monitor-mode', 'monitor.virtual_mmu'),
    sources: [
      sources.RUNNING_NESTED_VMS_LATER,
      { title: 'VMware, docs.vmware.com, vSphere 7.0, GUID-5F5AC645 (monitor modes)' },
    ],
  },
  {
    title: 'PCI passthrough',
    names: ['passthrough', 'pci passthrough', 'directpath', 'vgpu', 'gpu passthrough'],
    text: 'ESXi powers on no VM that has a PCI device or vGPU of the host and vhv.enable = "TRUE" as well. vhv.allowPassthru is undocumented and reported to permit both.',
    more: explain('no-passthrough-device', 'vhv.allowPassthru'),
    sources: [sources.KB_PASSTHROUGH],
  },
  {
    title: 'Performance counters',
    names: [
      'performance counters',
      'virtual performance counters',
      'cpu performance counters',
      'vpmc',
      'pmc',
    ],
    text: 'vpmc.enable = "TRUE" gives the VM the performance counters of the CPU, for profilers. On a Windows host where Hyper-V owns the CPU there are none, and the VM does not start.',
    more: explain('vpmc.enable', 'no-performance-counters-under-hyper-v'),
    sources: [sources.KB_VPMC],
  },
  {
    title: 'CPUID masks',
    names: [
      'cpuid masks',
      'cpuid mask',
      'cpuid',
      'mask',
      'masks',
      'five masks',
      'the five masks',
      '1 ecx',
      '80000001 ecx',
      '8000000a',
    ],
    text: 'cpuid.LEAF.REGISTER = "…" changes what the CPUID instruction tells the VM: 32 characters, bit 31 first, colons for the eye. - leaves a bit, 0 and 1 set it, h takes it from the host, x does not care, R reports 0, T and F demand 1 and 0 of the host. Bit 5 of cpuid.1.ecx is VT-x, bit 2 of cpuid.80000001.ecx is AMD-V: a 0 there cancels vhv.enable. Only ESXi 5.0 needs masks to nest, five of them; elsewhere vhv.enable is enough.',
    more: explain(
      'cpuid-recipe-on-esxi-5',
      'cpuid-mask-keeps-virtualization',
      'well-formed-cpuid-mask',
      'cpuid.1.ecx',
    ),
    sources: [
      { title: 'govmomi, vim25 (HostCpuIdInfo)', url: 'https://github.com/vmware/govmomi' },
      sources.RUNNING_NESTED_VMS,
      sources.CPUID_TABLE,
    ],
  },
  {
    title: 'Feature masks',
    names: [
      'feature masks',
      'feature mask',
      'featmask',
      'featmasks',
      'evc',
      'hv capable',
      'cpuid vmx',
      'cpuid svm',
    ],
    text: 'featMask.vm.NAME = "Min:1" demands a feature of the host, "Max:0" and "Val:0" mask it out (hardware version 9 and later). Nesting demands hv.capable, and cpuid.VMX on Intel or cpuid.SVM on AMD: what masks them out keeps a VM with vhv.enable from starting. EVC of a cluster may mask them, too.',
    more: explain(
      'feature-mask-keeps-virtualization',
      'valid-feature-mask',
      'featMask.vm.hv.capable',
    ),
    sources: [
      { title: 'govmomi, vim25 (FeatureMask)', url: 'https://github.com/vmware/govmomi' },
      sources.RUNNING_NESTED_VMS,
    ],
  },
  {
    title: 'The hypervisor bit',
    names: ['hypervisor bit', 'hypervisor present bit', 'hidden hypervisor'],
    text: 'Bit 31 of ECX in CPUID leaf 1 tells a system that it runs in a VM. Hyper-V of the Server 2008 R2 and 2012 era does not start where it is set; hypervisor.cpuid.v0 = "FALSE" clears it. ESXi, KVM and Xen do not need that, and VMware Tools suffer.',
    more: explain('hypervisor.cpuid.v0', 'fitting-hypervisor-bit'),
    sources: [sources.RUNNING_NESTED_VMS],
  },
  {
    title: 'The backdoor of VMware Tools',
    names: ['backdoor', 'backdoor restriction', 'restrict backdoor', 'vmware tools'],
    text: 'VMware Tools talk to VMware through an I/O port, the backdoor. Where the outer or the inner product is older than ESXi 5.0, Workstation 8 or Fusion 4, Tools of an inner VM reach the wrong one, unless the outer VM has monitor_control.restrict_backdoor = "TRUE" or guestOS of ESX; then Tools of the outer VM stop working.',
    more: explain('fitting-backdoor-restriction'),
    sources: [sources.RUNNING_NESTED_VMS],
  },
  {
    title: 'The hardware version',
    names: [
      'hardware version',
      'virtual hardware',
      'virtual hardware version',
      'hw version',
      'hardware compatibility',
    ],
    text: 'virtualHW.version says which virtual hardware a VM has. Nesting begins with 8 (Workstation 8, Player 4, Fusion 4, ESXi 5.0); ESXi from 5.1 on is reported to want 9. A product starts no VM with a version newer than its own, and 12 and 16 do not exist on ESXi. Raising it is never a safe fix.',
    more: explain('virtualHW.version', 'sufficient-hardware-version', 'known-hardware-version'),
    sources: [
      sources.RUNNING_NESTED_VMS,
      sources.CPUID_TABLE,
      sources.HARDWARE_VERSIONS_ESXI,
      sources.VSPHERE_LAB_31,
    ],
  },
  {
    title: 'The configuration of the host',
    names: [
      'configuration of the host',
      'host configuration',
      'etc vmware config',
      'vmware config',
      'config ini',
      'preferences ini',
      'preferences',
    ],
    text: '/etc/vmware/config (Linux, ESXi), config.ini (Windows) and preferences are written like a .vmx and give all VMs of the host their defaults; the .vmx counts more. vhv.allow belongs there, on ESXi 5.0 only; vmx.allowNested and hv.assumeEnabled where VMware itself runs under another hypervisor.',
    more: explain('vhv.allow', 'vmx.allowNested', 'no-pointless-host-setting', 'known-host-key'),
    sources: [sources.RUNNING_NESTED_VMS, DICTIONARY_FILES],
  },
  {
    title: '.vmtx, .vmsd and .vmxf',
    names: ['vmtx', 'vmsd', 'vmxf', 'template'],
    text: 'A .vmtx is a .vmx that was made a template, and is linted as one. A .vmsd is the list of snapshots, with the same grammar; only its syntax is checked. A .vmxf is XML and holds none of these settings: do not edit it for them.',
    more: ['vmlint DIR: lint all of them'],
    sources: [
      {
        title: 'VMware open-vm-tools, lib/include/file_extensions.h',
        url: 'https://github.com/vmware/open-vm-tools/blob/1634dfb42f72/open-vm-tools/lib/include/file_extensions.h',
      },
    ],
  },
  {
    title: 'VMware under another hypervisor',
    names: ['foreign hypervisor', 'under', 'vmware in a vm', 'inner vmware'],
    text: 'A VMware product that itself runs in a VM of KVM, Hyper-V, Xen or VirtualBox starts a VM only with vmx.allowNested = "TRUE" in the .vmx of that VM, or in /etc/vmware/config of the product. The outer VM does not need it; it needs nesting from its own hypervisor.',
    more: [
      ...explain('vmx.allowNested', 'allowed-under-hypervisor'),
      'vmlint --under kvm FILE.vmx: judge a file for such a host',
    ],
    sources: [sources.RUNNING_NESTED_VMS, sources.KB_ALLOW_NESTED],
  },
  {
    title: 'Arm',
    names: ['arm', 'apple silicon', 'arm guest', 'arm guests', 'm1', 'm2', 'm3', 'm4'],
    text: 'Fusion on Apple silicon runs Arm guests only (guestOS = "arm-…") and has no nested virtualization: vhv.enable must not be TRUE, and CPUID masks mean nothing there.',
    more: explain('possible-on-host'),
    sources: [sources.FUSION_APPLE_SILICON],
  },
  {
    title: 'ESXi in a VM',
    names: ['esxi', 'esx', 'nested esxi', 'esxi guest', 'vmkernel', 'vsphere'],
    text: 'ESXi in a VM wants guestOS = "vmkernel…" of its version, vhv.enable = "TRUE", and a network card that it has a driver for: e1000 for 5 and 6, vmxnet3 for 6.5 and later. The installer of ESXi 8 is reported to want 8 GB and 2 CPUs. hypervisor.cpuid.v0 is to be left alone.',
    more: [
      ...explain(
        'esxi-guest-network-card',
        'esxi-guest-resources',
        'expose-hardware-virtualization',
      ),
      'vmlint stack --host HOST --guest esxi',
    ],
    sources: [
      sources.GUEST_OS_TABLE,
      sources.RUNNING_NESTED_VMS,
      { title: 'starwindsoftware.com (memory and CPUs of ESXi 8)' },
    ],
  },
  {
    title: '--nested require, forbid, auto',
    names: ['forbid', 'auto', 'nested forbid', 'nested auto', 'nested require', 'intent'],
    text: 'What you want of VMs. --nested require, the default: a VM is to run a hypervisor, and what is missing is an error. --nested forbid: none may, and every nesting setting that is on is a warning with a fix. --nested auto: only what the file itself asks for is judged (guestOS of ESXi or Hyper-V, VBS). It can stand in the configuration, and in a file: # vmlint-nested auto.',
    more: explain('expose-hardware-virtualization', 'hide-hardware-virtualization'),
    sources: [],
  },
];

let byName: Map<string, Topic> | undefined;

/** What is known of a few words, whatever stands between them (`Hyper-V`, `.vmtx`, `/etc/vmware/config`). */
export function findTopic(what: string): Topic | undefined {
  if (what.length > LONGEST) return undefined;
  byName ??= new Map(TOPICS.flatMap((topic) => topic.names.map((name) => [name, topic] as const)));
  return byName.get(wordsOf(what).words.join(' '));
}

const LONGEST = 60;
