import { forVm } from '../../src/languages/hyperv/powershell.js';
import { DEVICES } from '../../src/languages/hyperv/devices.js';
import { boolOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { unsafeFix } from './fixes.js';
import { GENERATION_2_SECURITY, SET_VM_FIRMWARE } from './sources.js';
import { listing, xml, type Settings } from './written.js';

const BIOS = `_${DEVICES.bios}_`;

const file = (generation: 1 | 2, on: boolean): Settings => ({
  [`${BIOS}/secure_boot_enabled`]: on,
  'properties/subtype': generation - 1,
});

const box = (on: boolean): string => xml({ 'properties/subtype': 1, secure_boot_enabled: on });

export default defineRule({
  id: 'hyperv/secure-boot',
  languages: ['hyperv'],
  dialects: ['hyperv', 'vmcx', 'packer-box'],
  summary: 'A VM of generation 2 has secure boot on',
  why: 'With secure boot the firmware starts only what somebody it trusts has signed, so that malware in the VM cannot put itself before the system. Hyper-V has it on in each new VM of generation 2; some systems and kernel debugging need it off.',
  severity: 'warning',
  fixSafety: 'Unsafe: a system that is not signed does not start with it.',
  sources: [GENERATION_2_SECURITY, SET_VM_FIRMWARE],
  presets: ['security'],
  settings: ['secure_boot_enabled'],
  messages: {
    off: 'Unexpected `secure_boot_enabled` = False, expected True in a VM of generation 2',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing(file(2, true)) },
      { dialect: 'vmcx', text: listing(file(1, false)), title: 'generation 1, which has none' },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file(2, false)),
        nested: 'auto',
        findings: [{ line: 1, column: 76, message: '`secure_boot_enabled` = False' }],
        fixedUnsafe: listing(file(2, true)),
      },
      {
        dialect: 'packer-box',
        text: box(false),
        findings: [{ line: 5, column: 36, message: '`secure_boot_enabled` = False' }],
        fixedUnsafe: box(true),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        const secureBoot = vm?.secureBoot;
        if (vm === undefined || secureBoot === undefined) return;
        if (vm.generation !== 2 || boolOf(secureBoot) !== false) return;
        report({
          message: 'off',
          at: secureBoot.at,
          setting: 'secure_boot_enabled',
          fix: unsafeFix(
            'set `secure_boot_enabled` to True',
            forVm(vm, 'Set-VMFirmware', '-EnableSecureBoot On'),
            document.change(secureBoot, true),
          ),
        });
      },
    };
  },
});
