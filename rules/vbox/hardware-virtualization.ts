import { setEnabled } from '../../src/languages/vbox/changes.js';
import { modifyVm } from '../../src/languages/vbox/commands.js';
import { flagRange } from '../../src/languages/vbox/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { reaches } from '../../src/stack/versions.js';
import { vbox } from './examples.js';
import { LAUNCH, SETTINGS_READER } from './sources.js';

const SETTING = 'HardwareVirtEx';
const file = (value: string): string =>
  vbox({ version: '1.14-linux', features: [`<HardwareVirtEx enabled="${value}"/>`] });

export default defineRule({
  id: 'vbox/hardware-virtualization',
  languages: ['vbox'],
  summary: 'A machine uses VT-x or AMD-V',
  why: 'Until 6.0 some builds of VirtualBox could run guests without VT-x or AMD-V (raw mode), where nothing nests. Since 6.1 there is no such mode, and VirtualBox ignores the setting; a file that still has it says something that is not so, or is meant for a VirtualBox that is long out of support.',
  severity: 'warning',
  fixSafety: 'Unsafe: an old VirtualBox runs the VM in another way then.',
  sources: [LAUNCH, SETTINGS_READER],
  presets: ['recommended', 'nested'],
  settings: [SETTING],
  messages: {
    off: 'Unexpected `HardwareVirtEx` enabled="{value}", expected "true" or none: VirtualBox ignores it since 6.1, and before it runs the VM without VT-x or AMD-V',
    ignored:
      'Unexpected `HardwareVirtEx` enabled="{value}", expected "true" or none, since VirtualBox ignores it since 6.1',
  },
  examples: {
    good: [{ text: file('true') }, { text: vbox({}) }],
    bad: [
      {
        text: file('false'),
        nested: 'auto',
        findings: [{ line: 5, column: 33, message: 'and before it runs the VM without' }],
        fixedUnsafe: file('true'),
      },
      {
        text: file('no'),
        nested: 'auto',
        stack: { host: { product: 'virtualbox', version: '7.1' } },
        findings: [{ line: 5, column: 33, message: 'since VirtualBox ignores it' }],
        fixedUnsafe: file('true'),
      },
    ],
  },
  check({ document, stack, report }) {
    return {
      document() {
        const { machine } = document;
        if (machine === undefined || machine.isArm) return;
        const flag = machine.feature(SETTING);
        if (flag.state !== 'off') return;
        const { version } = stack.host;
        report({
          message: version !== undefined && reaches(version, '6.1') ? 'ignored' : 'off',
          data: { value: flag.value },
          at: flagRange(flag),
          setting: SETTING,
          fix: {
            title: 'set `HardwareVirtEx` to enabled="true"',
            safety: 'unsafe',
            ...setEnabled(document, flag.element!, true),
            commands: modifyVm(machine, '--hwvirtex', 'on'),
          },
        });
      },
    };
  },
});
