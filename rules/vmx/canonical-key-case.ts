import { unescapeValue, type VmxEntry } from '../../grammars/vmx/index.js';
import { findSetting, spellingOf } from '../../src/languages/vmx/catalogue/index.js';
import { commentOf, rewriteAsPair } from '../../src/languages/vmx/changes.js';
import { keyRange } from '../../src/languages/vmx/ranges.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';

/** VMware itself writes these in two ways, depending on the product and its release. */
const ALSO_WRITTEN =
  /^(?:sound\.autodetect|memSize|sched\.mem\.minsize|migrate\.hostLog|(?:sound|ide[0-9]:[0-9])\.filename)$/;

/** What hosts and guests tell each other is written as its readers like it, and encrypted VMs are not touched there. */
const LET_BE = /^(?:guestinfo|encryption)\./;

export default defineRule({
  id: 'vmx/canonical-key-case',
  languages: ['vmx'],
  summary: 'Keys are written in the upper and lower case in which VMware writes them',
  why: 'VMware does not tell upper from lower case in keys, so `Hypervisor.cpuid.v0` works. People who search files, compare them, or read them with simple scripts miss the setting, and a second copy in another case is a duplicate, which VMware refuses.',
  severity: 'info',
  fixSafety:
    'Safe: VMware reads the key the same. No fix where another line has the same key, which is for `vmx/no-duplicate-key` to settle.',
  sources: [
    { title: 'libvirt, tests/vmx2xmldata: one VM with its keys in lower and in upper case' },
    { title: 'counted over 118 real .vmx files: the case that VMware writes' },
  ],
  presets: ['strict'],
  messages: { case: 'Unexpected key `{key}`, expected `{expected}`, as VMware writes it' },
  examples: {
    good: [
      {
        text: 'hypervisor.cpuid.v0 = "TRUE"\nscsi0:1.fileName = "a.vmdk"\ncpuid.8000000A.edx.amd = "-"\n',
      },
      { text: 'sound.autodetect = "TRUE"\nmemSize = "4096"\n', title: 'VMware writes both' },
      {
        text: 'guestinfo.HostName = "a"\nmy.OWN.key = "1"\nEncryption.keysafe = "a"\n',
        title: 'keys of other programs, and of the encryption',
      },
    ],
    bad: [
      {
        text: 'Hypervisor.cpuid.v0 = "TRUE" # lab\nSCSI0:1.Filename = "a.vmdk"\nCPUID.8000000A.EDX.AMD = "-"\n',
        nested: 'auto',
        findings: [
          { line: 1, column: 1, message: 'expected `hypervisor.cpuid.v0`' },
          { line: 2, column: 1, message: 'expected `scsi0:1.fileName`' },
          { line: 3, column: 1, message: 'expected `cpuid.8000000A.edx.amd`' },
        ],
        fixed:
          'hypervisor.cpuid.v0 = "TRUE" # lab\nscsi0:1.fileName = "a.vmdk"\ncpuid.8000000A.edx.amd = "-"\n',
      },
      {
        title: 'another line has the same key',
        text: 'VHV.enable = "TRUE"\nvhv.enable = "FALSE"\n',
        findings: [{ line: 1, column: 1, message: 'expected `vhv.enable`' }],
      },
    ],
  },
  concerns: (key) => findSetting(key) !== undefined && !LET_BE.test(key),
  check({ document, report }) {
    return {
      entry(entry: VmxEntry) {
        const { key } = entry;
        const expected = spellingOf(key);
        if (expected === undefined || expected === key || ALSO_WRITTEN.test(key)) return;
        report({
          message: 'case',
          data: { key, expected },
          at: keyRange(entry),
          setting: expected,
          fix: document.entriesOf(key).length > 1 ? undefined : renamed(entry, expected),
        });
      },
    };

    function renamed(entry: VmxEntry, key: string): Fix {
      const says = { key, value: unescapeValue(entry.value), comment: commentOf(document, entry) };
      return {
        title: `write \`${key}\``,
        safety: 'safe',
        ...rewriteAsPair(document, entry, [{ ...keyRange(entry), text: key }], says),
      };
    }
  },
});
