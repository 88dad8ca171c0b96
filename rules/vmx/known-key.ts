import { foldCase, unescapeValue, type VmxEntry } from '../../grammars/vmx/index.js';
import { findMistakenKey, nearestSetting } from '../../src/languages/vmx/catalogue/index.js';
import { commentOf, removePair, rewriteAsPair } from '../../src/languages/vmx/changes.js';
import { keyPattern } from '../../src/languages/vmx/key-pattern.js';
import { keyRange } from '../../src/languages/vmx/ranges.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';
import { isEsxi50 } from '../../src/stack/stack.js';
import { FIELD_REPORTS, RUNNING_NESTED_VMS } from '../../src/languages/vmx/catalogue/sources.js';

const HIDDEN = 'hypervisor.cpuid.v0';

export default defineRule({
  id: 'vmx/known-key',
  languages: ['vmx'],
  summary: 'Keys are those that VMware reads',
  why: 'VMware ignores a key that it does not know without a word, so a setting with a misspelt key looks set and does nothing. Some keys of recipes and forum posts never existed (`vhu.enable`), or belong into a file of the host (`vhv.allow`).',
  severity: 'warning',
  fixSafety:
    'Renaming and removing are unsafe, since they change what the VM does, or what its author meant to come back to. Safe is `hypervisor.cpuid.v0` for the misprints `hypervisor.cpuid.0` and `hypervisor.cpuidv0` where Hyper-V runs inside: VMware ignores the line as written and its meaning is plain.',
  sources: [RUNNING_NESTED_VMS, FIELD_REPORTS],
  presets: ['recommended', 'nested'],
  settings: [
    'vhu.enable',
    'vhv.enabled',
    'vhv.allow',
    'vhv.allowNested',
    'vhv.allowNestedPageTables',
    'allowNested',
    'hypervisor.cpuid.0',
    'vbs.enable',
    'vbs.enabled',
    'tpm.present',
    'ethernet*.promiscuousMode',
    'nestedHVEnabled',
  ],
  options: {
    allow: {
      type: 'strings',
      default: [],
      description:
        'Keys that are right although vmlint does not know them, such as those of a tool of your own; `*` stands for any characters but `.` and `:`, `**` for any at all.',
    },
  },
  messages: {
    misspelt: 'Unexpected key `{key}`, which VMware does not know, expected `{expected}`',
    mistaken: 'Unexpected key `{key}`, which VMware does not read, expected `{expected}`: {why}',
    bogus: 'Unexpected key `{key}`, which VMware does not read, expected no such line: {why}',
  },
  examples: {
    good: [
      { text: 'VHV.Enable = "TRUE"\nguestinfo.vhv.enabled = "1"\n_vhv.enabled = "TRUE"\n' },
      { text: '__vhv.enabel__ = ""\nscsi0:1.fileName = "a.vmdk"\ncpuid.0x1.ecx = "-"\n' },
      {
        text: 'vhv.enabel = "TRUE"\ndisplayNames.en = "lab"\n',
        options: { allow: ['VHV.enabel', 'displayNames.*'] },
      },
      { text: 'vhv.allow = "TRUE"\n', dialect: 'host-config', title: '/etc/vmware/config' },
      {
        text: 'mks.enableGLRenderer = "TRUE"\n',
        title: 'Workstation 16.2 and later read it (VirtualGL issue 248)',
      },
    ],
    bad: [
      {
        title: 'on ESXi 5.0, which goes by its own vhv.allow',
        text: 'virtualHW.version = "8"\nvhv.enabled = "TRUE"\n',
        stack: { host: { product: 'esxi', version: '5.0' } },
        findings: [{ line: 2, column: 1, message: 'vhv.enabled' }],
        fixedUnsafe: 'virtualHW.version = "8"\n',
      },
      {
        text: 'memsize = "4096"\nvhv.enabel = "TRUE" # nested\n',
        findings: [{ line: 2, column: 1, message: 'expected `vhv.enable`' }],
        fixedUnsafe: 'memsize = "4096"\nvhv.enable = "TRUE" # nested\n',
      },
      {
        title: 'a device without its number, and a digit twice',
        text: 'ethernet.noPromisc = "TRUE"\nhypervisor.cpuid.v00 = "FALSE"\n',
        findings: [
          { line: 1, column: 1, message: 'expected `ethernet0.noPromisc`' },
          { line: 2, column: 1, message: 'expected `hypervisor.cpuid.v0`' },
        ],
        fixedUnsafe: 'ethernet0.noPromisc = "TRUE"\nhypervisor.cpuid.v0 = "FALSE"\n',
      },
      {
        title: 'the right key is there already',
        text: 'vhv.enable = "TRUE"\nvhu.enable = "TRUE"\n',
        findings: [{ line: 2, column: 1, message: 'a misprint of a TechNet page' }],
        fixedUnsafe: 'vhv.enable = "TRUE"\n',
      },
      {
        title: 'it says something else than the right key',
        text: 'vhv.enable = "FALSE"\nvhv.enabled = "TRUE"\n',
        findings: [{ line: 2, column: 1, message: 'expected `vhv.enable`' }],
      },
      {
        title: 'Hyper-V runs inside',
        nested: 'auto',
        text: 'guestOS = "winHyperV"\nhypervisor.cpuid.0 = "FALSE"\n',
        findings: [{ line: 2, column: 1, message: 'expected `hypervisor.cpuid.v0`' }],
        fixed: 'guestOS = "winHyperV"\nhypervisor.cpuid.v0 = "FALSE"\n',
      },
      {
        text: 'ethernet0.promiscuousMode = "TRUE"\nethernet1.conectionType = "nat"\nguestOS = "other"\nvhv.allow = "TRUE"\n',
        nested: 'auto',
        findings: [
          { line: 1, column: 1, message: 'expected no such line' },
          { line: 2, column: 1, message: 'expected `ethernet1.connectionType`' },
          { line: 4, column: 1, message: 'a setting of a host with ESXi 5.0' },
        ],
        fixedUnsafe: 'ethernet1.connectionType = "nat"\nguestOS = "other"\nvhv.enable = "TRUE"\n',
      },
    ],
  },
  concerns: isSuspicious,
  check({ document, intent, stack, options, report }) {
    const allowed = options.allow.map(keyPattern);
    /** Of two lines that are to have the same key only the first is renamed. */
    const taken = new Set<string>();
    return {
      entry(entry: VmxEntry) {
        if (document.isPlaceholder(entry)) return;
        if (!allowed.some((pattern) => pattern.matches(entry.key))) inspect(entry);
      },
    };

    function inspect(entry: VmxEntry): void {
      const { key } = entry;
      const at = keyRange(entry);
      const mistaken = findMistakenKey(key);
      if (mistaken !== undefined) {
        const { instead, why } = mistaken;
        report({
          message: instead === undefined ? 'bogus' : 'mistaken',
          data: { key, why, ...(instead !== undefined && { expected: instead }) },
          at,
          setting: instead ?? key,
          fix:
            instead === undefined || isUnread(instead) ? removed(entry) : renamed(entry, instead),
        });
        return;
      }
      const nearest = nearestSetting(key);
      if (nearest === undefined) return;
      const expected = nearest.key;
      report({
        message: 'misspelt',
        data: { key, expected },
        at,
        setting: expected,
        fix: renamed(entry, expected),
      });
    }

    function renamed(entry: VmxEntry, key: string): Fix | undefined {
      const folded = foldCase(key);
      const there = document.entriesOf(key);
      if (there.length > 0) {
        const says = document.valueOf(entry).toLowerCase();
        const same = there.every((other) => document.valueOf(other).toLowerCase() === says);
        return same ? removed(entry) : undefined;
      }
      if (taken.has(folded) || document.entriesOf(entry.key).length > 1) return undefined;
      taken.add(folded);
      return {
        title: `write \`${key}\``,
        safety: key === HIDDEN && isPlainlyMeant(entry) ? 'safe' : 'unsafe',
        ...rewriteAsPair(document, entry, [{ ...keyRange(entry), text: key }], {
          key,
          value: unescapeValue(entry.value),
          comment: commentOf(document, entry),
        }),
      };
    }

    /** ESXi 5.0 goes by the `vhv.allow` of the host. */
    function isUnread(key: string): boolean {
      return key === 'vhv.enable' && isEsxi50(stack.host);
    }

    function removed(entry: VmxEntry): Fix {
      return { title: 'remove the line', safety: 'unsafe', ...removePair(document, entry) };
    }

    /** Hidden from any other guest the hypervisor may be missed, which the line did not do so far. */
    function isPlainlyMeant(entry: VmxEntry): boolean {
      if (findMistakenKey(entry.key) === undefined || intent.nested === 'forbid') return false;
      return stack.guest === 'hyper-v' && document.valueOf(entry).toLowerCase() === 'false';
    }
  },
});

/** Other characters have a finding of their own (`vmx/plain-key`); so has whatever is longer than any key. */
const PLAIN = /^[A-Za-z.][\w.:-]{3,79}$/;

/** `key` in lower case. */
function isSuspicious(key: string): boolean {
  if (!PLAIN.test(key)) return false;
  return findMistakenKey(key) !== undefined || nearestSetting(key) !== undefined;
}
