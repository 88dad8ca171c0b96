import {
  EXPOSE_ON_HYPERV,
  HOST_CPU_ON_KVM,
  NEST_ON_VIRTUALBOX,
  NEST_ON_XEN,
} from '../stack/steps.js';
import type { Step } from './model.js';

const VHV_ON = 'vhv.enable = "TRUE"';
export const VHV_OFF = 'vhv.enable = "FALSE"';

/** The one step that needs no knowledge of which hypervisor it is. */
export const NEST_IN_OUTER: Step = {
  place: 'outer',
  text: 'switch nesting on, whichever hypervisor runs it',
  lines: [
    `VMware: ${VHV_ON} in its .vmx, virtualHW.version 9 or higher`,
    `Hyper-V: ${EXPOSE_ON_HYPERV}`,
    `KVM: ${HOST_CPU_ON_KVM}; on its host nested=1 for kvm_intel or kvm_amd, the default since Linux 4.20`,
    `VirtualBox: ${NEST_ON_VIRTUALBOX}`,
    `Xen, by ${NEST_ON_XEN}`,
  ],
};

export const NEST_IF_IN_A_VM: Step = {
  ...NEST_IN_OUTER,
  text: 'where VMware itself runs in a VM, switch nesting on in that VM, whichever hypervisor runs it',
};

export const ASK_STACK: Step = {
  text: 'See whether that host can nest at all: `vmlint stack --host HOST --guest GUEST`; VMware in a VM of Hyper-V or KVM is supported by nobody and may fail',
};

export const DO_WITHOUT: Step = {
  place: 'vm',
  text: 'or do without, where nothing in this VM needs VT-x or AMD-V',
  lines: [VHV_OFF],
};
