import type { Change } from '../../src/languages/change.js';
import { setText } from '../../src/languages/vbox/changes.js';
import { modifyVm } from '../../src/languages/vbox/commands.js';
import type { VboxDocument } from '../../src/languages/index.js';
import { familyOf, paravirtOf, type Paravirt } from '../../src/languages/vbox/paravirt.js';
import { attributeValueRange, tagRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf, childElements, localName } from '../../src/languages/vbox/reading.js';
import { insertBefore } from '../../src/languages/xml/changes.js';
import { shown } from '../../src/text/shown.js';
import { defineRule } from '../../src/lint/rule.js';
import { NESTED, vbox } from './examples.js';
import { MACHINE, MANUAL_PARAVIRT, SETTINGS_READER } from './sources.js';

const WINDOWS = 'OSType="Windows10_64"';
const DISPLAY = '<Display VRAMSize="128"/>';
const provider = (name: string): string => `<Paravirt provider="${name}"/>`;

/** What VirtualBox writes behind `Paravirt`; the first of them that is there is its place. */
const BEHIND = new Set([
  'Iommu',
  'Boot',
  'Display',
  'VideoCapture',
  'RemoteDisplay',
  'BIOS',
  'Firmware',
]);

export default defineRule({
  id: 'vbox/fitting-paravirt',
  languages: ['vbox'],
  summary: 'The guest sees the paravirtualization interface that is meant for it',
  why: 'A guest that knows it runs in a VM asks for the time and the like more cheaply. By the manual that is the Hyper-V interface for Windows 7 and newer, and that of KVM for Linux; "Default" picks the one that fits `OSType`. A machine of settings before 1.16 that says nothing gets none ("Legacy").',
  severity: 'warning',
  fixSafety:
    'Unsafe: it changes what the guest sees, and some hide the VM from the guest on purpose.',
  sources: [MANUAL_PARAVIRT, MACHINE, SETTINGS_READER],
  presets: ['recommended'],
  settings: ['Paravirt'],
  messages: {
    mismatch:
      'Unexpected `Paravirt` provider="{provider}" for a guest of {system}, expected "Default", which is {fitting} for it',
    none: 'Unexpected `Paravirt` provider="{provider}" for a guest of Windows, expected "Default", which is HyperV for it',
    legacy:
      'Unexpected missing `Paravirt` for a guest of Windows in settings of version {version}, expected provider="Default", since without it the guest sees no Hyper-V interface',
  },
  examples: {
    good: [
      { text: vbox({ machine: WINDOWS }) },
      { text: vbox({ machine: WINDOWS, hardware: [provider('HyperV')] }) },
      { text: vbox({ hardware: [provider('KVM')] }) },
      { text: vbox({ hardware: [provider('None')] }) },
      { text: vbox({ machine: 'OSType="WindowsXP"', version: '1.12-linux' }) },
      {
        title: 'a Windows that runs a hypervisor may do better without',
        text: vbox({ machine: WINDOWS, features: [NESTED], hardware: [provider('None')] }),
      },
      { text: vbox({ machine: WINDOWS, hardware: [provider('{{ provider }}')] }) },
    ],
    bad: [
      {
        text: vbox({ hardware: [provider('HyperV')] }),
        nested: 'auto',
        findings: [
          { line: 5, column: 26, message: 'guest of Linux, expected "Default", which is KVM' },
        ],
        fixedUnsafe: vbox({ hardware: [provider('Default')] }),
      },
      {
        text: vbox({ machine: WINDOWS, hardware: [provider('KVM')] }),
        findings: [{ line: 5, column: 26, message: 'guest of Windows, expected "Default"' }],
        fixedUnsafe: vbox({ machine: WINDOWS, hardware: [provider('Default')] }),
      },
      {
        text: vbox({ machine: WINDOWS, hardware: [provider('Legacy')] }),
        findings: [{ line: 5, column: 26, message: 'provider="Legacy" for a guest of Windows' }],
        fixedUnsafe: vbox({ machine: WINDOWS, hardware: [provider('Default')] }),
      },
      {
        text: vbox({ machine: WINDOWS, version: '1.15-windows', hardware: [DISPLAY] }),
        findings: [{ line: 2, column: 30, message: 'missing `Paravirt`', severity: 'info' }],
        fixedUnsafe: vbox({
          machine: WINDOWS,
          version: '1.15-windows',
          hardware: [provider('Default'), DISPLAY],
        }),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { machine, version } = document;
        const paravirt = paravirtOf(document);
        if (machine === undefined || paravirt === undefined) return;
        const { attribute, provider: chosen, effective, byDefault } = paravirt;
        const family = familyOf(machine.osType ?? '');
        const change = toDefault(document, paravirt);
        const fix = change && {
          title: 'set `Paravirt` to provider="Default"',
          safety: 'unsafe' as const,
          ...change,
          commands: modifyVm(machine, '--paravirt-provider', 'default'),
        };
        const isForeign =
          (chosen === 'HyperV' && family === 'linux') || (chosen === 'KVM' && family === 'windows');
        if (isForeign && attribute !== undefined) {
          const system = family === 'linux' ? 'Linux' : 'Windows';
          const data = { provider: chosen, system, fitting: byDefault };
          const at = attributeValueRange(attribute);
          report({ message: 'mismatch', data, at, setting: 'Paravirt', fix });
          return;
        }
        if (effective !== 'None' || byDefault !== 'HyperV') return;
        if (machine.feature('NestedHWVirt').state === 'on') return;
        if (attribute !== undefined) {
          const at = attributeValueRange(attribute);
          report({ message: 'none', data: { provider: chosen }, at, setting: 'Paravirt', fix });
        } else if (document.showsAllSettings) {
          const osType = attributeOf(machine.element, 'OSType');
          report({
            message: 'legacy',
            data: { version: shown(version?.text ?? '') },
            at: osType === undefined ? tagRange(machine.element) : attributeValueRange(osType),
            setting: 'Paravirt',
            severity: 'info',
            fix,
          });
        }
      },
    };
  },
});

function toDefault(document: VboxDocument, { element }: Paravirt): Change | undefined {
  if (element !== undefined) return setText(document, element, 'provider', 'Default');
  const next = childElements(document.machine?.hardware).find((child) =>
    BEHIND.has(localName(child)),
  );
  const added = { name: 'Paravirt', attributes: { provider: 'Default' } };
  return next && insertBefore(document, next, added);
}
