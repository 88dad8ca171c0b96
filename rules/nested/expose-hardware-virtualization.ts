import { ENABLE_NESTED } from '../../src/languages/hyperv/catalogue/sources.js';
import { macosOnAmd } from '../../src/languages/vmx/obstacles.js';
import { defineRule } from '../../src/lint/rule.js';
import { GUEST_OS_TABLE, RUNNING_NESTED_VMS } from '../references.js';
import { MANUAL_NESTED, SETTINGS_READER } from '../vbox/sources.js';
import { nestingDemand, whatRequiresIt } from './demand.js';

export default defineRule({
  id: 'nested/expose-hardware-virtualization',
  languages: ['vmx', 'vbox', 'hyperv'],
  summary: 'A VM that runs a hypervisor sees the hardware virtualization of the CPU',
  why: 'A hypervisor needs Intel VT-x or AMD-V. VMware hides both from the VM unless `vhv.enable` is "TRUE", VirtualBox unless `NestedHWVirt` is enabled, Hyper-V unless `nested_virtualization/enabled` is True, which `Set-VMProcessor -ExposeVirtualizationExtensions` sets. Without it the hypervisor inside does not start, or runs no 64-bit VMs, and says only that the CPU lacks virtualization. In the user interfaces of VMware it is "Virtualize Intel VT-x/EPT or AMD-V/RVI", or "Expose hardware assisted virtualization to the guest OS"; in that of VirtualBox "Enable Nested VT-x/AMD-V".',
  severity: 'error',
  fixSafety:
    'Safe by intent: it is what `--nested require` asks for, and the vendors document it. No fix where something else comes first: a hardware version that is too old to know the setting, a PCI device of an ESXi host, a feature mask, macOS on an AMD CPU. Unsafe for Hyper-V, whose `.vmcx` files Microsoft changes by PowerShell only.',
  sources: [RUNNING_NESTED_VMS, GUEST_OS_TABLE, MANUAL_NESTED, SETTINGS_READER, ENABLE_NESTED],
  presets: ['recommended', 'nested'],
  settings: ['vhv.enable', 'NestedHWVirt', 'nested_virtualization/enabled'],
  messages: {
    missing:
      'Unexpected missing `{setting}`, expected {on} so that {hypervisor} can run in this VM{once}',
    off: 'Unexpected {said}, expected {on} so that {hypervisor} can run in this VM{once}',
  },
  examples: {
    good: [
      { text: 'virtualHW.version = "20"\nguestOS = "vmkernel8"\nvhv.enable = "TRUE"\n' },
      { text: 'guestOS = "ubuntu-64"\n', nested: 'auto' },
      { text: 'guestOS = "ubuntu-64"\n', nested: 'forbid' },
      { text: 'guestOS = "arm-ubuntu-64"\n', title: 'no VMware product nests on Apple silicon' },
      {
        title: 'ESXi 5.0 does not read it',
        text: 'virtualHW.version = "8"\nguestOS = "windows7srv-64"\n',
        stack: { host: { product: 'esxi', version: '5.0' }, guest: 'hyper-v' },
      },
      {
        title: 'nothing nests where Hyper-V owns the CPU',
        text: 'virtualHW.version = "20"\nguestOS = "ubuntu-64"\n',
        stack: { host: { product: 'workstation', version: '17' }, hyperv: 'on' },
      },
      {
        text: 'guestOS = "ubuntu-64"\n',
        stack: { host: { product: 'workstation', version: '7' } },
      },
      { text: 'guestOS = "ubuntu-64"\n', stack: { host: { product: 'kvm' } } },
      { text: 'guestOS = "darwin20-64"\nvhv.enable = "FALSE"\n', stack: { cpu: 'amd' } },
      {
        dialect: 'vbox',
        text: '<VirtualBox version="1.19-linux"><Machine OSType="Ubuntu_64"><Hardware><CPU><NestedHWVirt enabled="yes"/></CPU></Hardware></Machine></VirtualBox>\n',
      },
      {
        dialect: 'vbox',
        title: 'VirtualBox reads one CPU after the other',
        text: '<VirtualBox version="1.19-linux"><Machine OSType="Ubuntu_64"><Hardware><CPU><NestedHWVirt enabled="true"/></CPU><CPU/></Hardware></Machine></VirtualBox>\n',
      },
      {
        dialect: 'vbox',
        title: 'no VM of VirtualBox for Arm',
        text: '<VirtualBox version="1.20-macosx"><Machine OSType="Ubuntu_arm64"><Platform architecture="ARM"><CPU/></Platform></Machine></VirtualBox>\n',
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/processors/nested_virtualization/enabled = True\n',
      },
      {
        title: 'that the version is too old has a rule of its own',
        dialect: 'vmcx',
        text: 'configuration/properties/version = 1792\n',
      },
    ],
    bad: [
      {
        text: 'virtualHW.version = "20"\nguestOS = "vmkernel8"\nmemsize = "8192"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 1, message: 'so that ESXi can run in this VM' }],
        fixed:
          'virtualHW.version = "20"\nguestOS = "vmkernel8"\nmemsize = "8192"\nvhv.enable = "TRUE"\n',
      },
      {
        text: 'virtualHW.version = "20"\nvhv.enable = "false" # later\nmemsize = "8192"',
        stack: { guest: 'kvm' },
        findings: [{ line: 2, column: 14, message: '"TRUE" so that KVM can run' }],
        fixed: 'virtualHW.version = "20"\nvhv.enable = "TRUE" # later\nmemsize = "8192"',
      },
      {
        title: 'hardware version 7 does not know the setting',
        text: 'virtualHW.version = "7"\n',
        findings: [{ line: 1, column: 1, message: 'once `virtualHW.version` is high enough' }],
      },
      {
        title: 'ESXi starts no VM with both',
        text: 'virtualHW.version = "20"\nguestOS = "vmkernel8"\npciPassthru0.present = "TRUE"\n',
        stack: { host: { product: 'esxi', version: '8.0' } },
        findings: [{ line: 2, column: 1, message: 'once `pciPassthru0.present` is off' }],
      },
      {
        text: 'virtualHW.version = "20"\nfeatMask.vm.hv.capable = "Max:0"\nvhv.enable = "FALSE"\n',
        findings: [{ line: 3, column: 14, message: 'once `featMask.vm.hv.capable` masks nothing' }],
      },
      {
        dialect: 'vbox',
        title: 'VirtualBox writes it before LongMode',
        text: '<?xml version="1.0"?>\n<VirtualBox version="1.19-linux">\n  <Machine name="Lab" OSType="Ubuntu_64">\n    <Snapshot><Hardware><CPU><LongMode enabled="true"/></CPU></Hardware></Snapshot>\n    <Hardware>\n      <CPU>\n        <PAE enabled="false"/>\n        <LongMode enabled="true"/>\n      </CPU>\n    </Hardware>\n  </Machine>\n</VirtualBox>\n',
        findings: [{ line: 3, column: 23, message: 'Unexpected missing `NestedHWVirt`' }],
        fixed:
          '<?xml version="1.0"?>\n<VirtualBox version="1.19-linux">\n  <Machine name="Lab" OSType="Ubuntu_64">\n    <Snapshot><Hardware><CPU><LongMode enabled="true"/></CPU></Hardware></Snapshot>\n    <Hardware>\n      <CPU>\n        <PAE enabled="false"/>\n        <NestedHWVirt enabled="true"/>\n        <LongMode enabled="true"/>\n      </CPU>\n    </Hardware>\n  </Machine>\n</VirtualBox>\n',
      },
      {
        dialect: 'vbox',
        text: '<VirtualBox version="1.20-linux"><Machine><Hardware/><Platform architecture="x86"><x86><CPU><NestedHWVirt enabled="0"/></CPU></x86></Platform></Machine></VirtualBox>\n',
        findings: [{ line: 1, column: 115, message: '`NestedHWVirt` enabled="0"' }],
        fixed:
          '<VirtualBox version="1.20-linux"><Machine><Hardware/><Platform architecture="x86"><x86><CPU><NestedHWVirt enabled="true"/></CPU></x86></Platform></Machine></VirtualBox>\n',
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/processors/nested_virtualization/enabled = False\n',
        findings: [{ line: 2, column: 67, message: '`nested_virtualization/enabled` = False' }],
        fixedUnsafe:
          'configuration/properties/version = 2304\nconfiguration/settings/processors/nested_virtualization/enabled = True\n',
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\n',
        findings: [{ line: 1, column: 36, message: 'missing `nested_virtualization/enabled`' }],
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const { nestedVirtualization: exposed } = document.traits;
        const demand = nestingDemand({ document, intent, stack });
        if (demand === undefined || !exposed.isRead(stack)) return;
        const { state } = exposed;
        // Conflicting copies, unreadable lines and other words than yes and no have findings of their own.
        if (state !== 'off' && state !== 'absent') return;
        // Who wrote such a recipe did not mean it: nobody but the default asks for more.
        if (!intent.stated && document.language === 'vmx') {
          if (macosOnAmd(document, stack.cpu) !== undefined) return;
        }
        const obstacle = exposed.obstacle(stack);
        const { setting, said, values } = exposed;
        const turning = obstacle === undefined ? exposed.turn('on') : undefined;
        const { at, label } =
          exposed.at === undefined
            ? whatRequiresIt(document, intent)
            : { at: exposed.at, label: undefined };
        report({
          message: state === 'off' ? 'off' : 'missing',
          data: {
            hypervisor: demand.hypervisor,
            once: obstacle === undefined ? '' : `, once ${obstacle}`,
            setting,
            said,
            on: values.on,
          },
          at,
          ...(label !== undefined && { label }),
          setting,
          fix: turning && { safety: 'safe', byIntent: !demand.byFile, ...turning },
        });
      },
    };
  },
});
