import { keyRange } from '../../src/languages/vmx/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { KB_PASSTHROUGH } from '../../src/stack/sources.js';
import { passthroughDevices, permitsPassthrough } from '../../src/languages/vmx/obstacles.js';
import { nests } from './demand.js';

export default defineRule({
  id: 'nested/no-passthrough-device',
  languages: ['vmx'],
  summary: 'A VM that runs a hypervisor on ESXi has no PCI device of the host',
  why: 'ESXi powers on no VM that has both `vhv.enable` and a PCI device of the host, a vGPU included. The undocumented `vhv.allowPassthru` is reported to permit it, until the web interface of ESXi drops `vhv.enable` at the next change of the VM.',
  severity: 'error',
  fixSafety: 'None: which of the two the VM is to have is not known.',
  sources: [
    KB_PASSTHROUGH,
    { title: 'field reports (2021-2025), not confirmed by VMware: vhv.allowPassthru' },
  ],
  presets: ['recommended', 'nested'],
  settings: ['pciPassthru*.present', 'vhv.allowPassthru'],
  messages: {
    both: 'Unexpected PCI device of the host `{device}` in a VM that is to run a hypervisor, expected one of the two, since ESXi powers on no VM with both',
    permitted:
      'Unexpected PCI device of the host `{device}` in a VM that runs a hypervisor, expected one of the two: `vhv.allowPassthru` is undocumented, and the web interface of ESXi is reported to drop `vhv.enable`',
  },
  examples: {
    good: [
      { text: 'vhv.enable = "TRUE"\npciPassthru0.present = "TRUE"\n', nested: 'auto' },
      {
        text: 'vhv.enable = "TRUE"\npciPassthru0.present = "FALSE"\n',
        stack: { host: { product: 'esxi' } },
      },
      {
        text: 'pciPassthru0.present = "TRUE"\n',
        nested: 'auto',
        stack: { host: { product: 'esxi' } },
      },
    ],
    bad: [
      {
        text: 'vhv.enable = "TRUE"\npciPassthru1.present = "TRUE"\n',
        nested: 'auto',
        stack: { host: { product: 'esxi', version: '8.0' } },
        findings: [{ line: 2, column: 1, message: '`pciPassthru1`' }],
      },
      {
        text: 'vhv.enable = "TRUE"\nvhv.allowPassthru = "TRUE"\npciPassthru0.present = "TRUE"\n',
        nested: 'auto',
        stack: { host: { product: 'esxi', version: '8.0' } },
        findings: [{ line: 3, column: 1, message: 'undocumented', severity: 'info' }],
      },
    ],
  },
  concerns: (key) => /^pcipassthru[0-9]+\.present$/.test(key),
  check({ document, intent, stack, report }) {
    return {
      document() {
        const devices = passthroughDevices(document, stack.host);
        if (devices.length === 0 || !nests({ document, intent, stack })) return;
        const permitted = permitsPassthrough(document);
        for (const entry of devices) {
          const key = document.keyOf(entry);
          report({
            message: permitted ? 'permitted' : 'both',
            data: { device: key.slice(0, key.indexOf('.')) },
            at: keyRange(entry),
            setting: key,
            ...(permitted
              ? { severity: 'info' }
              : {
                  productMessage:
                    'Virtualization is not supported on a virtual machine with a PCI passthrough device.',
                }),
          });
        }
      },
    };
  },
});
