import {
  cell,
  everywhere,
  unknown,
  vmware,
  type Cell,
  type Cells,
  type GuestColumn,
  type Row,
} from './cell.js';
import { HYPERV_OFF, NEST_ON_VIRTUALBOX } from './steps.js';
import * as sources from './sources.js';
import { GUEST_HYPERVISORS } from './stack.js';

const VBOX = [sources.VIRTUALBOX_MANUAL];
const VBOX_NEEDS = [
  `${NEST_ON_VIRTUALBOX}, with the VM off`,
  'nested paging on, and on Intel unrestricted guest execution on',
];
const onVirtualBox = {
  conditions: ['VirtualBox 6.0 or newer on AMD, 6.1 or newer on Intel'],
  needs: VBOX_NEEDS,
  productMessages: [
    'Cannot enable nested VT-x/AMD-V without nested-paging and unrestricted guest execution!',
  ],
};

const VIRTUALBOX_CELLS: Cells = {
  ...vmware(
    cell(
      'unsupported',
      'VMware needs EPT or RVI, and by the manual of 6.1 VirtualBox passes on no nested paging (later versions may).',
      VBOX,
      {
        ...onVirtualBox,
        alternative: 'KVM or VirtualBox in the VM, or VMware as the host hypervisor',
        confidence: 'inferred',
      },
    ),
  ),
  'hyper-v': cell(
    'unsupported',
    'Hyper-V needs second level address translation; Windows often fails to boot once the role is added.',
    [...VBOX, sources.VIRTUALBOX_HYPERV_ISSUES],
    {
      alternative: 'KVM or VirtualBox in the VM, or Hyper-V, VMware or KVM as the host hypervisor',
      productMessages: [
        'Hyper-V cannot be installed: the processor does not support second level address translation (SLAT).',
      ],
      confidence: 'reported',
    },
  ),
  virtualbox: cell('works-with', 'The manual names it.', VBOX, onVirtualBox),
  kvm: cell('works-with', 'The manual names it.', VBOX, onVirtualBox),
  xen: cell('works-with', 'XCP-ng has a guide for it.', [sources.XCP_NG_IN_A_VM], {
    conditions: ['VirtualBox 6.1 or newer'],
    needs: VBOX_NEEDS,
  }),
  wsl2: cell(
    'unsupported',
    'It needs Hyper-V in the VM, which fails in practice.',
    [...VBOX, sources.VIRTUALBOX_HYPERV_ISSUES],
    {
      alternative: 'Hyper-V, VMware or KVM as the host hypervisor',
      confidence: 'reported',
    },
  ),
  'docker-desktop': cell(
    'unsupported',
    'It needs Hyper-V or WSL2 in the VM; one report says that it runs.',
    [...VBOX, sources.VIRTUALBOX_DOCKER_GIST],
    {
      alternative: 'Docker Engine in a Linux VM',
      confidence: 'reported',
    },
  ),
  'android-emulator': cell('works-with', 'In a Linux guest only, on KVM, and slowly.', VBOX, {
    ...onVirtualBox,
    confidence: 'inferred',
  }),
  'virtual-pc': unknown(...VBOX),
};

const virtualBoxHyperv = (guest: GuestColumn | 'any'): Cell =>
  cell(
    'impossible',
    `VirtualBox then runs on the Windows hypervisor and switches nested VT-x/AMD-V off: ${GUEST_HYPERVISORS[guest]} cannot run in the VM.`,
    [sources.VIRTUALBOX_SOURCE, sources.VIRTUALBOX_WSL_REPORT],
    {
      alternative: `${HYPERV_OFF}. Or use Hyper-V as the host hypervisor, with ExposeVirtualizationExtensions`,
      productMessages: [
        "CPUM: Warning! Can't turn on nested VT-x/AMD-V when NEM is used! (later)",
        'NEM: NEMR3Init: Snail execution mode is active!',
      ],
    },
  );

export const VIRTUALBOX_ROWS: readonly Row[] = [
  { id: 'virtualbox', title: 'VirtualBox', cells: VIRTUALBOX_CELLS },
  {
    id: 'virtualbox-hyperv',
    title: 'VirtualBox, Hyper-V on',
    cells: everywhere(virtualBoxHyperv),
    any: virtualBoxHyperv('any'),
  },
];
