import { modifyVm } from '../../src/languages/vbox/commands.js';
import { setFeature } from '../../src/languages/vbox/changes.js';
import { flagRange } from '../../src/languages/vbox/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { CPUM_HWVIRT, MANUAL_NESTED } from '../vbox/sources.js';

const REFUSAL =
  'Cannot enable nested VT-x/AMD-V without nested-paging and unrestricted guest execution!';

/** What nesting needs besides, and on which CPUs. */
const NEEDED = [
  { name: 'HardwareVirtExNestedPaging', option: '--nested-paging', only: undefined },
  { name: 'HardwareVirtExUX', option: '--vtx-ux', only: 'intel' },
] as const;

export default defineRule({
  id: 'nested/nested-paging',
  languages: ['vbox'],
  summary: 'Where nesting is on, nested paging and unrestricted guest execution are on, too',
  why: 'VirtualBox starts no VM with nested VT-x or AMD-V unless nested paging is on, and on Intel CPUs unrestricted guest execution as well (both are, unless the file switches them off). The user interface switches nested paging on by itself; VBoxManage and edits by hand do not.',
  severity: 'error',
  fixSafety:
    'Safe: the VM does not start otherwise, and both are on unless somebody switches them off.',
  sources: [CPUM_HWVIRT, MANUAL_NESTED],
  presets: ['recommended', 'nested'],
  settings: ['NestedHWVirt', 'HardwareVirtExNestedPaging', 'HardwareVirtExUX'],
  messages: {
    off: 'Unexpected `{name}` enabled="{value}" together with `NestedHWVirt`, expected "true", since the VM does not start otherwise',
  },
  examples: {
    good: [
      {
        text: '<VirtualBox version="1.17-linux"><Machine><Hardware><CPU><HardwareVirtExNestedPaging enabled="true"/><NestedHWVirt enabled="true"/></CPU></Hardware></Machine></VirtualBox>\n',
      },
      {
        title: 'AMD has no such thing as unrestricted guest execution',
        text: '<VirtualBox version="1.17-linux"><Machine><Hardware><CPU><HardwareVirtExUX enabled="false"/><NestedHWVirt enabled="true"/></CPU></Hardware></Machine></VirtualBox>\n',
        stack: { cpu: 'amd' },
      },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.17-linux"><Machine name="Lab"><Hardware><CPU>\n  <HardwareVirtExNestedPaging enabled="false"/>\n  <HardwareVirtExUX enabled="0"/>\n  <NestedHWVirt enabled="true"/>\n</CPU></Hardware></Machine></VirtualBox>\n',
        findings: [
          { line: 2, column: 39, message: '`HardwareVirtExNestedPaging` enabled="false"' },
          { line: 3, column: 29, message: '`HardwareVirtExUX` enabled="0"' },
        ],
        fixed:
          '<VirtualBox version="1.17-linux"><Machine name="Lab"><Hardware><CPU>\n  <HardwareVirtExNestedPaging enabled="true"/>\n  <HardwareVirtExUX enabled="true"/>\n  <NestedHWVirt enabled="true"/>\n</CPU></Hardware></Machine></VirtualBox>\n',
      },
    ],
  },
  check({ document, stack, report }) {
    return {
      document() {
        const { machine } = document;
        if (machine === undefined || machine.isArm) return;
        const nested = machine.feature('NestedHWVirt');
        if (nested.state !== 'on') return;
        for (const { name, option, only } of NEEDED) {
          if (only !== undefined && stack.cpu !== undefined && stack.cpu !== only) continue;
          const flag = machine.feature(name);
          const change = flag.state === 'off' ? setFeature(document, name, true) : undefined;
          if (change === undefined) continue;
          report({
            message: 'off',
            data: { name, value: flag.value },
            at: flagRange(flag),
            related: [{ ...flagRange(nested), message: 'which needs it' }],
            setting: name,
            productMessage: REFUSAL,
            fix: {
              title: `set \`${name}\` to enabled="true"`,
              safety: 'safe',
              ...change,
              commands: modifyVm(machine, option, 'on'),
            },
          });
        }
      },
    };
  },
});
