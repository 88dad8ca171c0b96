import type { VmxEntry } from '../../grammars/vmx/index.js';
import { setValue } from '../../src/languages/vmx/changes.js';
import {
  bitOf,
  isRecipeLine,
  showsBit,
  VIRTUALIZATION_BITS,
  withBit,
} from '../../src/languages/vmx/cpuid-masks.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import type { VmxDocument } from '../../src/languages/index.js';
import type { Switch as Trait } from '../../src/languages/traits.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';
import { isVMware } from '../../src/stack/stack.js';
import { RUNNING_NESTED_VMS } from '../references.js';

/** As the installer of VMware writes them in the configuration of a host, too. */
const YES = /^(?:true|yes)$/i;
const NO = /^(?:false|no)$/i;

/** A feature mask that requires it. */
const MASKED_IN = /^\s*(?:[a-z]+\s*:\s*)?(?:min|val)\s*:\s*(?:0x)?0*1\s*$/i;

/** What each setting says where nesting is on, and where it is off. Safe is what design and vendor name. */
const SWITCHES = [
  { key: 'vhv.enable', on: YES, off: 'FALSE', safety: 'safe' },
  { key: 'vmx.allowNested', on: YES, off: 'FALSE', safety: 'safe' },
  { key: 'vhv.allow', on: YES, off: 'FALSE', safety: 'unsafe' },
  { key: 'hypervisor.cpuid.v0', on: NO, off: 'TRUE', safety: 'safe' },
  { key: 'windows.vbs.enabled', on: YES, off: 'FALSE', safety: 'unsafe' },
  { key: 'featMask.vm.hv.capable', on: MASKED_IN, off: 'Max:0', safety: 'unsafe' },
  { key: 'featMask.vm.cpuid.VMX', on: MASKED_IN, off: 'Max:0', safety: 'unsafe' },
  { key: 'featMask.vm.cpuid.SVM', on: MASKED_IN, off: 'Max:0', safety: 'unsafe' },
] as const;

type Switch = { readonly key: string; readonly off: string; readonly safety: Fix['safety'] };

/** What AMD-V can do, as the recipe for ESXi 5.0 shows it. */
const SVM_FEATURES = ['eax', 'ebx', 'edx'].map((register) => `cpuid.8000000a.${register}.amd`);

