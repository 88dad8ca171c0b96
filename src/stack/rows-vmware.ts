import { cell, everywhere, type Cell, type Cells, type GuestColumn, type Row } from './cell.js';
import { ASSUME_HV, HYPERV_OFF, NO_PASSTHROUGH, PORT_GROUP, VHV_ALLOW } from './steps.js';
import * as sources from './sources.js';
import { GUEST_HYPERVISORS } from './stack.js';

const EPT = 'The CPU has Intel VT-x with EPT or AMD-V with RVI';
const HARDWARE_9 =
  'virtualHW.version is 9 or higher (8 is enough on Workstation 8, Player 4 and Fusion 4)';
const VHV = 'vhv.enable = "TRUE" in the VM';

const NO_VHV_MESSAGES = [
  'This host appears to be running in a virtual machine with VHV disabled. Ensure that VHV is enabled in the virtual machine configuration file.',
  "Module 'MonitorMode' power on failed.",
];

const ALLOW_NESTED_MESSAGES = [
  'VMware ESX and Hyper-V are not compatible. Remove the Hyper-V role from the system before running VMware ESX.',
];

/** VMware on the metal, where nothing else owns the CPU's virtualization. */
function bareCells(conditions: readonly string[], needs: readonly string[]): Cells {
  const all = { conditions: [EPT, ...conditions] };
  const own = [sources.RUNNING_NESTED_VMS, sources.RUNNING_NESTED_VMS_LATER];
  return {
    esxi: cell(
      'works-with',
      'ESXi runs in the VM once it sees hardware virtualization.',
      [...own, sources.KB_NESTED_SUPPORT],
      {
        conditions: [...all.conditions, 'VMware does not support it in production'],
        needs: [
          VHV,
          'guestOS = "vmkernel…" of the ESXi version, and a network card it has a driver for: e1000 or vmxnet3',
          ...needs,
        ],
        productMessages: NO_VHV_MESSAGES,
      },
    ),
    workstation: cell(
      'works-with',
      'VMware Workstation runs in the VM; VMs inside it are slow.',
      [...own, sources.KVM_LAB],
      {
        ...all,
        needs: [VHV, ...needs],
        productMessages: NO_VHV_MESSAGES,
      },
    ),
    'hyper-v': cell(
      'works-with',
      'Technically possible, supported by neither VMware nor Microsoft.',
      [...own, sources.HYPERV_NESTED],
      {
        ...all,
        needs: [
          VHV,
          'hypervisor.cpuid.v0 = "FALSE" in the VM as well, where Windows Server 2008 R2 or 2012, or a Windows of their time, runs in it',
          ...needs,
        ],
        productMessages: [
          'Failed to create partition: Unspecified error (0x80004005)',
          'Hyper-V cannot be installed: A hypervisor is already running',
          'Hyper-V cannot be installed: The processor does not have the required virtualization capabilities',
        ],
      },
    ),
    virtualbox: cell(
      'works-with',
      'VirtualBox runs in the VM once it sees hardware virtualization.',
      own,
      { ...all, needs: [VHV, ...needs] },
    ),
    kvm: cell('works-with', 'KVM runs in the VM once it sees hardware virtualization.', own, {
      conditions: [...all.conditions, 'Linux 3.0 or newer in the VM is better'],
      needs: [VHV, 'leave hypervisor.cpuid.v0 alone: KVM does not need it', ...needs],
    }),
    xen: cell('works-with', 'Xen runs in the VM, XCP-ng too.', [...own, sources.XCP_NG_IN_A_VM], {
      ...all,
      needs: [VHV, 'leave hypervisor.cpuid.v0 alone: Xen does not need it', ...needs],
    }),
    wsl2: cell(
      'works-with',
      'WSL2 runs on the Hyper-V of the Windows in the VM.',
      [...own, sources.WSL_TROUBLESHOOTING],
      {
        ...all,
        needs: [VHV, ...needs],
        productMessages: [
          'Error: 0x80370102 The virtual machine could not be started because a required feature is not installed.',
        ],
      },
    ),
    'docker-desktop': cell(
      'works-with',
      'Docker supports it in VMs on ESXi (and on Azure), on no other VM platform.',
      [sources.DOCKER_VDI, ...own],
      { ...all, needs: [VHV, ...needs] },
    ),
    'android-emulator': cell(
      'works-with',
      'The emulator uses KVM or Windows Hypervisor Platform inside the VM, which need hardware virtualization.',
      [...own, sources.AEHD_README],
      {
        ...all,
        needs: [VHV, ...needs],
        confidence: 'inferred',
      },
    ),
    'virtual-pc': cell(
      'unknown',
      'No source says that it runs. Windows Virtual PC needs hardware virtualization without update KB977206.',
      [sources.RUNNING_NESTED_VMS],
      { needs: [VHV] },
    ),
  };
}

function anyOnBare(cells: Cells, needs: readonly string[]): Cell {
  return cell(
    'works-with',
    'Hypervisors run in the VM once it sees hardware virtualization.',
    cells.kvm.sources,
    {
      conditions: cells.virtualbox.conditions,
      needs: [VHV, ...needs],
      productMessages: NO_VHV_MESSAGES,
    },
  );
}

function bare(
  id: string,
  title: string,
  conditions: readonly string[],
  needs: readonly string[],
): Row {
  const cells = bareCells(conditions, needs);
  return { id, title, cells, any: anyOnBare(cells, needs) };
}

function same(id: string, title: string, of: (guest: GuestColumn | 'any') => Cell): Row {
  return { id, title, cells: everywhere(of), any: of('any') };
}

