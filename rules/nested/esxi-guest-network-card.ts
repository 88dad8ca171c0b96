import { valueRange } from '../../src/languages/vmx/ranges.js';
import { hypervisorOf } from '../../src/languages/vmx/guest-os.js';
import { presentNics, setAll, stated } from '../../src/languages/vmx/stated.js';
import { defineRule } from '../../src/lint/rule.js';
import { nestingDemand } from './demand.js';

/** Which have no driver for a card; of vlance that is a conclusion. */
const WITHOUT_DRIVER: ReadonlyMap<string, RegExp> = new Map([
  ['e1000', /^vmkernel[789]$/i],
  ['vlance', /^vmkernel(?:6|65|[789])$/i],
]);

export default defineRule({
  id: 'nested/esxi-guest-network-card',
  languages: ['vmx'],
  summary: 'An ESXi inside the VM has a driver for the network card',
  why: 'ESXi installs only where it finds a network card that it has a driver for. Since version 7 it has none for the old e1000; its VMs have vmxnet3.',
  severity: 'warning',
  fixSafety:
    'Unsafe: it changes the hardware of the VM, and an installed system sees another network card.',
  sources: [
    {
      title: 'canonical/packer-maas issue 1 (ESXi 7 finds no e1000, but vmxnet3)',
      url: 'https://github.com/canonical/packer-maas/issues/1',
    },
  ],
  presets: ['recommended', 'nested'],
  settings: ['ethernet*.virtualDev'],
  messages: {
    e1000: 'Unexpected `{key}` = "{value}" for ESXi 7 or later, expected "vmxnet3"',
    inferred:
      'Unexpected `{key}` = "{value}" for ESXi, expected "vmxnet3" (by inference ESXi has no driver for it)',
  },
  examples: {
    good: [
      {
        text: 'guestOS = "vmkernel8"\nethernet0.present = "TRUE"\nethernet0.virtualDev = "vmxnet3"\n',
      },
      {
        text: 'guestOS = "vmkernel6"\nethernet0.present = "TRUE"\nethernet0.virtualDev = "e1000"\n',
      },
      {
        text: 'guestOS = "vmkernel8"\nethernet0.present = "FALSE"\nethernet0.virtualDev = "e1000"\n',
      },
      { text: 'guestOS = "vmkernel8"\nethernet0.present = "TRUE"\n', title: 'VMware chooses' },
      {
        title: 'no ESXi runs there at all',
        text: 'guestOS = "vmkernel8"\nethernet0.present = "TRUE"\nethernet0.virtualDev = "e1000"\n',
        stack: { hyperv: 'on' },
      },
      {
        text: 'guestOS = "vmkernel8"\nethernet0.present = "TRUE"\nethernet0.virtualDev = "constructor"\n',
      },
    ],
    bad: [
      {
        text: 'guestOS = "vmkernel6"\nethernet0.present = "TRUE"\nethernet0.virtualDev = "vlance"\n',
        nested: 'auto',
        findings: [{ line: 3, column: 24, message: 'by inference', severity: 'info' }],
        fixedUnsafe:
          'guestOS = "vmkernel6"\nethernet0.present = "TRUE"\nethernet0.virtualDev = "vmxnet3"\n',
      },
      {
        text: 'guestOS = "vmkernel8"\nethernet0.present = "TRUE"\nethernet0.virtualDev = "e1000"\nethernet1.present = "TRUE"\nethernet1.virtualDev = "vlance"\n',
        nested: 'auto',
        findings: [
          { line: 3, column: 24, message: 'Unexpected `ethernet0.virtualDev` = "e1000"' },
          { line: 5, column: 24, message: 'by inference', severity: 'info' },
        ],
        fixedUnsafe:
          'guestOS = "vmkernel8"\nethernet0.present = "TRUE"\nethernet0.virtualDev = "vmxnet3"\nethernet1.present = "TRUE"\nethernet1.virtualDev = "vmxnet3"\n',
      },
    ],
  },
  concerns: (key) => /^ethernet[0-9]\.virtualdev$/.test(key),
  check({ document, intent, stack, report }) {
    return {
      document() {
        const guestOS = document.value('guestOS') ?? '';
        if (hypervisorOf(guestOS) !== 'ESXi') return;
        if (nestingDemand({ document, intent, stack }) === undefined) return;
        for (const nic of presentNics(document)) {
          const key = `${nic}.virtualDev`;
          const found = stated(document, key);
          const device = found?.value.toLowerCase();
          if (found === undefined || !WITHOUT_DRIVER.get(device!)?.test(guestOS)) continue;
          report({
            message: device === 'e1000' ? 'e1000' : 'inferred',
            data: { key, value: document.shownValue(found.entry) },
            at: valueRange(found.entry),
            setting: key,
            ...(device === 'vlance' && { severity: 'info' }),
            fix: {
              title: `set \`${key}\` to "vmxnet3"`,
              safety: 'unsafe',
              ...setAll(document, found.entries, 'vmxnet3'),
            },
          });
        }
      },
    };
  },
});
