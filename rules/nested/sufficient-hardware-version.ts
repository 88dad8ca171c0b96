import { setValue } from '../../src/languages/vmx/changes.js';
import { valueRange } from '../../src/languages/vmx/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { CPUID_TABLE, VSPHERE_LAB_31 } from '../../src/stack/sources.js';
import { isEsxi50, isOlder, predatesVirtualizedHv } from '../../src/stack/stack.js';
import { RUNNING_NESTED_VMS } from '../references.js';
import { hardwareVersion, nests } from './demand.js';

const KEY = 'virtualHW.version';

export default defineRule({
  id: 'nested/sufficient-hardware-version',
  languages: ['vmx'],
  summary: 'The virtual hardware of a VM that runs a hypervisor is new enough for it',
  why: 'Virtualized VT-x and AMD-V came with hardware version 8 (Workstation 8, Player 4, Fusion 4). An older VM has neither, whatever `vhv.enable` says. ESXi from 5.1 on is reported to ignore the setting below version 9.',
  severity: 'error',
  fixSafety:
    'Never safe: a VM with newer hardware no longer starts on older products, and its guest system may find new devices.',
  sources: [RUNNING_NESTED_VMS, CPUID_TABLE, VSPHERE_LAB_31],
  presets: ['recommended', 'nested'],
  settings: [KEY, 'vhv.enable'],
  messages: {
    tooOld:
      'Unexpected `virtualHW.version` = "{version}", expected {least} or higher, since older virtual hardware has no VT-x or AMD-V',
    ignored:
      'Unexpected `virtualHW.version` = "8", expected 9 or higher, since ESXi 5.1 and later ignore `vhv.enable` below',
  },
  examples: {
    good: [
      { text: 'virtualHW.version = "8"\nvhv.enable = "TRUE"\n' },
      { text: 'virtualHW.version = "7"\n', nested: 'auto' },
      { text: 'virtualHW.version = "7"\nvhv.enable = "TRUE"\n', nested: 'forbid' },
      {
        text: 'virtualHW.version = "8"\nguestOS = "vmkernel5"\n',
        stack: { host: { product: 'esxi', version: '5.0' } },
      },
    ],
    bad: [
      {
        text: 'virtualHW.version = "7"\nvhv.enable = "TRUE"\n',
        nested: 'auto',
        findings: [{ line: 1, column: 21, message: '= "7", expected 9 or higher' }],
        fixedUnsafe: 'virtualHW.version = "9"\nvhv.enable = "TRUE"\n',
      },
      {
        title: 'needed, though vhv.enable is not there yet',
        text: 'virtualHW.version = "4"\n',
        stack: { host: { product: 'workstation', version: '8' } },
        findings: [{ line: 1, column: 21, message: '= "4", expected 8 or higher' }],
        fixedUnsafe: 'virtualHW.version = "8"\n',
      },
      {
        text: 'virtualHW.version = "8"\nvhv.enable = "TRUE"\n',
        nested: 'auto',
        stack: { host: { product: 'esxi', version: '6.7' } },
        findings: [
          { line: 1, column: 21, message: 'ESXi 5.1 and later ignore', severity: 'warning' },
        ],
        fixedUnsafe: 'virtualHW.version = "9"\nvhv.enable = "TRUE"\n',
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const version = hardwareVersion(document);
        if (version === undefined || version > 8) return;
        const { host } = stack;
        const onEsxi =
          host.product === 'esxi' || (host.product === 'vmware' && host.hosted === false);
        const ignored = version === 8;
        if (ignored && (!onEsxi || isEsxi50(host))) return;
        if (predatesVirtualizedHv(host) || !nests({ document, intent, stack })) return;
        // Products that know no newer one.
        const knows8Only =
          isEsxi50(host) ||
          isOlder(host, 'workstation', '9') ||
          isOlder(host, 'player', '5') ||
          isOlder(host, 'fusion', '5');
        const least = knows8Only ? '8' : '9';
        const entry = document.entry(KEY)!;
        report({
          message: ignored ? 'ignored' : 'tooOld',
          data: { version, least },
          at: valueRange(entry),
          setting: KEY,
          ...(ignored && { severity: 'warning' }),
          fix: {
            title: `set \`virtualHW.version\` to "${least}", the lowest that will do`,
            safety: 'unsafe',
            ...setValue(document, entry, least),
          },
        });
      },
    };
  },
});
