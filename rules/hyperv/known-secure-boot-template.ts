import { DEVICES } from '../../src/languages/hyperv/devices.js';
import { boolOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { shown } from '../../src/text/shown.js';
import { templateIn, templateSetting } from './secure-boot-templates.js';
import { GENERATION_2_SECURITY, REAL_FILES } from './sources.js';
import { listing, xml, type Settings } from './written.js';

const BIOS = `_${DEVICES.bios}_`;

const file = (template: string): Settings => ({
  [`${BIOS}/secure_boot_enabled`]: true,
  [`${BIOS}/secure_boot_template_id`]: template,
  'properties/subtype': 1,
});

export default defineRule({
  id: 'hyperv/known-secure-boot-template',
  languages: ['hyperv'],
  dialects: ['vmcx', 'packer-box'],
  summary: 'The template of secure boot is one that Hyper-V comes with',
  why: 'The template says whose signatures the firmware trusts: Microsoft Windows, Microsoft UEFI Certificate Authority (for Linux) or Open Source Shielded VM. A host that does not know the template of a VM does not start it with secure boot.',
  severity: 'info',
  fixSafety: 'None: which template was meant is not known.',
  sources: [GENERATION_2_SECURITY, REAL_FILES],
  presets: ['strict'],
  settings: ['secure_boot_template_id'],
  messages: {
    unknown:
      'Unexpected `{setting}` = {template}, expected that of Microsoft Windows, Microsoft UEFI Certificate Authority or Open Source Shielded VM',
  },
  examples: {
    good: [
      {
        dialect: 'vmcx',
        text: listing(file('1734C6E8-3154-4DDA-BA5F-A874CC483422')),
        title: 'Microsoft Windows',
      },
      {
        dialect: 'vmcx',
        text: listing(file('00000000-0000-0000-0000-000000000000')),
        title: 'none',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file('1734C6E8-3154-4DDA-BA5F-A874CC483423')),
        nested: 'auto',
        findings: [{ line: 2, column: 80, message: '`secure_boot_template_id` = 1734C6E8' }],
      },
      {
        dialect: 'packer-box',
        text: xml({
          'properties/subtype': 1,
          secure_boot_enabled: true,
          secure_boot_template: 'Microsoft Windows',
        }),
        findings: [{ line: 6, column: 39, message: '`secure_boot_template` = Microsoft Windows' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm?.generation !== 2 || boolOf(vm.secureBoot) !== true) return;
        const template = templateSetting(vm);
        if (template === undefined || templateIn(template) !== undefined) return;
        report({
          message: 'unknown',
          data: { setting: template.name, template: shown(template.text) },
          at: template.at,
          setting: template.name,
        });
      },
    };
  },
});
