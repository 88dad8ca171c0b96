import { DEVICES } from '../../src/languages/hyperv/devices.js';
import { forVm } from '../../src/languages/hyperv/powershell.js';
import { boolOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { changeOfXml, unsafeFix } from './fixes.js';
import { linuxHint } from './guest-hints.js';
import { templateIn, templateSetting } from './secure-boot-templates.js';
import { GENERATION_2_SECURITY, GENERATIONS, SET_VM_FIRMWARE } from './sources.js';
import { listing, xml, type Settings } from './written.js';

const FOR_LINUX = 'MicrosoftUEFICertificateAuthority';
const BIOS = `_${DEVICES.bios}_`;

const file = (name: string, template: string): Settings => ({
  [`${BIOS}/secure_boot_enabled`]: true,
  [`${BIOS}/secure_boot_template_id`]: template,
  'properties/name': name,
  'properties/subtype': 1,
});

const box = (template: string): string =>
  xml({
    'properties/subtype': 1,
    'properties/name': 'packer-debian',
    secure_boot_enabled: true,
    secure_boot_template: template,
  });

const WINDOWS = '1734C6E8-3154-4DDA-BA5F-A874CC483422';

export default defineRule({
  id: 'hyperv/fitting-secure-boot-template',
  languages: ['hyperv'],
  dialects: ['vmcx', 'packer-box'],
  summary: 'Secure boot of a VM with Linux trusts what signs Linux',
  why: 'With the template of secure boot that new VMs have, Microsoft Windows, the firmware starts Windows only: a Linux is found, but refused, and the VM goes on to the next disk or to the network. The loaders of Linux are signed for Microsoft UEFI Certificate Authority. No setting says what runs in a VM, so vmlint goes by its name, its notes and the names of its disks, and says nothing where these speak of Windows, too.',
  severity: 'warning',
  fixSafety:
    'Unsafe: that it is Linux is only what a name says. In a container the command does it.',
  sources: [GENERATIONS, GENERATION_2_SECURITY, SET_VM_FIRMWARE],
  presets: ['recommended'],
  settings: ['secure_boot_template_id', 'secure_boot_template'],
  messages: {
    windows:
      'Unexpected template Microsoft Windows (`{setting}`) for secure boot of a VM that seems to run Linux, expected Microsoft UEFI Certificate Authority',
  },
  examples: {
    good: [
      {
        dialect: 'vmcx',
        text: listing(file('ubuntu', '272E7447-90A4-4563-A4B9-8E4AB00526CE')),
        title: 'Microsoft UEFI Certificate Authority',
      },
      { dialect: 'vmcx', text: listing(file('Domain controller', WINDOWS)) },
      { dialect: 'vmcx', text: listing(file('Windows with a Linux in WSL', WINDOWS)) },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file('ubuntu-24.04', WINDOWS)),
        nested: 'auto',
        findings: [{ line: 2, column: 80, message: 'Microsoft UEFI Certificate Authority' }],
      },
      {
        dialect: 'packer-box',
        text: box('MicrosoftWindows'),
        findings: [{ line: 7, column: 39, message: 'seems to run Linux' }],
        fixedUnsafe: box(FOR_LINUX),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm?.generation !== 2 || boolOf(vm.secureBoot) !== true) return;
        const template = templateSetting(vm);
        if (template === undefined || templateIn(template) !== 'MicrosoftWindows') return;
        const hint = linuxHint(vm);
        if (hint === undefined) return;
        report({
          message: 'windows',
          data: { setting: template.name },
          at: template.at,
          related: [{ ...hint.at, message: 'this says Linux' }],
          setting: template.name,
          fix: unsafeFix(
            'trust Microsoft UEFI Certificate Authority',
            forVm(vm, 'Set-VMFirmware', `-SecureBootTemplate ${FOR_LINUX}`),
            changeOfXml(document, template, FOR_LINUX),
          ),
        });
      },
    };
  },
});
