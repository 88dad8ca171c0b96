import { lineRange } from '../../src/languages/vmx/ranges.js';
import {
  addPairs,
  isAbsent,
  presentNics,
  stated,
  statedNumber,
} from '../../src/languages/vmx/stated.js';
import { FIELD_REPORTS } from '../../src/languages/vmx/catalogue/sources.js';
import type { VmxEntry } from '../../grammars/vmx/index.js';
import { defineRule } from '../../src/lint/rule.js';

const BRIDGES = [0, 4, 5, 6, 7].map((unit) => `pciBridge${unit}.present`);

export default defineRule({
  id: 'vmx/pcie-bridges',
  languages: ['vmx'],
  summary: 'PCIe devices have slots',
  why: 'pvscsi and vmxnet3 are PCIe devices. From hardware version 19 on a VM without the bridges `pciBridge0` and `pciBridge4` to `7`, which VMware writes into every file of its own, is reported to start no more: there is no slot left for them.',
  severity: 'warning',
  fixSafety: 'Unsafe: it changes the hardware of the VM.',
  sources: [FIELD_REPORTS],
  presets: ['recommended'],
  settings: ['pciBridge*.present'],
  messages: {
    missing:
      'Unexpected `{key}` = "{value}" without `pciBridge4.present` with hardware version {hardware}, expected a bridge with slots for it',
  },
  examples: {
    good: [
      { text: 'virtualHW.version = "18"\nscsi0.present = "TRUE"\nscsi0.virtualDev = "pvscsi"\n' },
      {
        text: 'virtualHW.version = "20"\npciBridge4.present = "TRUE"\nscsi0.present = "TRUE"\nscsi0.virtualDev = "pvscsi"\n',
      },
      { text: 'virtualHW.version = "20"\nscsi0.present = "TRUE"\nscsi0.virtualDev = "lsilogic"\n' },
    ],
    bad: [
      {
        text: 'virtualHW.version = "20"\nscsi0.present = "TRUE"\nscsi0.virtualDev = "pvscsi"\n',
        nested: 'auto',
        findings: [{ line: 3, column: 1, message: 'Unexpected `scsi0.virtualDev` = "pvscsi"' }],
        fixedUnsafe:
          'virtualHW.version = "20"\nscsi0.present = "TRUE"\nscsi0.virtualDev = "pvscsi"\npciBridge0.present = "TRUE"\npciBridge4.present = "TRUE"\npciBridge4.virtualDev = "pcieRootPort"\npciBridge4.functions = "8"\n',
      },
    ],
  },
  concerns: (key) => /^(?:scsi[0-3]|ethernet[0-9])\.virtualdev$/.test(key),
  check({ document, report }) {
    return {
      document() {
        if (document.entry('pciBridge4.present') !== undefined) return;
        const hardware = statedNumber(document, 'virtualHW.version')?.number ?? 0;
        if (hardware < 19 || !BRIDGES.every((key) => isAbsent(document, key))) return;
        const device = firstPcieDevice();
        if (device === undefined) return;
        report({
          message: 'missing',
          data: { key: document.keyOf(device), value: document.shownValue(device), hardware },
          at: lineRange(device),
          setting: 'pciBridge4.present',
          fix:
            document.encryption === 'none'
              ? {
                  title: 'add `pciBridge0` and `pciBridge4` as VMware writes them',
                  safety: 'unsafe',
                  ...addPairs(document, [
                    ['pciBridge0.present', 'TRUE'],
                    ['pciBridge4.present', 'TRUE'],
                    ['pciBridge4.virtualDev', 'pcieRootPort'],
                    ['pciBridge4.functions', '8'],
                  ]),
                }
              : undefined,
        });
      },
    };

    function firstPcieDevice(): VmxEntry | undefined {
      const controllers = [0, 1, 2, 3]
        .map((unit) => `scsi${unit}`)
        .filter((controller) => document.flag(`${controller}.present`) === true);
      for (const device of [...controllers, ...presentNics(document)]) {
        const found = stated(document, `${device}.virtualDev`);
        if (found !== undefined && /^(?:pvscsi|vmxnet3)$/i.test(found.value)) return found.entry;
      }
      return undefined;
    }
  },
});
