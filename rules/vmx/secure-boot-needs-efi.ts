import { addPair } from '../../src/languages/vmx/changes.js';
import { lineRange, valueRange } from '../../src/languages/vmx/ranges.js';
import { isAbsent, setAll, stated, statedFlag } from '../../src/languages/vmx/stated.js';
import { VIM25 } from '../../src/languages/vmx/catalogue/sources.js';
import { defineRule } from '../../src/lint/rule.js';

const KEY = 'uefi.secureBoot.enabled';

export default defineRule({
  id: 'vmx/secure-boot-needs-efi',
  languages: ['vmx'],
  summary: 'Secure boot stands beside EFI firmware',
  why: 'Secure boot is a part of EFI. A VM has BIOS firmware unless `firmware` is "efi", and then the setting protects nothing.',
  severity: 'warning',
  fixSafety: 'Never safe: a system that was installed with BIOS firmware does not start with EFI.',
  sources: [VIM25],
  presets: ['recommended'],
  settings: [KEY, 'firmware'],
  messages: {
    bios: 'Unexpected `uefi.secureBoot.enabled` = "TRUE" with `firmware` = "bios", expected "efi"',
    missing:
      'Unexpected `uefi.secureBoot.enabled` = "TRUE" without `firmware`, expected `firmware` = "efi"',
  },
  examples: {
    good: [
      { text: 'firmware = "EFI"\nuefi.secureBoot.enabled = "TRUE"\n' },
      { text: 'firmware = "{{ firmware }}"\nuefi.secureBoot.enabled = "TRUE"\n' },
      { text: 'uefi.secureBoot.enabled = "FALSE"\n' },
    ],
    bad: [
      {
        text: 'firmware = "bios"\nuefi.secureBoot.enabled = "TRUE"\n',
        findings: [{ line: 2, column: 27, message: 'with `firmware` = "bios"' }],
        fixedUnsafe: 'firmware = "efi"\nuefi.secureBoot.enabled = "TRUE"\n',
      },
      {
        text: 'uefi.secureBoot.enabled = "TRUE"\n',
        nested: 'auto',
        findings: [{ line: 1, column: 27, message: 'without `firmware`' }],
        fixedUnsafe: 'uefi.secureBoot.enabled = "TRUE"\nfirmware = "efi"\n',
      },
    ],
  },
  concerns: [KEY],
  check({ document, report }) {
    return {
      document() {
        const on = statedFlag(document, KEY, true);
        if (on === undefined) return;
        const firmware = stated(document, 'firmware');
        const at = valueRange(on.entry);
        if (firmware?.value.toLowerCase() === 'bios') {
          report({
            message: 'bios',
            at,
            related: [{ ...lineRange(firmware.entry), message: 'the firmware is set here' }],
            setting: KEY,
            fix: {
              title: 'set `firmware` to "efi"',
              safety: 'unsafe',
              ...setAll(document, firmware.entries, 'efi'),
            },
          });
        } else if (isAbsent(document, 'firmware')) {
          report({
            message: 'missing',
            at,
            setting: KEY,
            fix:
              document.encryption === 'none'
                ? {
                    title: 'add `firmware = "efi"`',
                    safety: 'unsafe',
                    ...addPair(document, 'firmware', 'efi').change,
                  }
                : undefined,
          });
        }
      },
    };
  },
});
