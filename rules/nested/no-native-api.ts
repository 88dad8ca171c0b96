import { setEnabled } from '../../src/languages/vbox/changes.js';
import { flagRange } from '../../src/languages/vbox/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { reaches } from '../../src/stack/versions.js';
import { findNativeApi } from '../../src/stack/virtualbox-log.js';
import { NESTED, vbox } from '../vbox/examples.js';
import { CPUM_HWVIRT, NEM } from '../vbox/sources.js';
import { becauseOf, hostOsOf, nestingIn, nestingRange } from './virtualbox-nesting.js';

const SWITCHED_OFF = "CPUM: Warning! Can't turn on nested VT-x/AMD-V when NEM is used! (later)";
const NATIVE = '<HardwareVirtExUseNativeApi enabled="true"/>';

/** From this version on nesting stays on over KVM of a Linux host, "highly experimental". */
const OVER_KVM_SINCE = '7.2.97';

export default defineRule({
  id: 'nested/no-native-api',
  languages: ['vbox'],
  summary: 'A VM that runs a hypervisor does not run on the native API of its host',
  why: 'VirtualBox can run a VM on VT-x or AMD-V itself, or on what the system of the host offers (the native API: Hyper-V on Windows, KVM on Linux, Hypervisor.framework on macOS). On the native API it switches nested VT-x/AMD-V off when the VM starts, and only a line in VBox.log says so.',
  severity: 'error',
  fixSafety: 'Unsafe: somebody chose the native API, and where VT-x is taken the VM needs it.',
  sources: [CPUM_HWVIRT, NEM],
  presets: ['recommended', 'nested'],
  settings: ['HardwareVirtExUseNativeApi', 'NestedHWVirt'],
  messages: {
    on: 'Unexpected `HardwareVirtExUseNativeApi` enabled="{value}" in a VM that runs a hypervisor, expected "false" or none, since VirtualBox then switches nesting off without a message',
    experimental:
      'Unexpected `HardwareVirtExUseNativeApi` enabled="{value}" in a VM that runs a hypervisor, expected "false" or none: nesting over KVM is highly experimental',
    log: 'Unexpected native API of the host where a hypervisor is to run in the VM (VBox.log, {place}: {text}), expected VT-x or AMD-V itself, since nesting was off in that run',
  },
  examples: {
    good: [
      { text: vbox({ features: [NESTED] }) },
      { text: vbox({ features: [NATIVE] }), nested: 'auto' },
      {
        title: 'Hyper-V owns the CPU: another finding says so',
        text: vbox({ features: [NATIVE, NESTED] }),
        stack: { hyperv: 'on' },
      },
    ],
    bad: [
      {
        text: vbox({ version: '1.19-windows', features: [NATIVE, NESTED] }),
        nested: 'auto',
        findings: [{ line: 5, column: 45, message: 'enabled="true" in a VM that runs' }],
        fixedUnsafe: vbox({
          version: '1.19-windows',
          features: ['<HardwareVirtExUseNativeApi enabled="false"/>', NESTED],
        }),
      },
      {
        text: vbox({ features: [NATIVE, NESTED] }),
        stack: { host: { product: 'virtualbox', version: '7.3' } },
        findings: [{ line: 5, column: 45, message: 'highly experimental', severity: 'info' }],
        fixedUnsafe: vbox({
          features: ['<HardwareVirtExUseNativeApi enabled="false"/>', NESTED],
        }),
      },
      {
        title: 'the VM ran on the native API, though nothing asks for it',
        text: vbox({ features: [NESTED] }),
        nested: 'auto',
        logText:
          "00:00:01 Log opened\n00:00:02 CPUM: Warning! Can't turn on nested VT-x/AMD-V when NEM is used! (later)\n",
        findings: [{ line: 5, column: 31, message: 'VBox.log, line 2: 00:00:02 CPUM: Warning!' }],
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const nesting = nestingIn({ document, intent, stack });
        if (nesting === undefined) return;
        const { version } = stack.host;
        const isExperimental =
          hostOsOf(document, stack) === 'linux' &&
          version !== undefined &&
          reaches(version, OVER_KVM_SINCE);
        const flag = nesting.machine.feature('HardwareVirtExUseNativeApi');
        if (flag.state === 'on') {
          report({
            message: isExperimental ? 'experimental' : 'on',
            data: { value: flag.value },
            at: flagRange(flag),
            related: becauseOf(nesting),
            setting: 'HardwareVirtExUseNativeApi',
            ...(isExperimental ? { severity: 'info' } : { productMessage: SWITCHED_OFF }),
            fix: {
              title: 'set `HardwareVirtExUseNativeApi` to enabled="false"',
              safety: 'unsafe',
              ...setEnabled(document, flag.element!, false),
            },
          });
          return;
        }
        const evidence = intent.logText === undefined ? undefined : findNativeApi(intent.logText);
        if (evidence === undefined || isExperimental) return;
        const place = evidence.line === undefined ? 'near its end' : `line ${evidence.line}`;
        report({
          message: 'log',
          data: { place, text: evidence.text },
          at: nestingRange(nesting),
          setting: 'NestedHWVirt',
          productMessage: SWITCHED_OFF,
        });
      },
    };
  },
});
