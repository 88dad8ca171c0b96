import { setEnabled } from '../../src/languages/vbox/changes.js';
import { modifyVm } from '../../src/languages/vbox/commands.js';
import { firmwareFlag } from '../../src/languages/vbox/hardware.js';
import type { Machine } from '../../src/languages/vbox/machine.js';
import { flagRange } from '../../src/languages/vbox/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { IOAPIC, vbox } from './examples.js';
import { LAUNCH } from './sources.js';

const OFF = '<APIC enabled="false"/>';
const BITS_32 = '<LongMode enabled="false"/>';

export default defineRule({
  id: 'vbox/apic',
  languages: ['vbox'],
  summary: 'A machine with a 64-bit CPU, several CPUs or an I/O APIC has an APIC',
  why: 'The APIC hands interrupts to a CPU. VirtualBox starts no VM without one if the CPU is 64-bit (`LongMode`, on unless the file switches it off), if there are several, or if there is an I/O APIC.',
  severity: 'error',
  fixSafety: 'Unsafe: somebody switched it off, perhaps for a system of the 1990s.',
  sources: [LAUNCH],
  presets: ['recommended', 'nested'],
  settings: ['APIC'],
  messages: {
    off: 'Unexpected `APIC` enabled="{value}" {reason}, expected "true" or none, since the VM does not start otherwise',
  },
  examples: {
    good: [
      { text: vbox({ features: [BITS_32, OFF] }) },
      { text: vbox({ features: ['<LongMode enabled="{{ long }}"/>', OFF] }) },
      { text: vbox({ features: ['<X2APIC enabled="true"/>'] }) },
    ],
    bad: [
      {
        text: vbox({ features: [OFF] }),
        findings: [{ line: 5, column: 23, message: 'with a 64-bit CPU' }],
        fixedUnsafe: vbox({ features: ['<APIC enabled="true"/>'] }),
      },
      {
        text: vbox({ cpu: 'count="2"', features: [BITS_32, OFF], hardware: IOAPIC }),
        nested: 'auto',
        findings: [{ line: 6, column: 23, message: 'with 2 CPUs' }],
        fixedUnsafe: vbox({
          cpu: 'count="2"',
          features: [BITS_32, '<APIC enabled="true"/>'],
          hardware: IOAPIC,
        }),
      },
      {
        text: vbox({ features: [BITS_32, OFF], hardware: IOAPIC }),
        nested: 'auto',
        findings: [{ line: 6, column: 23, message: 'with an I/O APIC' }],
        fixedUnsafe: vbox({ features: [BITS_32, '<APIC enabled="true"/>'], hardware: IOAPIC }),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { machine } = document;
        if (machine === undefined || machine.isArm) return;
        const flag = machine.feature('APIC');
        if (flag.state !== 'off') return;
        const refusal = refusalOf(machine);
        // Of what a template may add nothing is known.
        if (refusal === undefined || !document.showsAllSettings) return;
        report({
          message: 'off',
          data: { value: flag.value, reason: refusal.reason },
          at: flagRange(flag),
          setting: 'APIC',
          productMessage: refusal.says,
          fix: {
            title: 'set `APIC` to enabled="true"',
            safety: 'unsafe',
            ...setEnabled(document, flag.element!, true),
            commands: modifyVm(machine, '--apic', 'on'),
          },
        });
      },
    };
  },
});

/** What VirtualBox says, in its order. */
function refusalOf(machine: Machine): { reason: string; says: string } | undefined {
  const { state } = machine.feature('LongMode');
  if (state === 'placeholder') return undefined;
  if (state !== 'off') {
    return { reason: 'with a 64-bit CPU', says: 'Cannot disable the APIC for a 64-bit guest.' };
  }
  const { cpus = 1 } = machine;
  if (cpus > 1) {
    return { reason: `with ${cpus} CPUs`, says: 'Cannot disable the APIC for an SMP guest.' };
  }
  if (firmwareFlag(machine, 'IOAPIC').state !== 'on') return undefined;
  return {
    reason: 'with an I/O APIC',
    says: 'Cannot disable the APIC when the I/O APIC is present.',
  };
}
