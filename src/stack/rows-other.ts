import { cell, everywhere, unknown, vmware, type Cell, type Cells, type Row } from './cell.js';
import { VIRTUALBOX_ROWS } from './rows-virtualbox.js';
import {
  EXPOSE_ON_HYPERV,
  HOST_CPU_ON_KVM,
  NEST_ON_XEN,
  SPOOFING_ON_HYPERV,
  STATIC_ON_HYPERV,
} from './steps.js';
import * as sources from './sources.js';
import type { Reference } from './stack.js';

const HYPERV_CONDITIONS = [
  'Intel: Windows Server 2016 or Windows 10, VM configuration version 8.0 or higher',
  'AMD: Windows Server 2022 or Windows 11, VM configuration version 10.0 (newer text: 9.3) or higher',
];
const HYPERV_STEPS = [
  `with the VM off: ${EXPOSE_ON_HYPERV}`,
  `${STATIC_ON_HYPERV}; 4 GB or more`,
  `for the network of inner VMs: ${SPOOFING_ON_HYPERV}, or a NAT switch inside the VM`,
];
const HYPERV_DOCS = [
  sources.HYPERV_NESTED,
  sources.HYPERV_ENABLE_NESTED,
  sources.HYPERV_NESTED_OLDER,
];
const onHyperv = { conditions: HYPERV_CONDITIONS, needs: HYPERV_STEPS };

const HYPERV_CELLS: Cells = {
  ...vmware(
    cell(
      'unsupported',
      'Microsoft supports no other hypervisor in a Hyper-V VM; it is likely to fail.',
      HYPERV_DOCS,
      {
        alternative: 'Hyper-V in the VM, or VMware on a host without Hyper-V',
        productMessages: [
          'VMware ESX and Hyper-V are not compatible. Remove the Hyper-V role from the system before running VMware ESX.',
        ],
      },
    ),
  ),
  'hyper-v': cell(
    'works-with',
    'Supported by Microsoft.',
    [...HYPERV_DOCS, sources.HYPERV_NESTED_SCRIPT],
    {
      ...onHyperv,
      productMessages: [
        'Hyper-V cannot be installed: The processor does not have the required virtualization capabilities',
      ],
    },
  ),
  virtualbox: cell(
    'unsupported',
    'Microsoft supports no other hypervisor in a Hyper-V VM; it is likely to fail.',
    HYPERV_DOCS,
    { alternative: 'Hyper-V in the VM' },
  ),
  kvm: cell(
    'works-with',
    'Works, unofficially: WSL2 itself shows /dev/kvm to Linux.',
    [...HYPERV_DOCS, sources.WSL_FAQ],
    { ...onHyperv, confidence: 'reported' },
  ),
  xen: cell('works-with', 'XCP-ng has a guide for it.', [sources.XCP_NG_IN_A_VM, ...HYPERV_DOCS], {
    conditions: HYPERV_CONDITIONS,
    needs: [...HYPERV_STEPS, 'a legacy network adapter'],
  }),
  wsl2: cell(
    'works-with',
    'Microsoft supports WSL2 in a VM.',
    [sources.HYPERV_NESTED, sources.WSL_FAQ, sources.WSL_TROUBLESHOOTING],
    {
      ...onHyperv,
      productMessages: [
        'Error: 0x80370102 The virtual machine could not be started because a required feature is not installed.',
      ],
    },
  ),
  'docker-desktop': cell(
    'works-with',
    'It runs on WSL2 or Hyper-V in the VM; Docker supports it on Azure.',
    [sources.WSL_FAQ, sources.DOCKER_VDI],
    onHyperv,
  ),
  'android-emulator': cell(
    'works-with',
    'It uses Windows Hypervisor Platform or KVM in the VM.',
    [sources.WSL_FAQ, sources.AEHD_README],
    { ...onHyperv, confidence: 'reported' },
  ),
  'virtual-pc': unknown(...HYPERV_DOCS),
};

const KVM_CONDITIONS = [
  'Nesting is on in the host: by default since Linux 4.20 (Intel), always for AMD',
];
const KVM_NEEDS = [`the VM sees the host's CPU: ${HOST_CPU_ON_KVM}`];
const onKvm = { conditions: KVM_CONDITIONS, needs: KVM_NEEDS };
const IGNORE_MSRS = 'on the host: kvm ignore_msrs=1; in the VM: vmport off';
const ENLIGHTENMENTS =
  'Hyper-V enlightenments with stimer-direct, on Intel also evmcs; where Windows does not boot on a recent Intel CPU: CPUID level 30, or rtm and hle off';

