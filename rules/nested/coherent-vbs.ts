import { addPair } from '../../src/languages/vmx/changes.js';
import { lineRange, valueRange } from '../../src/languages/vmx/ranges.js';
import { isAbsent, setAll, stated, statedFlag } from '../../src/languages/vmx/stated.js';
import { VIM25 } from '../../src/languages/vmx/catalogue/sources.js';
import { defineRule } from '../../src/lint/rule.js';
import type { Host } from '../../src/stack/stack.js';
import { nestingDemand } from './demand.js';

const VBS = 'windows.vbs.enabled';

/** `vhv.enable` is missing from the list: nested/expose-hardware-virtualization asks for it. */
const NEEDS = [
  { key: 'vvtd.enable', value: 'TRUE', contrary: 'false' },
  { key: 'firmware', value: 'efi', contrary: 'bios' },
  { key: 'uefi.secureBoot.enabled', value: 'TRUE', contrary: 'false' },
] as const;

export default defineRule({
  id: 'nested/coherent-vbs',
  languages: ['vmx'],
  summary: 'Windows security based on virtualization has all that it needs',
  why: 'With `windows.vbs.enabled` Windows runs a hypervisor of its own below itself (VBS, Credential Guard, memory integrity). It needs hardware virtualization (`vhv.enable`), an IOMMU (`vvtd.enable`), EFI firmware and secure boot; vSphere refuses a VM that has VBS on and one of these off. What is not set at all vCenter sets itself.',
  severity: 'error',
  fixSafety:
    'Never safe: firmware and secure boot decide whether the installed system starts at all.',
  sources: [VIM25],
  presets: ['recommended', 'nested'],
  settings: [VBS, 'vvtd.enable', 'firmware', 'uefi.secureBoot.enabled'],
  messages: {
    contrary:
      'Unexpected `{key}` = "{value}", expected "{expected}" since `windows.vbs.enabled` is on',
    missing: 'Unexpected missing `{key}`, expected "{expected}" since `windows.vbs.enabled` is on',
  },
  examples: {
    good: [
      {
        text: 'windows.vbs.enabled = "TRUE"\nvhv.enable = "TRUE"\nvvtd.enable = "TRUE"\nfirmware = "efi"\nuefi.secureBoot.enabled = "TRUE"\n',
      },
      {
        title: 'vCenter sets what is missing',
        text: 'windows.vbs.enabled = "TRUE"\nvhv.enable = "TRUE"\n',
        stack: { host: { product: 'esxi' } },
      },
      { text: 'windows.vbs.enabled = "FALSE"\nfirmware = "bios"\n' },
      { text: 'windows.vbs.enabled = "TRUE"\nfirmware = "bios"\n', nested: 'forbid' },
    ],
    bad: [
      {
        nested: 'auto',
        text: 'windows.vbs.enabled = "TRUE"\nvvtd.enable = "FALSE"\nfirmware = "bios"\nuefi.secureBoot.enabled = "FALSE"\n',
        findings: [
          { line: 2, column: 15, message: 'Unexpected `vvtd.enable` = "FALSE", expected "TRUE"' },
          { line: 3, column: 12, message: 'Unexpected `firmware` = "bios", expected "efi"' },
          { line: 4, column: 27, message: 'Unexpected `uefi.secureBoot.enabled` = "FALSE"' },
        ],
        fixedUnsafe:
          'windows.vbs.enabled = "TRUE"\nvvtd.enable = "TRUE"\nfirmware = "efi"\nuefi.secureBoot.enabled = "TRUE"\n',
      },
      {
        title: 'no vCenter sets what is missing on a desktop',
        nested: 'auto',
        text: 'virtualHW.productCompatibility = "hosted"\nwindows.vbs.enabled = "TRUE"\nfirmware = "efi"\nuefi.secureBoot.enabled = "TRUE"\n',
        findings: [{ line: 2, column: 1, message: 'missing `vvtd.enable`', severity: 'warning' }],
        fixedUnsafe:
          'virtualHW.productCompatibility = "hosted"\nwindows.vbs.enabled = "TRUE"\nfirmware = "efi"\nuefi.secureBoot.enabled = "TRUE"\nvvtd.enable = "TRUE"\n',
      },
    ],
  },
  concerns: [VBS],
  check({ document, intent, stack, report }) {
    return {
      document() {
        const vbs = statedFlag(document, VBS, true);
        if (vbs === undefined || nestingDemand({ document, intent, stack }) === undefined) return;
        for (const { key, value, contrary } of NEEDS) {
          const found = stated(document, key);
          const data = { key, expected: value };
          if (found?.value.toLowerCase() === contrary) {
            report({
              message: 'contrary',
              data: { ...data, value: document.shownValue(found.entry) },
              at: valueRange(found.entry),
              related: [{ ...lineRange(vbs.entry), message: 'VBS is on here' }],
              setting: key,
              fix: {
                title: `set \`${key}\` to "${value}"`,
                safety: 'unsafe',
                ...setAll(document, found.entries, value),
              },
            });
          } else if (isDesktop(stack.host) && isAbsent(document, key)) {
            report({
              message: 'missing',
              data,
              at: lineRange(vbs.entry),
              setting: key,
              severity: 'warning',
              fix:
                document.encryption === 'none'
                  ? {
                      title: `add \`${key} = "${value}"\``,
                      safety: 'unsafe',
                      ...addPair(document, key, value).change,
                    }
                  : undefined,
            });
          }
        }
      },
    };
  },
});

/** Where no vCenter sets what is missing. That these need the same is our conclusion: no error. */
function isDesktop({ product, hosted }: Host): boolean {
  return (
    product === 'workstation' || product === 'player' || (product === 'vmware' && hosted === true)
  );
}