const ESXI_NEEDS = [PORT_GROUP, NO_PASSTHROUGH];

export const VMWARE_ROWS: readonly Row[] = [
  bare(
    'workstation',
    'Workstation, Player',
    [HARDWARE_9, 'On a Windows host, Hyper-V, WSL2 and VBS are off'],
    [],
  ),
  bare('fusion', 'Fusion, Intel Mac', [HARDWARE_9], []),
  bare('esxi', 'ESXi 5.1 or newer', ['virtualHW.version is 9 or higher'], ESXI_NEEDS),
  {
    ...same('esxi-5.0', 'ESXi 5.0', (guest) =>
      cell(
        guest === 'virtual-pc' ? 'unknown' : 'works-with',
        guest === 'virtual-pc'
          ? 'No source says that it runs.'
          : 'ESXi 5.0 shows hardware virtualization to a VM only where the host allows it.',
        [sources.RUNNING_NESTED_VMS],
        {
          conditions: [EPT, 'virtualHW.version is 8'],
          confidence: guest === 'android-emulator' ? 'inferred' : 'sourced',
          needs: [
            VHV_ALLOW,
            guest === 'esxi'
              ? 'guestOS = "vmkernel" or "vmkernel5": with it, hardware virtualization is on'
              : 'cpuid.1.ecx = "----:----:----:----:----:----:--h-:----" and four more masks in the VM, where its guestOS is not ESX',
            ...(guest === 'hyper-v' || guest === 'any'
              ? [
                  `hypervisor.cpuid.v0 = "FALSE" in the VM${guest === 'any' ? ', for Hyper-V only' : ''}`,
                ]
              : []),
          ],
        },
      ),
    ),
  },
  same('workstation-hyperv', 'Workstation, Hyper-V on', (guest) =>
    cell(
      'impossible',
      `VMware then runs on the Windows hypervisor, which gives it no virtualized VT-x or AMD-V to pass on: ${GUEST_HYPERVISORS[guest]} cannot run in the VM.`,
      [sources.PLAYER_HOST_VBS, sources.ULM_REPORT, sources.UNLOCKER_WIKI],
      {
        alternative:
          guest === 'hyper-v' || guest === 'wsl2' || guest === 'docker-desktop'
            ? `${HYPERV_OFF}. Or keep Hyper-V and use it as the host hypervisor: a Hyper-V VM with ExposeVirtualizationExtensions runs it`
            : `${HYPERV_OFF}. Or run it on a host without Hyper-V`,
        needs: ['vhv.enable = "FALSE" in the VM, so that it starts, without a hypervisor inside'],
        productMessages: [
          'VMware Workstation does not support nested virtualization on this host.',
          "Module 'HV' power on failed.",
          'Virtualized Intel VT-x/EPT is not supported on this platform.',
          'Virtualized AMD-V/RVI is not supported on this platform.',
          "Module 'MonitorMode' power on failed.",
        ],
      },
    ),
  ),
  same('fusion-apple', 'Fusion, Apple silicon', (guest) =>
    cell(
      'impossible',
      `Fusion on Apple silicon runs Arm guests only, and shows them no hardware virtualization: ${GUEST_HYPERVISORS[guest]} cannot run in the VM.`,
      [sources.FUSION_APPLE_SILICON],
      {
        alternative:
          guest === 'kvm'
            ? 'Lima, UTM or Tart on an M3 or newer with macOS 15: Apple Virtualization nests KVM. Or Fusion on an Intel Mac, Workstation or ESXi'
            : 'Fusion on an Intel Mac, Workstation on a host without Hyper-V, or ESXi',
      },
    ),
  ),
  same('vmware-under-kvm', 'VMware under KVM', () =>
    cell(
      'unsupported',
      'VMware under KVM usually refuses to give its VMs VT-x even where KVM nests; no success is known for Workstation.',
      [sources.KVM_LAB, sources.HAXM_149, sources.ESXI_ON_KVM_REPORTS],
      {
        needs: [
          'vmx.allowNested = "TRUE" in the VM, or in /etc/vmware/config of the VMware product, so that it powers on VMs at all',
          ASSUME_HV,
        ],
        alternative: 'Run the guest hypervisor directly under KVM',
        productMessages: NO_VHV_MESSAGES,
        confidence: 'reported',
      },
    ),
  ),
  same('vmware-under-hyper-v', 'VMware under Hyper-V', () =>
    cell(
      'unsupported',
      'Microsoft supports no other hypervisor in a Hyper-V VM, and one level of nesting only.',
      [sources.HYPERV_NESTED, sources.KB_ALLOW_NESTED],
      {
        needs: [
          'vmx.allowNested = "TRUE" in the VM, or in /etc/vmware/config of the VMware product, so that it powers on VMs at all',
        ],
        alternative: 'Run the guest hypervisor directly under Hyper-V, where that is supported',
        productMessages: ALLOW_NESTED_MESSAGES,
      },
    ),
  ),
];

/** Kinds of host that the table leaves out. */
export const OTHER_VMWARE_ROWS: readonly Row[] = [
  bare('vmware', 'VMware', [HARDWARE_9, 'On a Windows host, Hyper-V, WSL2 and VBS are off'], []),
  same('vmware-old', 'VMware before 2011', () =>
    cell(
      'unsupported',
      'Virtualized hardware virtualization came with Workstation 8, Player 4, Fusion 4 and ESXi 5.0; older products show none to a VM.',
      [sources.RUNNING_NESTED_VMS, sources.CPUID_TABLE],
      { alternative: 'A newer version of the product', confidence: 'inferred' },
    ),
  ),
];
