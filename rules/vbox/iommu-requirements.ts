import { setFirmwareFlag, setText } from '../../src/languages/vbox/changes.js';
import { modifyVm } from '../../src/languages/vbox/commands.js';
import { boardPart, firmwareFlag } from '../../src/languages/vbox/hardware.js';
import { attributeValueRange } from '../../src/languages/vbox/ranges.js';
import { insertBefore } from '../../src/languages/xml/changes.js';
import { defineRule } from '../../src/lint/rule.js';
import { IOAPIC, vbox } from './examples.js';
import { isIommu } from './iommu.js';
import { LAUNCH } from './sources.js';

const IOMMU = '<Iommu type="Intel"/>';

export default defineRule({
  id: 'vbox/iommu-requirements',
  languages: ['vbox'],
  summary: 'A machine with an IOMMU has the ICH9 chipset and an I/O APIC',
  why: 'The virtual IOMMU sends its interrupts as messages, which only the ICH9 chipset of VirtualBox can take, and remaps those of an I/O APIC. Without one or the other VirtualBox refuses to start the VM. A file that does not say so has the chipset PIIX3 and no I/O APIC.',
  severity: 'error',
  fixSafety: 'Unsafe: both change the hardware that the guest sees.',
  sources: [LAUNCH],
  presets: ['recommended'],
  settings: ['Chipset', 'IOAPIC'],
  messages: {
    chipset:
      'Unexpected IOMMU "{iommu}" with the chipset {chipset}, expected `Chipset` type="ICH9" or no IOMMU, since the VM does not start otherwise',
    ioApic:
      'Unexpected IOMMU "{iommu}" without an I/O APIC, expected `IOAPIC` enabled="true" or no IOMMU, since the VM does not start otherwise',
  },
  examples: {
    good: [
      { text: vbox({ hardware: ['<Chipset type="ICH9"/>', IOMMU, ...IOAPIC] }) },
      { text: vbox({ hardware: ['<Iommu type="None"/>'] }) },
    ],
    bad: [
      {
        text: vbox({ hardware: [IOMMU, ...IOAPIC] }),
        findings: [{ line: 5, column: 19, message: 'with the chipset PIIX3' }],
        fixedUnsafe: vbox({ hardware: ['<Chipset type="ICH9"/>', IOMMU, ...IOAPIC] }),
      },
      {
        text: vbox({ hardware: ['<Chipset type="ICH9"/>', IOMMU, '<BIOS/>'] }),
        findings: [{ line: 6, column: 19, message: 'without an I/O APIC' }],
        fixedUnsafe: vbox({ hardware: ['<Chipset type="ICH9"/>', IOMMU, ...IOAPIC] }),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { machine } = document;
        if (machine === undefined || machine.isArm || !isIommu(machine)) return;
        const iommu = boardPart(machine, 'Iommu');
        const found = {
          at: attributeValueRange(iommu.attribute!),
          setting: 'Iommu',
          data: { iommu: iommu.type! },
        };
        const chipset = boardPart(machine, 'Chipset');
        const isPlaceholder =
          chipset.attribute !== undefined && document.isPlaceholder(chipset.attribute);
        const isAbsent = chipset.attribute === undefined;
        if (chipset.type !== 'ICH9' && !isPlaceholder && (!isAbsent || document.showsAllSettings)) {
          const change =
            chipset.element === undefined
              ? insertBefore(document, iommu.element!, {
                  name: 'Chipset',
                  attributes: { type: 'ICH9' },
                })
              : setText(document, chipset.element, 'type', 'ICH9');
          report({
            message: 'chipset',
            ...found,
            data: { ...found.data, chipset: chipset.type ?? 'PIIX3' },
            productMessage: 'IOMMU uses MSIs which requires the ICH9 chipset implementation.',
            fix: {
              title: 'set `Chipset` to type="ICH9"',
              safety: 'unsafe',
              ...change,
              commands: modifyVm(machine, '--chipset', 'ich9'),
            },
          });
        }
        const { state } = firmwareFlag(machine, 'IOAPIC');
        if (state === 'on' || state === 'placeholder') return;
        if (state === 'absent' && !document.showsAllSettings) return;
        const change = setFirmwareFlag(document, 'IOAPIC', true);
        report({
          message: 'ioApic',
          ...found,
          productMessage: 'IOMMU requires an I/O APIC for remapping interrupts.',
          fix: change && {
            title: 'set `IOAPIC` to enabled="true"',
            safety: 'unsafe',
            ...change,
            commands: modifyVm(machine, '--ioapic', 'on'),
          },
        });
      },
    };
  },
});
