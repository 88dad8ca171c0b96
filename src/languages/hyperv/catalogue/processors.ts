import type { HypervSetting } from './model.js';
import { ENABLE_NESTED, SET_VM_PROCESSOR } from './sources.js';

/** `settings/processors` */
export const PROCESSOR_SETTINGS: readonly HypervSetting[] = [
  {
    path: 'settings/processors/count',
    type: 'integer',
    default: '1',
    cmdlet: 'Set-VMProcessor -Count',
    nesting: true,
    description: 'How many virtual processors the VM has',
    source: SET_VM_PROCESSOR,
  },
  {
    path: 'settings/processors/nested_virtualization/enabled',
    type: 'bool',
    default: 'False',
    since: '8.0',
    cmdlet: 'Set-VMProcessor -ExposeVirtualizationExtensions',
    nesting: true,
    description: 'Whether the VM sees VT-x or AMD-V, so that hypervisors can run in it',
    source: ENABLE_NESTED,
  },
];
