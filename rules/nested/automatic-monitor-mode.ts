import { removePair, setValue } from '../../src/languages/vmx/changes.js';
import { keyRange, valueRange } from '../../src/languages/vmx/ranges.js';
import { stated } from '../../src/languages/vmx/stated.js';
import { defineRule } from '../../src/lint/rule.js';
import { hardwareVersion, nests } from './demand.js';

const KEYS = ['monitor.virtual_mmu', 'monitor.virtual_exec'] as const;

export default defineRule({
  id: 'nested/automatic-monitor-mode',
  languages: ['vmx'],
  summary: 'A VM that runs a hypervisor uses the hardware virtualization of the host itself',
  why: '`monitor.virtual_mmu` and `monitor.virtual_exec` = "software" make VMware run the VM without VT-x or AMD-V and their page tables, so that it has none to pass on: Hyper-V inside says that there is no SLAT. VMs for ESXi 6.7 and later (hardware version 14) have no such choice any more.',
  severity: 'error',
  fixSafety: 'Unsafe: somebody chose the mode.',
  sources: [
    { title: 'VMware, docs.vmware.com, vSphere 7.0, GUID-5F5AC645' },
    { title: 'woshub.com (Hyper-V inside VMware finds no SLAT)' },
  ],
  presets: ['recommended', 'nested'],
  settings: KEYS,
  messages: {
    software:
      'Unexpected `{key}` = "software", expected "automatic", since a hypervisor in the VM needs what it switches off',
    ignored:
      'Unexpected `{key}` with `virtualHW.version` = "{version}", expected none: VMs from 14 on have no choice of it',
  },
  examples: {
    good: [
      { text: 'vhv.enable = "TRUE"\nmonitor.virtual_mmu = "hardware"\n' },
      { text: 'virtualHW.version = "10"\nmonitor.virtual_exec = "software"\n', nested: 'auto' },
      { text: 'virtualHW.version = "14"\nmonitor.virtual_mmu = "automatic"\n', nested: 'auto' },
    ],
    bad: [
      {
        text: 'vhv.enable = "TRUE"\nmonitor.virtual_mmu = "software"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 23, message: '= "software", expected "automatic"' }],
        fixedUnsafe: 'vhv.enable = "TRUE"\nmonitor.virtual_mmu = "automatic"\n',
      },
      {
        text: 'virtualHW.version = "14"\nmonitor.virtual_exec = "hardware"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 1, message: 'expected none', severity: 'info' }],
        fixedUnsafe: 'virtualHW.version = "14"\n',
      },
    ],
  },
  concerns: KEYS,
  check({ document, intent, stack, report }) {
    return {
      document() {
        for (const key of KEYS) inspect(key);
      },
    };

    function inspect(key: string): void {
      const value = stated(document, key)?.value.toLowerCase();
      if (value !== 'software' && value !== 'hardware') return;
      const entry = document.entry(key)!;
      if (value === 'software' && nests({ document, intent, stack })) {
        const title = `set \`${key}\` to "automatic"`;
        report({
          message: 'software',
          data: { key },
          at: valueRange(entry),
          setting: key,
          ...(stack.guest === 'hyper-v' && {
            productMessage:
              'Hyper-V cannot be installed: the processor does not support second level address translation (SLAT).',
          }),
          fix: { title, safety: 'unsafe', ...setValue(document, entry, 'automatic') },
        });
        return;
      }
      const version = hardwareVersion(document) ?? 0;
      if (version < 14) return;
      report({
        message: 'ignored',
        data: { key, version },
        at: keyRange(entry),
        setting: key,
        severity: 'info',
        fix: { title: `remove \`${key}\``, safety: 'unsafe', ...removePair(document, entry) },
      });
    }
  },
});
