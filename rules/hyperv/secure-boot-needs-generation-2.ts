import { DEVICES } from '../../src/languages/hyperv/devices.js';
import { boolOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { unsafeFix } from './fixes.js';
import { GENERATIONS } from './sources.js';
import { listing, xml, type Settings } from './written.js';

const SETTING = `_${DEVICES.bios}_/secure_boot_enabled`;

const file = (on: boolean): Settings => ({ [SETTING]: on, 'properties/subtype': 0 });

export default defineRule({
  id: 'hyperv/secure-boot-needs-generation-2',
  languages: ['hyperv'],
  dialects: ['hyperv', 'vmcx', 'packer-box'],
  summary: 'Secure boot is on in VMs of generation 2 only',
  why: 'Secure boot is a part of UEFI, which VMs of generation 2 have. One of generation 1 has a BIOS, where the setting protects nothing. The generation of a VM cannot be changed.',
  severity: 'info',
  fixSafety: 'Unsafe: somebody may have meant a VM of generation 2.',
  sources: [GENERATIONS],
  presets: ['recommended'],
  settings: ['secure_boot_enabled'],
  messages: {
    bios: 'Unexpected `secure_boot_enabled` = True in a VM of generation 1, expected False: its BIOS has no secure boot',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing(file(false)) },
      { dialect: 'vmcx', text: listing({ ...file(true), 'properties/subtype': 1 }) },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file(true)),
        nested: 'auto',
        findings: [{ line: 1, column: 76, message: 'generation 1' }],
        fixedUnsafe: listing(file(false)),
      },
      {
        text: xml(file(true)),
        findings: [{ line: 3, column: 38, message: 'generation 1' }],
        fixedUnsafe: xml(file(false)),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        const secureBoot = vm?.secureBoot;
        if (vm?.generation !== 1 || secureBoot === undefined) return;
        if (boolOf(secureBoot) !== true) return;
        report({
          message: 'bios',
          at: secureBoot.at,
          setting: 'secure_boot_enabled',
          fix: unsafeFix(
            'set `secure_boot_enabled` to False',
            [],
            document.change(secureBoot, false),
          ),
        });
      },
    };
  },
});
