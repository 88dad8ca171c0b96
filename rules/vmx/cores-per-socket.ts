import { lineRange, valueRange } from '../../src/languages/vmx/ranges.js';
import { isAbsent, setAll, statedNumber } from '../../src/languages/vmx/stated.js';
import { FIELD_REPORTS } from '../../src/languages/vmx/catalogue/sources.js';
import { defineRule } from '../../src/lint/rule.js';

const KEY = 'cpuid.coresPerSocket';

export default defineRule({
  id: 'vmx/cores-per-socket',
  languages: ['vmx'],
  summary: 'The CPUs of a VM fill its sockets',
  why: '`numvcpus` counts all CPU cores of the VM and `cpuid.coresPerSocket` those of one socket. VMware does not power on a VM whose cores do not fill whole sockets. Without `numvcpus` the VM has one CPU.',
  severity: 'error',
  fixSafety:
    'Unsafe: it changes the CPUs that the VM sees. It takes the next lower number that divides `numvcpus`.',
  sources: [FIELD_REPORTS],
  presets: ['recommended'],
  settings: [KEY, 'numvcpus'],
  messages: {
    remainder:
      'Unexpected `cpuid.coresPerSocket` = "{value}" with {cpus}, expected a number that divides it, such as "{next}"',
  },
  examples: {
    good: [
      { text: 'numvcpus = "8"\ncpuid.coresPerSocket = "2"\n' },
      { text: 'numvcpus = "6"\n' },
      { text: 'numvcpus = "{{ cpus }}"\ncpuid.coresPerSocket = "4"\n' },
      { text: 'cpuid.coresPerSocket = "4"\n', title: 'a fragment' },
    ],
    bad: [
      {
        text: 'numvcpus = "6"\ncpuid.coresPerSocket = "4"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 24, message: 'with `numvcpus` = "6"' }],
        fixedUnsafe: 'numvcpus = "6"\ncpuid.coresPerSocket = "3"\n',
      },
      {
        text: 'config.version = "8"\ncpuid.coresPerSocket = "2"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 24, message: 'with one CPU (no `numvcpus`)' }],
        fixedUnsafe: 'config.version = "8"\ncpuid.coresPerSocket = "1"\n',
      },
    ],
  },
  concerns: [KEY],
  check({ document, report }) {
    return {
      document() {
        if (document.entry(KEY) === undefined) return;
        const cores = statedNumber(document, KEY);
        // 0 is not written by hand without a reason, and what it does is not known.
        if (cores === undefined || cores.number === 0) return;
        const cpus = statedNumber(document, 'numvcpus');
        const single =
          document.entry('config.version') !== undefined && isAbsent(document, 'numvcpus');
        if (cpus === undefined && !single) return;
        const count = cpus?.number ?? 1;
        if (count === 0 || count % cores.number === 0) return;
        let next = Math.min(cores.number, count);
        while (count % next !== 0) next--;
        report({
          message: 'remainder',
          data: {
            value: cores.value,
            cpus: cpus === undefined ? 'one CPU (no `numvcpus`)' : `\`numvcpus\` = "${cpus.value}"`,
            next,
          },
          at: valueRange(cores.entry),
          related:
            cpus === undefined ? [] : [{ ...lineRange(cpus.entry), message: 'the CPUs of the VM' }],
          setting: KEY,
          fix: {
            title: `set \`${KEY}\` to "${next}"`,
            safety: 'unsafe',
            ...setAll(document, cores.entries, String(next)),
          },
        });
      },
    };
  },
});
