import { byName, type VmxEntry, type VmxName } from '../../grammars/vmx/index.js';
import type { VmxDocument } from '../../src/languages/index.js';
import { addPair, removePair, setValue } from '../../src/languages/vmx/changes.js';
import { findSetting } from '../../src/languages/vmx/catalogue/index.js';
import { foreignQuoted } from '../../src/languages/vmx/foreign-quotes.js';
import { keyPattern } from '../../src/languages/vmx/key-pattern.js';
import { keyRange, lineRange, valueRange } from '../../src/languages/vmx/ranges.js';

import { isAbsent } from '../../src/languages/vmx/stated.js';
import type { Fix } from '../../src/lint/finding.js';
import type { Policy } from '../../src/lint/policy.js';
import { defineRule } from '../../src/lint/rule.js';

const NIC: Policy = { setting: 'ethernet*.virtualDev', is: ['vmxnet3'], severity: 'warning' };

export default defineRule({
  id: 'policy/require',
  languages: ['vmx'],
  summary: 'Settings are what your configuration requires of them',
  why: 'A team has rules of its own: which network card its VMs have, how much memory, what must not be left in a template. They stand as data under "require" in the configuration, as in { "setting": "ethernet*.virtualDev", "is": "vmxnet3", "message": "our switch drops others" }, and are checked like every other rule.',
  severity: 'warning',
  fixSafety: 'Unsafe: whether the VM can do with the other value is for you to say.',
  sources: [{ title: '"require" in your own configuration; `vmlint config FILE` shows where' }],
  presets: [],
  messages: {
    other: 'Unexpected `{key}` = "{value}", expected {expected}{why}',
    missing: 'Unexpected missing `{key}`, expected {expected}{why}',
    there: 'Unexpected `{key}`, expected no such setting{why}',
  },
  examples: {
    good: [
      { text: 'ethernet0.virtualDev = "e1000"\n', title: 'nothing is required' },
      {
        text: 'ethernet0.present = "TRUE"\nethernet0.virtualDev = "VMXNET3"\nethernet1.present = "FALSE"\n',
        policies: [NIC],
      },
      {
        text: 'memsize = "{{ memory }}"\n',
        policies: [{ setting: 'memsize', is: ['4096'], severity: 'error' }],
      },
      {
        text: 'numvcpus = "2"\n',
        policies: [
          { setting: 'memsize', is: ['4096'], present: 'optional', severity: 'error' },
          { setting: 'numvcpus', is: [], severity: 'error' },
          { setting: 'guestinfo.**', is: [], present: false, severity: 'error' },
        ],
      },
    ],
    bad: [
      {
        text: 'guestOS = "ubuntu-64"\nethernet0.present = "TRUE"\nethernet0.virtualDev = "e1000"\nethernet1.present = "TRUE"\n',
        policies: [{ ...NIC, message: 'our switch drops others' }],
        findings: [
          { line: 1, column: 1, message: 'missing `ethernet1.virtualDev`, expected "vmxnet3"' },
          {
            line: 3,
            column: 24,
            message: '"e1000", expected "vmxnet3": our switch drops others',
          },
        ],
        fixedUnsafe:
          'guestOS = "ubuntu-64"\nethernet0.present = "TRUE"\nethernet0.virtualDev = "vmxnet3"\nethernet1.present = "TRUE"\nethernet1.virtualDev = "vmxnet3"\n',
      },
      {
        title: 'a template that keeps what it was made with',
        text: 'displayName = "golden"\nguestinfo.userdata = "I2Nsb3Vk"\n',
        policies: [{ setting: 'guestinfo.**', is: [], present: false, severity: 'error' }],
        findings: [{ line: 2, column: 1, message: 'expected no such setting', severity: 'error' }],
        fixedUnsafe: 'displayName = "golden"\n',
      },
      {
        text: 'guestOS = "ubuntu-64"\n',
        policies: [
          { setting: 'firmware', is: ['efi', 'bios'], severity: 'info' },
          { setting: 'scsi*.virtualDev', is: [], present: true, severity: 'warning' },
        ],
        findings: [
          {
            line: 1,
            column: 1,
            message: 'missing `firmware`, expected "efi" or "bios"',
            severity: 'info',
          },
          { line: 1, column: 1, message: 'missing `scsi*.virtualDev`, expected one to be set' },
        ],
      },
    ],
  },
  check({ document, intent, report }) {
    return {
      document() {
        for (const policy of intent.policies ?? []) inspect(policy);
      },
    };

    function inspect(policy: Policy): void {
      const isPattern = policy.setting.includes('*');
      const entries = isPattern
        ? entriesLike(document, policy.setting)
        : document.entriesOf(policy.setting);
      for (const entry of entries) judge(policy, entry);
      if (policy.present === false || policy.present === 'optional') return;
      if (!isPattern) requirePresent(policy, policy.setting);
      else if (policy.present === undefined) requireOfDevices(policy);
      else if (entries.length === 0) reportMissing(policy, policy.setting, undefined);
    }

    function judge(policy: Policy, entry: VmxEntry): void {
      const key = document.keyOf(entry);
      const common = { data: { key, why: why(policy) }, setting: key, severity: policy.severity };
      if (policy.present === false) {
        const change = document.encryption === 'full' ? undefined : removePair(document, entry);
        report({
          ...common,
          message: 'there',
          at: keyRange(entry),
          fix: change && { title: `remove \`${key}\``, safety: 'unsafe', ...change },
        });
        return;
      }
      if (policy.is.length === 0 || document.isPlaceholder(entry)) return;
      if (foreignQuoted(document, entry) || isAllowed(policy, entry)) return;
      const value = onlyValue(policy);
      report({
        ...common,
        message: 'other',
        data: { ...common.data, value: document.shownValue(entry), expected: expected(policy) },
        at: valueRange(entry),
        fix:
          value === undefined
            ? undefined
            : {
                title: `set \`${key}\` to ${expected(policy)}`,
                safety: 'unsafe',
                ...setValue(document, entry, value),
              },
      });
    }

    function isAllowed(policy: Policy, entry: VmxEntry): boolean {
      const value = document.valueOf(entry);
      if (policy.is.includes(value)) return true;
      // VMware does not tell the case of these.
      const folds =
        /^(?:true|false)$/i.test(value) ||
        ['boolean', 'enum'].includes(findSetting(entry.name.folded)?.type ?? '');
      return folds && policy.is.some((one) => one.toLowerCase() === value.toLowerCase());
    }

    function requirePresent(policy: Policy, key: string): void {
      if (document.settings.size === 0 || !isAbsent(document, key)) return;
      const value = onlyValue(policy);
      const isFixable = value !== undefined && document.encryption === 'none';
      reportMissing(
        policy,
        key,
        isFixable
          ? {
              title: `add \`${key} = "${value}"\``,
              safety: 'unsafe',
              ...addPair(document, key, value).change,
            }
          : undefined,
      );
    }

    /** Of `ethernet*.virtualDev`, the setting of each network card that is switched on. */
    function requireOfDevices({ setting, ...policy }: Policy): void {
      const dot = setting.indexOf('.');
      const rest = setting.slice(dot);
      if (dot < 0 || rest.includes('*')) return;
      for (const entry of entriesLike(document, `${setting.slice(0, dot)}.present`)) {
        const device = document.keyOf(entry).slice(0, -'.present'.length);
        if (document.flag(`${device}.present`) !== true) continue;
        requirePresent({ setting, ...policy }, device + rest);
      }
    }

    function reportMissing(policy: Policy, key: string, fix: Fix | undefined): void {
      if (document.settings.size === 0 || !document.showsAllSettings) return;
      const guestOS = document.entry('guestOS');
      report({
        message: 'missing',
        data: { key, expected: expected(policy), why: why(policy) },
        at: guestOS === undefined ? { start: 0, end: 0 } : lineRange(guestOS),
        setting: key,
        severity: policy.severity,
        fix,
      });
    }

    function expected({ setting, is }: Policy): string {
      if (is.length === 0) return setting.includes('*') ? 'one to be set' : 'it to be set';
      const isSecret = findSetting(setting)?.secret === true;
      return is.map((value) => (isSecret ? '"********"' : `"${value}"`)).join(' or ');
    }
  },
});

/** What is asked for of each key; there are as many as configurations name. */
const tests = new Map<string, (name: VmxName) => boolean>();

function entriesLike(document: VmxDocument, pattern: string): VmxEntry[] {
  let isLike = tests.get(pattern);
  if (isLike === undefined) {
    const keys = keyPattern(pattern);
    tests.set(pattern, (isLike = byName((key) => keys.matches(key))));
  }
  return document.nodes.filter(
    (node): node is VmxEntry => node.type === 'entry' && isLike(node.name),
  );
}

function why({ message }: Policy): string {
  return message === undefined ? '' : `: ${message}`;
}

/** The value that a fix can write: the only one, and one that needs neither escapes nor an encoding. */
function onlyValue({ is }: Policy): string | undefined {
  const [value, other] = is;
  return other === undefined && value !== undefined && /^[ !#-{}~]*$/.test(value)
    ? value
    : undefined;
}
