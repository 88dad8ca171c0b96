import { valueRange } from '../../src/languages/vmx/ranges.js';
import { describeHost, isEsxi50, isVMware, type Stack } from '../../src/stack/stack.js';
import type { Severity } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';
import { RUNNING_NESTED_VMS } from '../references.js';

/** Each as the catalogue spells it, with what the stack must be for it to do something. */
const SETTINGS = {
  'vhv.allow': isOfUseToEsxi50,
  'vmx.allowNested': ({ under }: Stack) =>
    under === undefined || isVMware(under) ? 'info' : undefined,
  'hv.assumeEnabled': ({ under }: Stack) => (under === 'kvm' ? undefined : 'info'),
} as const satisfies Record<string, (stack: Stack) => Severity | undefined>;

export default defineRule({
  id: 'vmx/no-pointless-host-setting',
  languages: ['vmx'],
  dialects: ['host-config'],
  summary: 'Nesting settings of a host stand where they do something',
  why: '`vhv.allow` permits nesting on ESXi 5.0 and on nothing else; later versions are reported to need `vhv.enable` in the VM only. `vmx.allowNested` lets a VMware product that itself runs under another hypervisor power on VMs; it does nothing for VMs that are to run a hypervisor. `hv.assumeEnabled` is undocumented; people report it for ESXi that runs on KVM. All three are copied from recipe to recipe, and hide what is really missing.',
  severity: 'info',
  fixSafety:
    'None: the setting does no harm, and the file does not tell which product reads it. Say so with `--host` and `--under`.',
  sources: [
    RUNNING_NESTED_VMS,
    { title: 'field report, ESXi 5.1 and later without vhv.allow' },
    { title: 'field reports (two), nested ESXi on KVM with hv.assumeEnabled' },
  ],
  presets: ['recommended', 'nested'],
  settings: Object.keys(SETTINGS),
  messages: {
    'vhv.allow': 'Unexpected `vhv.allow` = "TRUE", expected it on ESXi 5.0 only',
    'vhv.allow elsewhere':
      'Unexpected `vhv.allow` = "TRUE" on {host}, expected it on ESXi 5.0 only',
    'vmx.allowNested':
      'Unexpected `vmx.allowNested` = "TRUE", expected it only where VMware itself runs under another hypervisor',
    'hv.assumeEnabled':
      'Unexpected `hv.assumeEnabled` = "TRUE", expected it only where ESXi itself runs on KVM',
  },
  examples: {
    good: [
      {
        text: 'libdir = "/usr/lib/vmware"\nvhv.allow = "TRUE"\n',
        stack: { host: { product: 'esxi', version: '5.0' } },
      },
      {
        text: 'vmx.allowNested = "TRUE"\nhv.assumeEnabled = "TRUE"\n',
        stack: { host: { product: 'esxi' }, under: 'kvm' },
      },
      { text: 'acceptEULA = "yes"\nvhv.allow = "FALSE"\n' },
    ],
    bad: [
      {
        text: 'vhv.allow = "TRUE"\nvmx.allowNested = "TRUE"\nhv.assumeEnabled = "TRUE"\n',
        findings: [
          { line: 1, column: 13, message: 'expected it on ESXi 5.0 only' },
          { line: 2, column: 19, message: 'only where VMware itself runs under another' },
          { line: 3, column: 20, message: 'only where ESXi itself runs on KVM' },
        ],
      },
      {
        title: 'the host is known',
        text: 'vhv.allow = "TRUE"\n',
        stack: { host: { product: 'esxi', version: '8.0' } },
        findings: [{ line: 1, column: 13, message: 'on VMware ESXi 8.0', severity: 'info' }],
      },
    ],
  },
  concerns: Object.keys(SETTINGS),
  check({ document, stack, report }) {
    return {
      document() {
        for (const key of Object.keys(SETTINGS) as (keyof typeof SETTINGS)[]) {
          const [entry] = document.entriesOf(key);
          if (entry === undefined || document.isPlaceholder(entry)) continue;
          const says = document.entriesOf(key).map((copy) => document.valueOf(copy));
          // Boolean as the installer of VMware writes them in such files.
          if (!says.every((value) => /^(?:true|yes)$/i.test(value))) continue;
          const severity = SETTINGS[key](stack);
          if (severity === undefined) continue;
          report({
            message: key === 'vhv.allow' && isAnotherHost(stack) ? 'vhv.allow elsewhere' : key,
            data: { host: describeHost(stack.host) },
            at: valueRange(entry),
            setting: key,
            severity,
          });
        }
      },
    };
  },
});

/** Not ESXi 5.0, as far as is known. */
function isAnotherHost({ host }: Stack): boolean {
  const isUnknown =
    host.product === 'vmware' || (host.product === 'esxi' && host.version === undefined);
  return !isUnknown && host.version !== '5';
}

function isOfUseToEsxi50({ host }: Stack): Severity | undefined {
  return isEsxi50(host) ? undefined : 'info';
}
