import { setValue } from '../../src/languages/vmx/changes.js';
import {
  bitOf,
  hidesBit,
  showsBit,
  VIRTUALIZATION_BITS,
  withBit,
} from '../../src/languages/vmx/cpuid-masks.js';
import { hypervisorOf } from '../../src/languages/vmx/guest-os.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { addPairs, stated } from '../../src/languages/vmx/stated.js';
import { defineRule } from '../../src/lint/rule.js';
import { isEsxi50 } from '../../src/stack/stack.js';
import { linesFor } from '../../src/stack/vmx-lines.js';
import { RUNNING_NESTED_VMS } from '../references.js';
import { hardwareVersion, isAbsent, nestingDemand, whatRequiresIt } from './demand.js';

const H = Array(8).fill('hhhh').join(':');
const RECIPE = `cpuid.1.ecx = "----:----:----:----:----:----:--h-:----"
cpuid.80000001.ecx.amd = "----:----:----:----:----:----:----:-h--"
cpuid.8000000a.eax.amd = "${H}"
cpuid.8000000a.ebx.amd = "${H}"
cpuid.8000000a.edx.amd = "${H}"
`;
const ESXI_50 = { product: 'esxi', version: '5.0' } as const;

export default defineRule({
  id: 'nested/cpuid-recipe-on-esxi-5',
  languages: ['vmx'],
  summary:
    'On ESXi 5.0 a VM that runs a hypervisor has the five CPUID masks that show VT-x and AMD-V',
  why: 'ESXi 5.0 has no `vhv.enable` for guests other than ESX. There VMware tells users to let five CPUID masks through from the host, for Intel and AMD. Besides, the host must allow it: `vhv.allow` = "TRUE" in its /etc/vmware/config.',
  severity: 'error',
  fixSafety:
    'Safe by intent where masks are absent: they are the lines that VMware documents. To change a mask that is there is unsafe.',
  sources: [RUNNING_NESTED_VMS],
  presets: ['recommended', 'nested'],
  settings: ['cpuid.1.ecx', 'cpuid.80000001.ecx.amd', 'cpuid.8000000a.*.amd'],
  messages: {
    missing:
      'Unexpected missing {keys}, expected CPUID masks that show VT-x and AMD-V, so that {hypervisor} can run in this VM on ESXi 5.0 (whose /etc/vmware/config needs `vhv.allow` = "TRUE")',
    inherits:
      'Unexpected bit {bit} = "{character}" in `{key}`, expected "h", which shows {feature} on ESXi 5.0',
  },
  examples: {
    good: [
      {
        text: `virtualHW.version = "8"\nguestOS = "windows7srv-64"\n${RECIPE}`,
        stack: { host: ESXI_50 },
      },
      { text: 'virtualHW.version = "8"\nguestOS = "vmkernel5"\n', stack: { host: ESXI_50 } },
      { text: 'virtualHW.version = "8"\nguestOS = "ubuntu-64"\n' },
      {
        text: 'virtualHW.version = "9"\nguestOS = "ubuntu-64"\n',
        stack: { host: { product: 'esxi', version: '5.1' } },
      },
    ],
    bad: [
      {
        text: 'virtualHW.version = "8"\nguestOS = "windows7srv-64"\n',
        stack: { host: ESXI_50, guest: 'hyper-v' },
        findings: [{ line: 2, column: 1, message: 'so that Hyper-V can run in this VM' }],
        fixed: `virtualHW.version = "8"\nguestOS = "windows7srv-64"\n${RECIPE}`,
      },
      {
        text: `virtualHW.version = "8"\n${RECIPE.replace('--h-', '----')}`,
        stack: { host: ESXI_50 },
        findings: [{ line: 2, column: 15, message: 'bit 5 = "-" in `cpuid.1.ecx`' }],
        fixedUnsafe: `virtualHW.version = "8"\n${RECIPE}`,
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        if (!isEsxi50(stack.host) || hardwareVersion(document) !== 8) return;
        if (hypervisorOf(document.value('guestOS') ?? '') === 'ESXi') return;
        const demand = nestingDemand({ document, intent, stack });
        if (demand === undefined) return;
        const { hypervisor } = demand;
        const lines = linesFor(stack, { hardwareVersion: 8 }).filter(({ key }) =>
          key.startsWith('cpuid.'),
        );
        const missing = lines.filter(({ key }) => isAbsent(document, key));
        if (missing.length > 0) {
          const { at, label } = whatRequiresIt(document, intent);
          const keys = missing.map(({ key }) => `\`${key}\``).join(', ');
          report({
            message: 'missing',
            data: { keys, hypervisor },
            at,
            label,
            setting: missing[0]!.key,
            fix:
              document.encryption !== 'none'
                ? undefined
                : {
                    title: `add ${keys}`,
                    safety: 'safe',
                    byIntent: !demand.byFile,
                    ...addPairs(
                      document,
                      missing.map(({ key, value }) => [key, value] as const),
                    ),
                  },
          });
        }
        if (lines.length > 0) inspectPresent();
      },
    };

    function inspectPresent(): void {
      for (const { key, bit, feature } of VIRTUALIZATION_BITS) {
        const value = key === 'cpuid.80000001.ecx' ? undefined : stated(document, key)?.value;
        const character = value && bitOf(value, bit);
        // What hides the bit is reported as such by another rule.
        if (!character || showsBit(character) || hidesBit(character)) continue;
        const entry = document.entry(key)!;
        report({
          message: 'inherits',
          data: { key, bit, character, feature },
          at: valueRange(entry),
          setting: key,
          // That of `x` nobody says what the VM sees.
          ...(character === 'x' && { severity: 'warning' }),
          fix: {
            title: `set bit ${bit} to "h"`,
            safety: 'unsafe',
            ...setValue(document, entry, withBit(value, bit, 'h')),
          },
        });
      }
    }
  },
});