export default defineRule({
  id: 'nested/hide-hardware-virtualization',
  languages: ['vmx', 'vbox', 'hyperv'],
  dialects: ['vmx', 'host-config', 'vbox', 'vmcx'],
  summary: 'Where nesting is forbidden, the VM does not see the hardware virtualization of the CPU',
  why: 'Under `--nested forbid` no VM is to run a hypervisor. `vhv.enable` = "TRUE" lets it: whoever is administrator inside can start VMs of their own, the VM does not move to every host, and on a Windows host that runs Hyper-V it does not start at all. Other settings serve nesting only, or nearly so: `vmx.allowNested`, a hidden hypervisor bit, VBS, masks that show VT-x or AMD-V. In VirtualBox it is `NestedHWVirt`, in Hyper-V `nested_virtualization/enabled`.',
  severity: 'warning',
  fixSafety:
    'Safe by intent for `vhv.enable`, `NestedHWVirt`, `vmx.allowNested`, `hypervisor.cpuid.v0` and the documented masks: switching them off in place is what `--nested forbid` asks for. Unsafe for VBS, feature masks and masks of other making, on which more may depend, and for Hyper-V, whose `.vmcx` files Microsoft changes by PowerShell only.',
  sources: [RUNNING_NESTED_VMS],
  presets: ['recommended', 'nested'],
  settings: [...SWITCHES.map(({ key }) => key), 'NestedHWVirt', 'nested_virtualization/enabled'],
  messages: {
    on: 'Unexpected {said}, expected {off} where nesting is forbidden',
    mask: 'Unexpected bit {bit} = "{character}" in `{key}`, expected "0", which hides {feature}, where nesting is forbidden',
  },
  examples: {
    good: [
      { text: 'vhv.enable = "FALSE"\n', nested: 'forbid' },
      { text: 'vhv.enable = "TRUE"\n', nested: 'auto' },
      { text: 'vmx.allowNested = "TRUE"\n', nested: 'forbid', stack: { under: 'kvm' } },
      {
        text: 'cpuid.1.ecx = "----:----:----:----:----:----:----:----"\n',
        nested: 'forbid',
      },
    ],
    bad: [
      {
        text: 'vhv.enable = "TRUE"\n',
        nested: 'forbid',
        findings: [{ line: 1, column: 14, message: 'expected "FALSE"' }],
        fixed: 'vhv.enable = "FALSE"\n',
      },
      {
        dialect: 'host-config',
        text: 'libdir = "/usr/lib/vmware"\nvhv.allow = "yes"\n',
        nested: 'forbid',
        findings: [{ line: 2, column: 13, message: '`vhv.allow`' }],
        fixedUnsafe: 'libdir = "/usr/lib/vmware"\nvhv.allow = "FALSE"\n',
      },
      {
        text: 'cpuid.8000000a.edx.amd = "hhhh:hhhh:hhhh:hhhh:hhhh:hhhh:hhhh:hhhh"\n',
        nested: 'forbid',
        findings: [{ line: 1, column: 26, message: '`cpuid.8000000a.edx.amd`' }],
        fixed: 'cpuid.8000000a.edx.amd = "----:----:----:----:----:----:----:----"\n',
      },
      {
        text: 'vmx.allowNested = "TRUE"\nhypervisor.cpuid.v0 = "FALSE"\nwindows.vbs.enabled = "TRUE"\nfeatMask.vm.hv.capable = "Min:1"\ncpuid.1.ecx = "----:----:----:----:----:----:--h-:----"\n',
        nested: 'forbid',
        findings: [
          { line: 1, column: 19, message: '`vmx.allowNested` = "TRUE", expected "FALSE"' },
          { line: 2, column: 23, message: '= "FALSE", expected "TRUE"' },
          { line: 3, column: 23, message: '`windows.vbs.enabled` = "TRUE"' },
          { line: 4, column: 26, message: '= "Min:1", expected "Max:0"' },
          { line: 5, column: 15, message: 'bit 5 = "h" in `cpuid.1.ecx`' },
        ],
        fixed:
          'vmx.allowNested = "FALSE"\nhypervisor.cpuid.v0 = "TRUE"\nwindows.vbs.enabled = "TRUE"\nfeatMask.vm.hv.capable = "Min:1"\ncpuid.1.ecx = "----:----:----:----:----:----:--0-:----"\n',
        fixedUnsafe:
          'vmx.allowNested = "FALSE"\nhypervisor.cpuid.v0 = "TRUE"\nwindows.vbs.enabled = "FALSE"\nfeatMask.vm.hv.capable = "Max:0"\ncpuid.1.ecx = "----:----:----:----:----:----:--0-:----"\n',
      },
      {
        dialect: 'vbox',
        text: '<VirtualBox version="1.17-linux"><Machine><Hardware><CPU><NestedHWVirt enabled="1"/></CPU></Hardware></Machine></VirtualBox>\n',
        nested: 'forbid',
        findings: [{ line: 1, column: 80, message: '`NestedHWVirt` enabled="1"' }],
        fixed:
          '<VirtualBox version="1.17-linux"><Machine><Hardware><CPU><NestedHWVirt enabled="false"/></CPU></Hardware></Machine></VirtualBox>\n',
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/processors/nested_virtualization/enabled = True\n',
        nested: 'forbid',
        findings: [{ line: 2, column: 67, message: '`nested_virtualization/enabled` = True' }],
        fixedUnsafe:
          'configuration/properties/version = 2304\nconfiguration/settings/processors/nested_virtualization/enabled = False\n',
      },
    ],
  },
  concerns: [...[...SWITCHES, ...VIRTUALIZATION_BITS].map(({ key }) => key), ...SVM_FEATURES],
  check({ document, intent, stack, report }) {
    return {
      document() {
        if (intent.nested !== 'forbid') return;
        if (document.language === 'vmx') inspectSettings(document);
        else inspectTrait(document.traits.nestedVirtualization);
      },
    };

    function inspectTrait(exposed: Trait): void {
      const { state, said, values, at, setting } = exposed;
      if (state !== 'on' || at === undefined) return;
      const turning = exposed.turn('off');
      const fix = turning && ({ safety: 'safe', byIntent: true, ...turning } as const);
      report({ message: 'on', data: { said, off: values.off }, at, setting, fix });
    }

    function inspectSettings(document: VmxDocument): void {
      for (const one of SWITCHES) {
        // Under another hypervisor VMware powers on no VM without it, nesting or not.
        const { under } = stack;
        if (one.key === 'vhv.allow' && document.dialect !== 'host-config') continue;
        if (one.key === 'vmx.allowNested' && under !== undefined && !isVMware(under)) continue;
        for (const entry of document.entriesOf(one.key)) {
          if (one.on.test(document.valueOf(entry))) reportOn(document, one, entry);
        }
      }
      for (const mask of VIRTUALIZATION_BITS) {
        for (const entry of document.entriesOf(mask.key)) inspectMask(document, mask, entry);
      }
      for (const key of SVM_FEATURES) {
        for (const entry of document.entriesOf(key)) {
          const value = document.valueOf(entry);
          if (!isRecipeLine(key, value)) continue;
          reportOn(document, { key, off: value.replace(/h/gi, '-'), safety: 'safe' }, entry);
        }
      }
    }

    function reportOn(document: VmxDocument, { key, off, safety }: Switch, entry: VmxEntry): void {
      const value = document.valueOf(entry);
      const shown = /^(?:true|false)$/i.test(value) ? value.toUpperCase() : value;
      report({
        message: 'on',
        data: { said: `\`${key}\` = "${shown}"`, off: `"${off}"` },
        at: valueRange(entry),
        setting: key,
        fix: {
          title: `set \`${key}\` to "${off}"`,
          safety,
          byIntent: true,
          ...setValue(document, entry, off),
        },
      });
    }

    function inspectMask(
      document: VmxDocument,
      { key, bit, feature }: (typeof VIRTUALIZATION_BITS)[number],
      entry: VmxEntry,
    ): void {
      const value = document.valueOf(entry);
      const character = bitOf(value, bit);
      if (character === undefined || !showsBit(character)) return;
      report({
        message: 'mask',
        data: { key, bit, character, feature },
        at: valueRange(entry),
        setting: key,
        fix: {
          title: `set bit ${bit} to "0"`,
          safety: isRecipeLine(key, value) ? 'safe' : 'unsafe',
          byIntent: true,
          ...setValue(document, entry, withBit(value, bit, '0')),
        },
      });
    }
  },
});
