import { defineRule } from '../../src/lint/rule.js';
import { integerOf } from '../../src/languages/hyperv/settings.js';
import { NESTED_STATUS } from '../hyperv/sources.js';
import { nests } from './demand.js';

const SETTING = 'global_settings/snapshots/list/size';

export default defineRule({
  id: 'nested/no-checkpoints',
  languages: ['hyperv'],
  summary: 'A VM of Hyper-V that runs a hypervisor has no checkpoints',
  why: 'A checkpoint of a VM that runs Hyper-V holds VMs inside in a state that the world around them has left behind. A script of Microsoft says that a VM with checkpoints does not support nesting.',
  severity: 'warning',
  fixSafety: 'None: what is in a checkpoint, only its owner can give up.',
  sources: [NESTED_STATUS],
  presets: ['recommended', 'nested'],
  settings: ['snapshots/list/size'],
  messages: {
    some: 'Unexpected {checkpoints}, expected none of a VM that runs a hypervisor: remove what is not needed with Remove-VMCheckpoint',
  },
  examples: {
    good: [
      {
        dialect: 'vmcx',
        text: 'configuration/global_settings/snapshots/list/size = 0\nconfiguration/properties/version = 2304\n',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: 'configuration/global_settings/snapshots/list/size = 2\nconfiguration/properties/version = 2304\n',
        findings: [{ line: 1, column: 53, message: 'Unexpected 2 checkpoints' }],
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const size = document.vm?.checkpoints;
        const count = integerOf(size) ?? 0;
        if (size === undefined || count <= 0 || !nests({ document, intent, stack })) return;
        const checkpoints = count === 1 ? '1 checkpoint' : `${count} checkpoints`;
        report({ message: 'some', data: { checkpoints }, at: size.at, setting: SETTING });
      },
    };
  },
});