const KVM_CELLS: Cells = {
  esxi: cell(
    'works-with',
    'People run ESXi on KVM; nobody supports it.',
    [sources.ESXI_VAGRANT, sources.KVM_LAB],
    {
      conditions: KVM_CONDITIONS,
      needs: [...KVM_NEEDS, IGNORE_MSRS],
      confidence: 'reported',
    },
  ),
  workstation: cell(
    'unsupported',
    'No success is known for Workstation whose VMs see VT-x, in a KVM guest.',
    [sources.KVM_LAB, sources.HAXM_149],
    {
      needs: [...KVM_NEEDS, IGNORE_MSRS],
      alternative: 'Run what you meant to run in Workstation directly under KVM',
      confidence: 'reported',
    },
  ),
  'hyper-v': cell(
    'works-with',
    'It works; Microsoft gives no end-to-end support.',
    [sources.QEMU_HYPERV, sources.PROXMOX_CHANGELOG, sources.CILIUM_1816, sources.HYPERV_NESTED],
    { conditions: KVM_CONDITIONS, needs: [...KVM_NEEDS, ENLIGHTENMENTS] },
  ),
  virtualbox: cell('works-with', 'The VM sees hardware virtualization.', [sources.KERNEL_NESTED], {
    ...onKvm,
    confidence: 'inferred',
  }),
  kvm: cell(
    'works',
    'The best case: on by default since Linux 4.20.',
    [sources.KERNEL_NESTED],
    onKvm,
  ),
  xen: cell('works-with', 'XCP-ng has a guide for it.', [sources.XCP_NG_IN_A_VM], {
    conditions: [...KVM_CONDITIONS, 'EPT is there'],
    needs: [...KVM_NEEDS, 'BIOS, not UEFI; LSI disks and E1000 network cards'],
  }),
  wsl2: cell(
    'works-with',
    'As Hyper-V, on which it runs.',
    [sources.QEMU_HYPERV, sources.WSL_TROUBLESHOOTING],
    { conditions: KVM_CONDITIONS, needs: [...KVM_NEEDS, ENLIGHTENMENTS], confidence: 'reported' },
  ),
  'docker-desktop': cell(
    'works-with',
    'As Hyper-V, on which it runs; Docker supports VMs on ESXi and Azure only.',
    [sources.QEMU_HYPERV, sources.DOCKER_VDI],
    { conditions: KVM_CONDITIONS, needs: [...KVM_NEEDS, ENLIGHTENMENTS], confidence: 'reported' },
  ),
  'android-emulator': cell('works-with', 'It uses KVM in the VM.', [sources.KERNEL_NESTED], onKvm),
  'virtual-pc': unknown(sources.KERNEL_NESTED),
};

const XEN = [sources.XEN_SUPPORT, sources.XCP_NG_COMPUTE, sources.XEN_WIKI];
const XEN_NEEDS = [NEST_ON_XEN];
const xenExperimental = (summary: string, extra: readonly Reference[] = []): Cell =>
  cell('unsupported', `${summary} Xen calls nested HVM experimental.`, [...XEN, ...extra], {
    needs: XEN_NEEDS,
    alternative: 'KVM, VMware or Hyper-V as the host hypervisor',
  });

const XEN_CELLS: Cells = {
  ...vmware(
    xenExperimental('It has booted; on XCP-ng ESXi is reported to fail.', [sources.XCP_105]),
  ),
  'hyper-v': xenExperimental('It has booted; on XCP-ng it is reported to fail.', [sources.XCP_105]),
  virtualbox: xenExperimental('Nothing more is known of VirtualBox.'),
  kvm: xenExperimental('KVM booted.'),
  xen: xenExperimental('Xen booted.'),
  wsl2: xenExperimental('It needs Hyper-V in the VM, which is reported to fail.', [
    sources.XCP_105,
  ]),
  'docker-desktop': cell(
    'unsupported',
    'Docker: not supported on XenServer.',
    [sources.DOCKER_VDI, sources.XCP_105],
    { alternative: 'Docker Engine in a Linux VM' },
  ),
  'android-emulator': xenExperimental('Nothing more is known of the emulator.'),
  'virtual-pc': unknown(...XEN),
};

