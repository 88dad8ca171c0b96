import { addPair, setValue } from '../../src/languages/vmx/changes.js';
import { keyRange, valueRange } from '../../src/languages/vmx/ranges.js';
import { isEsxi50 } from '../../src/stack/stack.js';
import { isRuledOut, judge } from '../../src/stack/matrix.js';
import { defineRule } from '../../src/lint/rule.js';
import { RUNNING_NESTED_VMS } from '../references.js';

const KEY = 'vhv.allow';

export default defineRule({
  id: 'vmx/vhv-allow-on-esxi-5-0',
  languages: ['vmx'],
  dialects: ['host-config'],
  summary: 'The configuration of a host with ESXi 5.0 permits nesting',
  why: 'ESXi 5.0 shows hardware virtualization to a VM only if `vhv.allow` is "TRUE" in the host’s own `/etc/vmware/config`, whatever the VM says. Later versions have the setting in the VM (`vhv.enable`) alone.',
  severity: 'error',
  fixSafety: 'Unsafe: it is a setting of the host, and permits nesting to all VMs that it runs.',
  sources: [RUNNING_NESTED_VMS],
  presets: ['recommended', 'nested'],
  settings: [KEY],
  messages: {
    off: 'Unexpected `vhv.allow` = "FALSE", expected "TRUE" so that ESXi 5.0 lets VMs run hypervisors',
    missing:
      'Unexpected missing `vhv.allow`, expected "TRUE" so that ESXi 5.0 lets VMs run hypervisors',
  },
  examples: {
    good: [
      { text: 'libdir = "/usr/lib/vmware"\n' },
      { text: 'vhv.allow = "FALSE"\n', stack: { host: { product: 'esxi', version: '8.0' } } },
      {
        text: 'vhv.allow = "FALSE"\n',
        nested: 'auto',
        stack: { host: { product: 'esxi', version: '5.0' } },
      },
      { text: 'vhv.allow = "TRUE"\n', stack: { host: { product: 'esxi', version: '5.0' } } },
    ],
    bad: [
      {
        text: 'libdir = "/usr/lib/vmware"\nvhv.allow = "FALSE"\n',
        stack: { host: { product: 'esxi', version: '5.0' } },
        findings: [{ line: 2, column: 13, message: 'Unexpected `vhv.allow` = "FALSE"' }],
        fixedUnsafe: 'libdir = "/usr/lib/vmware"\nvhv.allow = "TRUE"\n',
      },
      {
        text: 'libdir = "/usr/lib/vmware"\n',
        stack: { host: { product: 'esxi', version: '5.0' } },
        findings: [{ line: 1, column: 1, message: 'Unexpected missing `vhv.allow`' }],
        fixedUnsafe: 'libdir = "/usr/lib/vmware"\nvhv.allow = "TRUE"\n',
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        if (intent.nested !== 'require' || !isEsxi50(stack.host)) return;
        if (isRuledOut(judge(stack))) return;
        const entries = document.entriesOf(KEY);
        const [entry] = entries;
        if (entry !== undefined) {
          if (!entries.every((copy) => /^(?:false|no)$/i.test(document.valueOf(copy)))) return;
          report({
            message: 'off',
            at: valueRange(entry),
            setting: KEY,
            fix: {
              title: 'set `vhv.allow` to "TRUE"',
              safety: 'unsafe',
              byIntent: true,
              ...setValue(document, entry, 'TRUE'),
            },
          });
          return;
        }
        const first = document.nodes.find((node) => node.type === 'entry');
        if (first === undefined || !document.showsAllSettings) return;
        if (document.mentionsUnreadably(KEY)) return;
        const { change, afterLine } = addPair(document, KEY, 'TRUE');
        report({
          message: 'missing',
          at: keyRange(first),
          setting: KEY,
          fix: {
            title: `add \`vhv.allow = "TRUE"\` after line ${afterLine}`,
            safety: 'unsafe',
            byIntent: true,
            ...change,
          },
        });
      },
    };
  },
});
