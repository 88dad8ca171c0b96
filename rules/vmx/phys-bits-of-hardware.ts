import { lineRange, valueRange } from '../../src/languages/vmx/ranges.js';
import { statedNumber } from '../../src/languages/vmx/stated.js';
import { CORPUS } from '../../src/languages/vmx/catalogue/sources.js';
import { defineRule } from '../../src/lint/rule.js';

const KEY = 'monitor.phys_bits_used';

export default defineRule({
  id: 'vmx/phys-bits-of-hardware',
  languages: ['vmx'],
  summary: 'monitor.phys_bits_used is as VMware wrote it',
  why: 'VMware writes how many bits physical addresses of the VM have, by its hardware version. A number that does not go with the hardware version was edited, or came along from another file; VMware takes care of it by itself.',
  severity: 'info',
  fixSafety: 'None: VMware owns the setting.',
  sources: [CORPUS],
  presets: ['recommended'],
  settings: [KEY],
  messages: {
    other:
      'Unexpected `monitor.phys_bits_used` = "{value}" with hardware version {hardware}, expected "{expected}", as VMware writes it',
  },
  examples: {
    good: [
      { text: 'virtualHW.version = "20"\nmonitor.phys_bits_used = "45"\n' },
      { text: 'virtualHW.version = "22"\nmonitor.phys_bits_used = "46"\n', title: 'not counted' },
    ],
    bad: [
      {
        text: 'virtualHW.version = "20"\nmonitor.phys_bits_used = "40"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 26, message: 'expected "45"' }],
      },
    ],
  },
  concerns: [KEY],
  check({ document, report }) {
    return {
      document() {
        if (document.entry(KEY) === undefined) return;
        const found = statedNumber(document, KEY);
        const hardware = statedNumber(document, 'virtualHW.version');
        if (found === undefined || hardware === undefined) return;
        const expected = bitsOf(hardware.number);
        if (expected === undefined || expected === found.number) return;
        report({
          message: 'other',
          data: { value: found.value, hardware: hardware.number, expected },
          at: valueRange(found.entry),
          related: [{ ...lineRange(hardware.entry), message: 'the hardware version' }],
          setting: KEY,
        });
      },
    };
  },
});

/** As counted in 43 files; undefined for hardware versions that had none. */
function bitsOf(hardware: number): number | undefined {
  if (hardware >= 7 && hardware <= 10) return 40;
  if (hardware === 11 || hardware === 12) return 42;
  if (hardware >= 14 && hardware <= 16) return 43;
  return hardware >= 17 && hardware <= 21 ? 45 : undefined;
}
