import { setValue } from '../../src/languages/vmx/changes.js';
import { keyRange, valueRange } from '../../src/languages/vmx/ranges.js';
import { stated } from '../../src/languages/vmx/stated.js';
import { defineRule } from '../../src/lint/rule.js';
import { KB_ALLOW_NESTED } from '../../src/stack/sources.js';
import { describeHost, HOST_PRODUCTS, isVMware } from '../../src/stack/stack.js';
import { RUNNING_NESTED_VMS } from '../references.js';
import { additionOf, isAbsent, whatRequiresIt } from './demand.js';

const KEY = 'vmx.allowNested';

const REFUSAL =
  'VMware ESX and Hyper-V are not compatible. Remove the Hyper-V role from the system before running VMware ESX.';

export default defineRule({
  id: 'nested/allowed-under-hypervisor',
  languages: ['vmx'],
  summary: 'A VM of a VMware product that itself runs under another hypervisor is allowed to start',
  why: 'A VMware product that finds itself inside a VM of another vendor powers on no VM, unless the VM, or the /etc/vmware/config of the product, has `vmx.allowNested` = "TRUE". In the VM around that product, and where VMware runs on the metal or under VMware, the setting does nothing.',
  severity: 'error',
  fixSafety:
    'Safe by intent: VMware documents the setting for just this, and `--under` says that it is so.',
  sources: [RUNNING_NESTED_VMS, KB_ALLOW_NESTED],
  presets: ['recommended', 'nested'],
  settings: [KEY],
  messages: {
    missing:
      'Unexpected missing `vmx.allowNested`, expected "TRUE" so that {host} starts this VM under {under}',
    off: 'Unexpected `vmx.allowNested` = "FALSE", expected "TRUE" so that {host} starts this VM under {under}',
    pointless:
      'Unexpected `vmx.allowNested` = "TRUE", expected it only where VMware itself runs under another hypervisor (`--under`)',
  },
  examples: {
    good: [
      { text: 'vmx.allowNested = "TRUE"\n', stack: { under: 'kvm' } },
      { text: 'guestOS = "ubuntu-64"\n' },
      { text: 'guestOS = "ubuntu-64"\n', stack: { under: 'esxi' } },
      { text: 'guestOS = "ubuntu-64"\n', stack: { host: { product: 'virtualbox' }, under: 'kvm' } },
    ],
    bad: [
      {
        text: 'guestOS = "ubuntu-64"\nvhv.enable = "TRUE"\n',
        stack: { host: { product: 'esxi', version: '8.0' }, under: 'kvm' },
        findings: [
          { line: 1, column: 1, message: 'so that VMware ESXi 8.0 starts this VM under KVM' },
        ],
        fixed: 'guestOS = "ubuntu-64"\nvhv.enable = "TRUE"\nvmx.allowNested = "TRUE"\n',
      },
      {
        title: 'also a VM in which nothing is to nest',
        text: 'guestOS = "ubuntu-64"\n',
        nested: 'forbid',
        stack: { under: 'kvm' },
        findings: [{ line: 1, column: 1, message: 'starts this VM under KVM' }],
        fixed: 'guestOS = "ubuntu-64"\nvmx.allowNested = "TRUE"\n',
      },
      {
        text: 'vmx.allowNested = "FALSE"\n',
        stack: { under: 'hyper-v' },
        findings: [{ line: 1, column: 19, message: 'under Hyper-V' }],
        fixed: 'vmx.allowNested = "TRUE"\n',
      },
      {
        text: 'vmx.allowNested = "TRUE"\n',
        nested: 'auto',
        findings: [{ line: 1, column: 1, message: 'expected it only where', severity: 'info' }],
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const { under, host } = stack;
        const value = stated(document, KEY)?.value.toLowerCase();
        if (under === undefined || isVMware(under)) {
          // Under forbid it is to be switched off, which another rule says.
          if (value !== 'true' || intent.nested === 'forbid') return;
          const at = keyRange(document.entry(KEY)!);
          report({ message: 'pointless', at, setting: KEY, severity: 'info' });
          return;
        }
        // No VM starts without it, whether a hypervisor is to run in it or not.
        if (value === 'true' || !isVMware(host.product)) return;
        const data = { host: describeHost(host), under: HOST_PRODUCTS[under] };
        const options = { safety: 'safe' } as const;
        const says = host.product === 'esxi' && under === 'hyper-v' && { productMessage: REFUSAL };
        if (value === 'false') {
          const off = document.entry(KEY)!;
          report({
            message: 'off',
            data,
            at: valueRange(off),
            setting: KEY,
            ...says,
            fix: {
              title: 'set `vmx.allowNested` to "TRUE"',
              ...options,
              ...setValue(document, off, 'TRUE'),
            },
          });
        } else if (isAbsent(document, KEY)) {
          const { at } = whatRequiresIt(document, intent);
          const label = `${HOST_PRODUCTS[host.product]} itself runs under ${HOST_PRODUCTS[under]}`;
          const fix = additionOf(document, KEY, 'TRUE', options);
          report({ message: 'missing', data, at, label, setting: KEY, ...says, fix });
        }
      },
    };
  },
});
