import { addPair } from '../../src/languages/vmx/changes.js';
import { lineRange, valueRange } from '../../src/languages/vmx/ranges.js';
import { isAbsent, setAll, stated, statedNumber } from '../../src/languages/vmx/stated.js';
import { defineRule } from '../../src/lint/rule.js';
import { nestingDemand } from './demand.js';

/** What the installer wants, by generation of ESXi; CPUs where somebody says so. */
const WANTED: Readonly<Record<string, { memsize: number; numvcpus?: number }>> = {
  vmkernel7: { memsize: 4096 },
  vmkernel8: { memsize: 8192, numvcpus: 2 },
  vmkernel9: { memsize: 8192, numvcpus: 2 },
};

export default defineRule({
  id: 'nested/esxi-guest-resources',
  languages: ['vmx'],
  summary: 'An ESXi inside the VM has the memory and the CPUs that it wants',
  why: 'The installer of ESXi refuses a machine with less than 4 GB (version 7) or 8 GB and two CPUs (version 8 and later). Without the settings a VM has 32 MB and one CPU.',
  severity: 'warning',
  fixSafety: 'Unsafe: memory and CPUs are the host’s, and how many it can spare is not known.',
  sources: [{ title: 'starwindsoftware.com, nested ESXi 8 (8 GB and two CPUs; a report)' }],
  presets: ['recommended', 'nested'],
  settings: ['memsize', 'numvcpus'],
  options: {
    minimumMiB: {
      type: 'integer',
      minimum: 4,
      maximum: 64 * 1024 * 1024,
      multipleOf: 4,
      description: 'The memory in MiB that an ESXi has to have at least, whatever its version.',
      defaultDescription: '4096 for ESXi 7, 8192 for ESXi 8 and 9',
    },
    minimumCpus: {
      type: 'integer',
      minimum: 1,
      maximum: 1024,
      description: 'The CPUs that an ESXi has to have at least, whatever its version.',
      defaultDescription: '2 for ESXi 8 and 9',
    },
  },
  messages: {
    few: 'Unexpected `{key}` = "{value}" for {guest}, expected "{expected}" or more',
    missing: 'Unexpected missing `{key}` for {guest}, expected "{expected}" or more',
  },
  examples: {
    good: [
      { text: 'guestOS = "vmkernel8"\nmemsize = "8192"\nnumvcpus = "2"\n' },
      { text: 'guestOS = "vmkernel7"\nmemsize = "4096"\n' },
      { text: 'guestOS = "vmkernel8"\n', title: 'a fragment' },
      {
        title: 'no ESXi runs there at all',
        text: 'guestOS = "vmkernel8"\nmemsize = "2048"\n',
        stack: { hyperv: 'on' },
      },
      {
        text: 'guestOS = "vmkernel8"\nmemsize = "6144"\nnumvcpus = "1"\n',
        options: { minimumMiB: 6144, minimumCpus: 1 },
      },
      { text: 'guestOS = "vmkernel8"\nmemsize = "{{ memory }}"\nnumvcpus = "4"\n' },
    ],
    bad: [
      {
        text: 'config.version = "8"\nguestOS = "vmkernel8"\nmemsize = "4096"\n',
        nested: 'auto',
        findings: [
          { line: 2, column: 1, message: 'missing `numvcpus` for ESXi 8, expected "2"' },
          { line: 3, column: 11, message: '`memsize` = "4096" for ESXi 8, expected "8192"' },
        ],
        fixedUnsafe:
          'config.version = "8"\nguestOS = "vmkernel8"\nmemsize = "8192"\nnumvcpus = "2"\n',
      },
      {
        title: 'a lab that wants more',
        text: 'guestOS = "vmkernel65"\nmemsize = "8192"\nnumvcpus = "2"\n',
        options: { minimumMiB: 16384 },
        findings: [
          { line: 2, column: 11, message: '`memsize` = "8192" for ESXi 6.5, expected "16384"' },
        ],
        fixedUnsafe: 'guestOS = "vmkernel65"\nmemsize = "16384"\nnumvcpus = "2"\n',
      },
    ],
  },
  check({ document, intent, stack, options, report }) {
    return {
      document() {
        const guestOS = document.value('guestOS')?.toLowerCase();
        if (guestOS?.startsWith('vmkernel') !== true) return;
        if (nestingDemand({ document, intent, stack }) === undefined) return;
        const known = Object.hasOwn(WANTED, guestOS) ? WANTED[guestOS] : undefined;
        const wanted = {
          memsize: options.minimumMiB ?? known?.memsize,
          numvcpus: options.minimumCpus ?? known?.numvcpus,
        };
        const on = stated(document, 'guestOS')?.entry;
        if (on === undefined) return;
        const guest = `ESXi ${guestOS.slice('vmkernel'.length).replace('65', '6.5')}`.trim();
        const isWhole = document.entry('config.version') !== undefined;
        for (const key of ['memsize', 'numvcpus'] as const) {
          const least = wanted[key];
          if (least === undefined) continue;
          const data = { key, guest, expected: least };
          const found = statedNumber(document, key);
          if (found !== undefined && found.number < least) {
            report({
              message: 'few',
              data: { ...data, value: found.value },
              at: valueRange(found.entry),
              setting: key,
              fix: {
                title: `set \`${key}\` to "${least}"`,
                safety: 'unsafe',
                ...setAll(document, found.entries, String(least)),
              },
            });
          } else if (isWhole && isAbsent(document, key)) {
            report({
              message: 'missing',
              data,
              at: lineRange(on),
              setting: key,
              fix:
                document.encryption === 'none'
                  ? {
                      title: `add \`${key} = "${least}"\``,
                      safety: 'unsafe',
                      ...addPair(document, key, String(least)).change,
                    }
                  : undefined,
            });
          }
        }
      },
    };
  },
});