const parallels = (apple: boolean): Cell =>
  apple
    ? cell(
        'impossible',
        'Parallels nests on Intel Macs only; on Apple silicon the setting does nothing.',
        [sources.PARALLELS_GUIDE],
        {
          alternative:
            'An Intel Mac; for KVM also Lima, UTM or Tart on an M3 or newer with macOS 15',
          confidence: 'reported',
        },
      )
    : cell(
        'works-with',
        'On an Intel Mac, with the Parallels hypervisor.',
        [sources.PARALLELS_GUIDE],
        {
          needs: ['prlctl set NAME --nested-virt on (VirtualizedHV = 1 in config.pvs)'],
          confidence: 'reported',
        },
      );

const APPLE = [sources.LIMA_TEMPLATE, sources.UTM_SOURCE];
const APPLE_NEEDS = {
  conditions: ['An M3 or newer, macOS 15 or newer'],
  needs: [
    'Lima: vmType vz and nestedVirtualization: true; in UTM it is always on',
    'inner VMs use -cpu host',
  ],
};

const APPLE_CELLS: Cells = {
  ...everywhere(() => unknown(...APPLE)),
  kvm: cell('works-with', 'KVM for Arm guests.', APPLE, APPLE_NEEDS),
  'android-emulator': cell('works-with', 'Arm images only.', APPLE, {
    ...APPLE_NEEDS,
    confidence: 'inferred',
  }),
};

const AWS = [sources.AWS_CPU_OPTIONS];
const AWS_NEEDS = {
  conditions: ['An instance of the families c8i, m8i, r8i (or flex); else a bare metal instance'],
  needs: ['CpuOptions.NestedVirtualization = enabled; it switches VSM off'],
};

const AWS_CELLS: Cells = {
  ...everywhere(() => unknown(...AWS)),
  ...vmware(
    cell('unsupported', 'Nothing speaks for VMware in such a VM.', AWS, {
      alternative: 'KVM in the VM, or a bare metal instance',
      confidence: 'inferred',
    }),
  ),
  'hyper-v': cell('works-with', 'By nested virtualization of EC2.', AWS, AWS_NEEDS),
  kvm: cell('works-with', 'By nested virtualization of EC2.', AWS, AWS_NEEDS),
  'android-emulator': cell('works-with', 'By nested virtualization of EC2.', AWS, AWS_NEEDS),
};

const GCP = [sources.GCP_NESTED];
const GCP_NEEDS = {
  conditions: ['No E2 and no GPU machine type; the organisation policy allows it'],
  needs: ['advancedMachineFeatures.enableNestedVirtualization = true'],
};

const GCP_CELLS: Cells = {
  ...everywhere(() => unknown(...GCP)),
  ...vmware(
    cell('unsupported', 'In practice only KVM runs in such a VM.', GCP, {
      alternative: 'KVM in the VM',
      confidence: 'inferred',
    }),
  ),
  kvm: cell(
    'works-with',
    'By nested virtualization of Compute Engine; 10 % slower or more.',
    GCP,
    GCP_NEEDS,
  ),
  'android-emulator': cell('works-with', 'It uses KVM in the VM.', GCP, GCP_NEEDS),
};

export const OTHER_ROWS: readonly Row[] = [
  { id: 'hyper-v', title: 'Hyper-V, Azure', cells: HYPERV_CELLS },
  ...VIRTUALBOX_ROWS,
  { id: 'kvm', title: 'KVM, QEMU, Proxmox', cells: KVM_CELLS },
  { id: 'xen', title: 'Xen, XCP-ng, XenServer', cells: XEN_CELLS },
  {
    id: 'parallels',
    title: 'Parallels, Intel Mac',
    cells: {
      ...everywhere(() => parallels(false)),
      'virtual-pc': unknown(sources.PARALLELS_GUIDE),
    },
    any: parallels(false),
  },
  {
    id: 'parallels-apple',
    title: 'Parallels, Apple silicon',
    cells: everywhere(() => parallels(true)),
    any: parallels(true),
  },
  { id: 'apple-vz', title: 'Apple VZ (Lima, UTM)', cells: APPLE_CELLS },
  { id: 'aws', title: 'AWS EC2', cells: AWS_CELLS },
  { id: 'gcp', title: 'Google Compute Engine', cells: GCP_CELLS },
];
