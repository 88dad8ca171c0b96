import { setValue } from '../../src/languages/vmx/changes.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { stated } from '../../src/languages/vmx/stated.js';
import { defineRule } from '../../src/lint/rule.js';
import { KB_VPMC, PLAYER_HOST_VBS } from '../../src/stack/sources.js';
import { describeHost, mayBeWorkstation } from '../../src/stack/stack.js';

const KEY = 'vpmc.enable';

export default defineRule({
  id: 'nested/no-performance-counters-under-hyper-v',
  languages: ['vmx'],
  summary: 'Where Hyper-V owns the CPU of a Windows host, a VM has no performance counters',
  why: 'On a Windows host that runs Hyper-V, WSL2 or VBS, Workstation and Player run on top of it and cannot give VMs the performance counters of the CPU. With `vpmc.enable` = "TRUE" the VM does not start.',
  severity: 'error',
  fixSafety: 'Unsafe: the other way out is to switch Hyper-V off on the host.',
  sources: [KB_VPMC, PLAYER_HOST_VBS],
  presets: ['recommended', 'nested'],
  settings: [KEY],
  messages: {
    on: 'Unexpected `vpmc.enable` = "TRUE" on {host} with Hyper-V on{evidence}, expected "FALSE", since the VM does not start with it',
  },
  examples: {
    good: [
      { text: 'vpmc.enable = "TRUE"\n', nested: 'auto' },
      {
        text: 'vpmc.enable = "FALSE"\n',
        nested: 'auto',
        stack: { host: { product: 'workstation' }, hyperv: 'on' },
      },
      {
        text: 'vpmc.enable = "TRUE"\n',
        nested: 'auto',
        stack: { host: { product: 'workstation' }, hostOs: 'linux', hyperv: 'on' },
      },
    ],
    bad: [
      {
        text: 'vpmc.enable = "TRUE"\n',
        nested: 'auto',
        stack: { host: { product: 'workstation', version: '17' }, hyperv: 'on' },
        findings: [{ line: 1, column: 15, message: 'on VMware Workstation 17 with Hyper-V on' }],
        fixedUnsafe: 'vpmc.enable = "FALSE"\n',
      },
    ],
  },
  concerns: [KEY],
  check({ document, stack, origins, report }) {
    return {
      document() {
        const { host, hostOs, hyperv } = stack;
        if (hyperv !== 'on' || !mayBeWorkstation(host)) return;
        if (hostOs !== undefined && hostOs !== 'windows') return;
        if (stated(document, KEY)?.value.toLowerCase() !== 'true') return;
        const entry = document.entry(KEY)!;
        const origin = origins.hyperv;
        const evidence = origin === undefined || origin === 'given' ? '' : ` (${origin})`;
        report({
          message: 'on',
          data: { host: describeHost(host), evidence },
          at: valueRange(entry),
          setting: KEY,
          productMessage: "Module 'VPMC' power on failed.",
          fix: {
            title: `set \`${KEY}\` to "FALSE"`,
            safety: 'unsafe',
            ...setValue(document, entry, 'FALSE'),
          },
        });
      },
    };
  },
});
