import { isBefore } from '../../src/languages/hyperv/version.js';
import { defineRule } from '../../src/lint/rule.js';
import { shown } from '../../src/text/shown.js';
import { REAL_FILES, VAGRANT_IMPORT } from './sources.js';

export default defineRule({
  id: 'hyperv/known-generation',
  languages: ['hyperv'],
  dialects: ['hyperv', 'vmcx', 'packer-box'],
  summary: 'The generation of the VM is 1 or 2',
  why: '`properties/subtype` is 0 for a VM of generation 1 (BIOS, IDE) and 1 for one of generation 2 (UEFI, Secure Boot). All devices follow from it, and it cannot be changed once the VM is there. Only configurations before 5.0 do not say it, when there was but one generation.',
  severity: 'warning',
  fixSafety: 'None: which devices the VM has tells which generation it was.',
  sources: [REAL_FILES, VAGRANT_IMPORT],
  presets: ['recommended'],
  settings: ['properties/subtype'],
  messages: {
    unknown:
      'Unexpected `properties/subtype` {value}, expected 0 (generation 1) or 1 (generation 2)',
    missing:
      'Unexpected configuration of version {version} without `properties/subtype`, expected 0 (generation 1) or 1 (generation 2)',
  },
  examples: {
    good: [
      {
        title: 'before 5.0 there was one generation',
        text: '<configuration><properties><version type="integer">512</version></properties></configuration>\n',
      },
      { dialect: 'vmcx', text: 'configuration/properties/subtype = 1\n' },
      {
        dialect: 'packer-box',
        text: '<configuration><properties><subtype type="integer">0</subtype></properties></configuration>\n',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: 'configuration/properties/subtype = 2\n',
        findings: [{ line: 1, column: 36, message: '`properties/subtype` 2' }],
      },
      {
        text: '<configuration><properties>\n<version type="integer">1280</version></properties></configuration>\n',
        findings: [{ line: 1, column: 16, message: 'of version 5.0 without' }],
      },
      {
        dialect: 'packer-box',
        text: '<configuration><properties>\n<subtype type="integer">3</subtype></properties></configuration>\n',
        findings: [{ line: 2, column: 25, message: '`properties/subtype` 3' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        const properties = vm?.at('properties');
        if (vm === undefined || properties === undefined) return;
        const setting = vm.at('properties/subtype');
        if (setting === undefined) {
          const { version } = vm;
          if (version === undefined || isBefore(version, '5.0')) return;
          if (!document.showsAllSettings) return;
          const data = { version: version.text };
          report({ message: 'missing', data, at: properties.at, setting: 'properties/subtype' });
        } else if (typeof setting.value === 'bigint' && vm.generation === undefined) {
          const data = { value: shown(setting.text) };
          report({ message: 'unknown', data, at: setting.at, setting: 'properties/subtype' });
        }
      },
    };
  },
});
