import { ENABLE_NESTED } from '../../src/languages/hyperv/catalogue/sources.js';
import { isArmGuest } from '../../src/languages/vmx/guest-os.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { stated } from '../../src/languages/vmx/stated.js';
import type { Fix, Range } from '../../src/lint/finding.js';
import type { VmxDocument } from '../../src/languages/index.js';
import { defineRule } from '../../src/lint/rule.js';
import { isRuledOut, judge, type Verdict } from '../../src/stack/matrix.js';
import { FUSION_APPLE_SILICON, PLAYER_HOST_VBS, ULM_REPORT } from '../../src/stack/sources.js';
import { describeHost, isVMware, predatesVirtualizedHv } from '../../src/stack/stack.js';
import { RUNNING_NESTED_VMS } from '../references.js';
import { asksByItself, hypervisorName, nestingDemand, VHV, whatRequiresIt } from './demand.js';

export default defineRule({
  id: 'nested/possible-on-host',
  languages: ['vmx', 'vbox', 'hyperv'],
  dialects: ['vmx', 'host-config', 'vbox', 'hyperv', 'vmcx'],
  summary: 'The host can run a hypervisor in a VM where the file asks for one',
  why: 'Some hosts cannot pass VT-x or AMD-V on, and no setting of a .vmx changes that: Workstation and Player on a Windows host where Hyper-V, WSL2 or VBS owns the CPU, and Fusion on Apple silicon. With `vhv.enable` = "TRUE" the VM then does not start, or asks whether to go on without. VirtualBox on a Windows host where Hyper-V owns the CPU starts the VM and switches `NestedHWVirt` off without a word but one in its log. Hyper-V passes them on since Windows Server 2016 and Windows 10, on AMD since Windows Server 2022 and Windows 11. In the configuration of the host the setting is a default for all VMs, which each of them can override.',
  severity: 'error',
  fixSafety:
    'Safe: where the host cannot nest, `vhv.enable` = "TRUE" only keeps the VM from starting. Unsafe in the configuration of a host, which is about other VMs too, and for Hyper-V, whose `.vmcx` files Microsoft changes by PowerShell only. For what is not ruled out by a source, and for `guestOS`, there is no fix.',
  sources: [
    PLAYER_HOST_VBS,
    ULM_REPORT,
    FUSION_APPLE_SILICON,
    RUNNING_NESTED_VMS,
    ENABLE_NESTED,
    { title: 'vmware.log, the DICT lines: which files give a VM its defaults' },
  ],
  presets: ['recommended', 'nested'],
  settings: [VHV, 'NestedHWVirt', 'nested_virtualization/enabled'],
  messages: {
    on: 'Unexpected {said} on {host}, expected {off}, since no hypervisor runs in a VM there. What works instead: {alternative}',
    everyVm:
      'Unexpected `vhv.enable` = "TRUE" for all VMs of {host}, expected "FALSE", since no hypervisor runs in a VM there and a VM that does not say "FALSE" itself does not start. What works instead: {alternative}',
    impossible:
      'Unexpected {hypervisor} in a VM on {host}, expected none, since no hypervisor runs in a VM there. What works instead: {alternative}',
    arm: 'Unexpected `vhv.enable` = "TRUE" for `guestOS` = "{guestOS}", expected "FALSE", since no source knows of nested virtualization for Arm guests',
    oldHost:
      'Unexpected {hypervisor} in a VM on {host}, expected Workstation 8, Player 4, Fusion 4 or ESXi 5.0 at least, where virtualized VT-x and AMD-V began',
    old: 'Unexpected `vhv.enable` = "TRUE" on {host}, expected Workstation 8, Player 4, Fusion 4 or ESXi 5.0 at least, where virtualized VT-x and AMD-V began',
  },
  examples: {
    good: [
      {
        text: 'guestOS = "ubuntu-64"\nvhv.enable = "TRUE"\n',
        stack: { host: { product: 'workstation', version: '17' }, hyperv: 'off' },
      },
      { text: 'guestOS = "ubuntu-64"\n', nested: 'auto', stack: { hyperv: 'on' } },
      {
        text: 'guestOS = "ubuntu-64"\nvhv.enable = "FALSE"\n',
        nested: 'auto',
        stack: { host: { product: 'player', version: '17' }, hyperv: 'on' },
      },
      { text: 'guestOS = "arm-ubuntu-64"\n', nested: 'auto' },
      {
        dialect: 'host-config',
        text: 'libdir = "/usr/lib/vmware"\nvhv.enable = "TRUE"\n',
        stack: { host: { product: 'workstation' }, hostOs: 'linux' },
      },
      { dialect: 'host-config', text: 'libdir = "C:/VMware"\n', stack: { hyperv: 'on' } },
    ],
    bad: [
      {
        text: 'guestOS = "ubuntu-64"\nvhv.enable = "TRUE"\n',
        nested: 'auto',
        stack: { host: { product: 'workstation', version: '17' } },
        logText: 'a line\n2024-05-01T10:00:00Z In(05) vmx Monitor Mode: ULM\n',
        findings: [
          { line: 2, column: 14, message: 'vmware.log, line 2: 2024-05-01T10:00:00Z In(05) vmx' },
        ],
        fixed: 'guestOS = "ubuntu-64"\nvhv.enable = "FALSE"\n',
      },
      {
        title: 'config.ini of a Windows host',
        dialect: 'host-config',
        text: 'vhv.enable = "TRUE"\n',
        nested: 'auto',
        stack: { host: { product: 'workstation' }, hyperv: 'on' },
        findings: [
          {
            line: 1,
            column: 14,
            message: 'for all VMs of VMware Workstation',
            severity: 'warning',
          },
        ],
        fixedUnsafe: 'vhv.enable = "FALSE"\n',
      },
      {
        text: 'virtualHW.version = "20"\nguestOS = "winHyperV"\n',
        nested: 'auto',
        stack: { host: { product: 'workstation', version: '17' }, hyperv: 'on' },
        findings: [{ line: 2, column: 1, message: 'switch off what keeps Hyper-V running' }],
      },
      {
        title: 'the VM starts, and Hyper-V does not',
        text: 'guestOS = "winHyperV"\nvhv.enable = "FALSE"\n',
        nested: 'auto',
        stack: { host: { product: 'workstation', version: '17' }, hyperv: 'on' },
        findings: [
          { line: 1, column: 1, message: 'Unexpected Hyper-V in a VM', severity: 'warning' },
        ],
      },
      {
        text: 'virtualHW.productCompatibility = "hosted"\nguestOS = "arm-debian12-64"\nvhv.enable = "TRUE"\n',
        nested: 'auto',
        findings: [{ line: 3, column: 14, message: 'Fusion on an Intel Mac' }],
        fixed:
          'virtualHW.productCompatibility = "hosted"\nguestOS = "arm-debian12-64"\nvhv.enable = "FALSE"\n',
      },
      {
        text: 'vhv.enable = "TRUE"\n',
        stack: { host: { product: 'workstation', version: '7' } },
        findings: [{ line: 1, column: 14, message: 'VMware Workstation 7', severity: 'warning' }],
      },
      {
        text: 'virtualHW.version = "7"\nguestOS = "ubuntu-64"\n',
        stack: { host: { product: 'workstation', version: '7' } },
        findings: [
          { line: 2, column: 1, message: 'hypervisor in a VM on VMware', severity: 'warning' },
        ],
      },
      {
        dialect: 'vbox',
        text: '<VirtualBox version="1.17-windows"><Machine OSType="Ubuntu_64"><Hardware><CPU><NestedHWVirt enabled="true"/></CPU></Hardware></Machine></VirtualBox>\n',
        nested: 'auto',
        logText: 'VirtualBox VM\nNEM: NEMR3Init: Snail execution mode is active!\n',
        findings: [
          {
            line: 1,
            column: 101,
            message:
              'enabled="true" on VirtualBox on Windows with Hyper-V on (VBox.log, line 2: NEM: NEMR3Init: Snail execution mode is active!), expected enabled="false"',
          },
        ],
        fixed:
          '<VirtualBox version="1.17-windows"><Machine OSType="Ubuntu_64"><Hardware><CPU><NestedHWVirt enabled="false"/></CPU></Hardware></Machine></VirtualBox>\n',
      },
      {
        dialect: 'hyperv',
        title: 'Hyper-V nests since Windows Server 2016',
        text: '<configuration><properties>\n<version type="integer">1280</version></properties></configuration>\n',
        stack: { host: { product: 'hyper-v', version: '2012r2' } },
        findings: [
          { line: 2, column: 25, message: 'hypervisor in a VM on Hyper-V 2012r2, expected none' },
        ],
      },
      {
        dialect: 'vmcx',
        title: 'Hyper-V nests on AMD since Windows Server 2022',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/processors/nested_virtualization/enabled = True\n',
        stack: { host: { product: 'hyper-v', version: '2019' }, cpu: 'amd' },
        findings: [
          {
            line: 2,
            column: 67,
            message: '= True on Hyper-V 2019 with an AMD CPU, expected False',
          },
        ],
        fixedUnsafe:
          'configuration/properties/version = 2304\nconfiguration/settings/processors/nested_virtualization/enabled = False\n',
      },
    ],
  },
  check({ document, intent, stack, origins, report }) {
    const { traits } = document;
    return {
      document() {
        if (intent.nested === 'forbid' || !document.isSettings) return;
        if (document.language === 'vmx' && document.dialect === 'host-config') {
          inspectHost(document);
          return;
        }
        const { nestedVirtualization: exposed } = traits;
        const { state, at } = exposed;
        const on = state === 'on' ? at : undefined;
        const verdict = judge(stack);
        if (!isRuledOut(verdict)) {
          if (document.language !== 'vmx') return;
          if (on !== undefined) inspectDoubtful(document, on);
          else if (predatesVirtualizedHv(stack.host)) inspectOldHost(document);
          return;
        }
        if (on === undefined) {
          if (intent.nested === 'auto' && !asksByItself(document)) return;
          if (!document.showsAllSettings) return;
        }
        report({
          message: on === undefined ? 'impossible' : 'on',
          data: {
            hypervisor: hypervisorName(document, stack).replace(/^an? /, ''),
            host: describeHostWithEvidence(),
            alternative: alternativeOf(verdict),
            said: exposed.said,
            off: exposed.values.off,
          },
          at: on ?? traits.purpose ?? { start: 0, end: 0 },
          label: verdict.summary.replace(/\.$/, ''),
          setting: on === undefined ? traits.guestSetting : exposed.setting,
          ...(on !== undefined && stack.hyperv === 'on' && { productMessage: exposed.refusal }),
          // Then the VM starts, without a hypervisor inside.
          ...(state === 'off' && { severity: 'warning' }),
          fix: on === undefined ? undefined : switchOff('safe'),
        });
      },
    };

    /** That a VM takes the default from there is reported, and a VM may say otherwise. */
    function inspectHost(document: VmxDocument): void {
      const found = stated(document, VHV);
      // The installer of VMware writes yes in such files.
      if (found === undefined || !/^(?:true|yes)$/i.test(found.value)) return;
      const verdict = judge(stack);
      if (!isRuledOut(verdict) || !isVMware(stack.host.product)) return;
      report({
        message: 'everyVm',
        data: { host: describeHostWithEvidence(), alternative: alternativeOf(verdict) },
        at: valueRange(found.entry),
        label: verdict.summary.replace(/\.$/, ''),
        setting: VHV,
        severity: 'warning',
        ...(stack.hyperv === 'on' && { productMessage: traits.nestedVirtualization.refusal }),
        fix: switchOff('unsafe'),
      });
    }

    function inspectDoubtful(document: VmxDocument, at: Range): void {
      const found = { at, setting: VHV, severity: 'warning' } as const;
      const guestOS = document.value('guestOS') ?? '';
      if (isArmGuest(guestOS)) {
        report({ message: 'arm', data: { guestOS }, ...found, fix: switchOff('unsafe') });
      } else if (predatesVirtualizedHv(stack.host)) {
        report({ message: 'old', data: { host: describeHost(stack.host) }, ...found });
      }
    }

    function inspectOldHost(document: VmxDocument): void {
      if (nestingDemand({ document, intent, stack }) === undefined) return;
      const { at, label } = whatRequiresIt(document, intent);
      const hypervisor = hypervisorName(document, stack).replace(/^an? /, '');
      const data = { hypervisor, host: describeHost(stack.host) };
      report({ message: 'oldHost', data, at, label, setting: VHV, severity: 'warning' });
    }

    function switchOff(safety: Fix['safety']): Fix | undefined {
      const turning = traits.nestedVirtualization.turn('off');
      return turning && { safety, ...turning };
    }

    function describeHostWithEvidence(): string {
      const { host, cpu, hyperv } = stack;
      const isAnyProduct = host.product === 'vmware';
      const name = describeHost(host);
      if (cpu === 'apple') return `${isAnyProduct ? 'VMware Fusion' : name} on Apple silicon`;
      if (host.product === 'hyper-v' && cpu === 'amd') return `${name} with an AMD CPU`;
      if (hyperv !== 'on') return name;
      const { hyperv: origin } = origins;
      const evidence = origin === undefined || origin === 'given' ? '' : ` (${origin})`;
      return `${isAnyProduct ? 'VMware Workstation or Player' : name} on Windows with Hyper-V on${evidence}`;
    }
  },
});

function alternativeOf({ alternative, summary }: Verdict): string {
  return lowerFirst(alternative ?? summary);
}

function lowerFirst(text: string): string {
  return /^(?:On|Run|A) /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
