import { addPair } from '../../src/languages/vmx/changes.js';
import { lineRange } from '../../src/languages/vmx/ranges.js';
import { isAbsent } from '../../src/languages/vmx/stated.js';
import { FIELD_REPORTS } from '../../src/languages/vmx/catalogue/sources.js';
import { defineRule } from '../../src/lint/rule.js';

const REQUIRED = ['config.version', 'virtualHW.version', 'guestOS'] as const;

/** What other files of VMware's with `.encoding` (preferences, snapshot lists) do not have. */
const OF_A_VM = ['displayName', 'memsize', 'uuid.bios', 'nvram'];

export default defineRule({
  id: 'vmx/required-keys',
  languages: ['vmx'],
  summary: 'A VM says its format, its hardware version and its system',
  why: 'Without `config.version` or `virtualHW.version` VMware says that it cannot read the file, and without `guestOS` that it does not specify a guest operating system. Programs write VMs without some of them (linuxkit), so it is a warning; a few lines are taken for a fragment.',
  severity: 'warning',
  fixSafety:
    'Unsafe for `config.version`, which is "8" in every file of today. None for the others: only you know the system and the products that are to run the VM.',
  sources: [FIELD_REPORTS, { title: 'libvirt, src/vmx/vmx.c (takes config.version "8" only)' }],
  presets: ['recommended'],
  settings: [...REQUIRED],
  messages: {
    missing: 'Unexpected missing `{key}`, expected {expected}',
  },
  examples: {
    good: [
      { text: 'config.version = "8"\nvirtualHW.version = "20"\nguestOS = "ubuntu-64"\n' },
      { text: 'vhv.enable = "TRUE"\nmemsize = "4096"\n', title: 'a fragment' },
      { text: '.encoding = "UTF-8"\npref.lastUpdateCheckSec = "1"\n', title: 'preferences' },
      { text: '{{ if x }}\nguestOS = "ubuntu-64"\n{{ end }}\n' },
      { text: '.encoding = "UTF-8"\ndisplayName = "a"\nencryption.keySafe = "x"\n' },
    ],
    bad: [
      {
        text: 'virtualHW.version = "20"\nguestOS = "ubuntu-64"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 1, message: 'missing `config.version`, expected "8"' }],
        fixedUnsafe: 'virtualHW.version = "20"\nguestOS = "ubuntu-64"\nconfig.version = "8"\n',
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const missing = REQUIRED.filter((key) => document.entry(key) === undefined);
        if (missing.length === 0 || document.encryption === 'full') return;
        if (missing.length > 1 && !isWholeVm()) return;
        const node = document.entry('guestOS') ?? document.entry('virtualHW.version');
        for (const key of missing) {
          if (!isAbsent(document, key)) continue;
          const value = key === 'config.version' ? '8' : undefined;
          report({
            message: 'missing',
            data: { key, expected: EXPECTED[key] },
            at: node === undefined ? { start: 0, end: 0 } : lineRange(node),
            setting: key,
            fix:
              value === undefined || document.encryption !== 'none'
                ? undefined
                : {
                    title: `add \`${key} = "${value}"\``,
                    safety: 'unsafe',
                    ...addPair(document, key, value).change,
                  },
          });
        }
      },
    };

    /** A few lines are a fragment, to be put together with others. */
    function isWholeVm(): boolean {
      return (
        document.settings.size >= FEWEST_SETTINGS && OF_A_VM.some((key) => document.entry(key))
      );
    }
  },
});

/** What VMware makes has more. */
const FEWEST_SETTINGS = 10;

const EXPECTED = {
  'config.version': '"8"',
  'virtualHW.version': 'the hardware version of the VM, such as "20"',
  guestOS: 'the system in the VM, such as "ubuntu-64"',
} as const;
