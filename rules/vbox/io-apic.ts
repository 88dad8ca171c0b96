import { setFirmwareFlag } from '../../src/languages/vbox/changes.js';
import { modifyVm } from '../../src/languages/vbox/commands.js';
import { boardPart, firmwareFlag } from '../../src/languages/vbox/hardware.js';
import { attributeValueRange, flagRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf } from '../../src/languages/vbox/reading.js';
import { defineRule } from '../../src/lint/rule.js';
import { IOAPIC, vbox } from './examples.js';
import { isIommu } from './iommu.js';
import { MANUAL_MOTHERBOARD, SETTINGS_READER } from './sources.js';

const ICH9 = '<Chipset type="ICH9"/>';

export default defineRule({
  id: 'vbox/io-apic',
  languages: ['vbox'],
  summary: 'A machine with several CPUs, or with the ICH9 chipset, has an I/O APIC',
  why: 'By the manual a machine with more than one CPU needs an I/O APIC, which brings interrupts to each of them, and so does one with the ICH9 chipset. A file that does not say so has none: `IOAPIC` is off unless it is switched on. The VirtualBox Manager switches it on by itself; VBoxManage and edits by hand do not, and VirtualBox starts the VM without a word.',
  severity: 'error',
  fixSafety:
    'Unsafe: it changes the hardware that the guest sees, and an old Windows may have to be installed anew.',
  sources: [MANUAL_MOTHERBOARD, SETTINGS_READER],
  presets: ['recommended', 'nested'],
  settings: ['IOAPIC', 'count'],
  messages: {
    cpus: 'Unexpected {cpus} CPUs without an I/O APIC, expected `IOAPIC` enabled="true"',
    ich9: 'Unexpected chipset ICH9 without an I/O APIC, expected `IOAPIC` enabled="true"',
  },
  examples: {
    good: [
      { text: vbox({ cpu: 'count="4"', hardware: [ICH9, ...IOAPIC] }) },
      { text: vbox({}) },
      {
        text: vbox({
          cpu: 'count="{{ cpus }}"',
          hardware: ['<BIOS>', '  <IOAPIC enabled="{{ ioapic }}"/>', '</BIOS>'],
        }),
      },
    ],
    bad: [
      {
        text: vbox({
          cpu: 'count="2"',
          hardware: ['<BIOS>', '  <ACPI enabled="true"/>', '</BIOS>'],
        }),
        nested: 'auto',
        findings: [{ line: 4, column: 18, message: 'Unexpected 2 CPUs without an I/O APIC' }],
        fixedUnsafe: vbox({
          cpu: 'count="2"',
          hardware: ['<BIOS>', '  <ACPI enabled="true"/>', '  <IOAPIC enabled="true"/>', '</BIOS>'],
        }),
      },
      {
        text: vbox({ hardware: [ICH9, '<BIOS>', '  <IOAPIC enabled="false"/>', '</BIOS>'] }),
        nested: 'auto',
        findings: [{ line: 7, column: 25, message: 'chipset ICH9', severity: 'warning' }],
        fixedUnsafe: vbox({ hardware: [ICH9, ...IOAPIC] }),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { machine } = document;
        if (machine === undefined || machine.isArm) return;
        const flag = firmwareFlag(machine, 'IOAPIC');
        if (flag.state === 'on' || flag.state === 'placeholder') return;
        if (flag.state === 'absent' && !document.showsAllSettings) return;
        const count = attributeOf(machine.cpuCount, 'count');
        const cpus = machine.cpus ?? 1;
        const chipset = boardPart(machine, 'Chipset');
        // What the IOMMU needs is another finding, and the same fix.
        const isIch9 = chipset.type === 'ICH9' && !isIommu(machine);
        const cause = cpus > 1 ? count : isIch9 ? chipset.attribute : undefined;
        if (cause === undefined) return;
        const change = setFirmwareFlag(document, 'IOAPIC', true);
        report({
          message: cpus > 1 ? 'cpus' : 'ich9',
          data: { cpus },
          at: flag.attribute === undefined ? attributeValueRange(cause) : flagRange(flag),
          ...(flag.attribute !== undefined && {
            related: [{ ...attributeValueRange(cause), message: 'which needs it' }],
          }),
          setting: 'IOAPIC',
          ...(cpus <= 1 && { severity: 'warning' }),
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
