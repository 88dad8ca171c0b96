import { forVm } from '../../src/languages/hyperv/powershell.js';
import {
  FIRST_TO_BE_RAISED,
  isBefore,
  readableVersions,
  versionFrom,
} from '../../src/languages/hyperv/version.js';
import { defineRule } from '../../src/lint/rule.js';
import { ENABLE_NESTED, NESTED_OLDER, UPGRADE_VERSION } from '../hyperv/sources.js';
import type { Stack } from '../../src/stack/stack.js';
import { nests } from './demand.js';

export default defineRule({
  id: 'nested/sufficient-configuration-version',
  languages: ['hyperv'],
  summary: 'The configuration of a VM of Hyper-V is new enough for nested virtualization',
  why: 'Hyper-V exposes VT-x to VMs whose configuration has version 8.0 or newer, and AMD-V from 9.3 on (Microsoft once wrote 10.0). An older configuration has no such setting: `Set-VMProcessor -ExposeVirtualizationExtensions` fails until `Update-VMVersion` has raised the version, which cannot be undone. The XML files of Windows Server 2012 R2 and before have 5.0 at most; Windows Server 2016 and 2019 import them, newer hosts do not.',
  severity: 'error',
  fixSafety:
    'No edit: only `Update-VMVersion` raises the version, for good, on a host that reads the file.',
  sources: [ENABLE_NESTED, NESTED_OLDER, UPGRADE_VERSION],
  presets: ['recommended', 'nested'],
  settings: ['properties/version'],
  messages: {
    xml: 'Unexpected configuration version {version}, expected 8.0 or newer so that a hypervisor can run in this VM: import it on Windows Server 2016 or 2019 and run Update-VMVersion there',
    ancient:
      'Unexpected configuration version {version}, expected 8.0 or newer so that a hypervisor can run in this VM: no host that could raise it reads it, so make a new VM with its disks',
    old: 'Unexpected configuration version {version}, expected 8.0 or newer so that a hypervisor can run in this VM',
    amd: 'Unexpected configuration version {version}, expected 9.3 or newer on AMD, 10.0 by an older page of Microsoft, so that a hypervisor can run in this VM',
    doubtful:
      'Unexpected configuration version {version} on AMD, expected 10.0 or newer to be sure: Microsoft has written both 9.3 and 10.0',
    unknownCpu:
      'Unexpected configuration version {version}, expected 9.3 or newer if the host has an AMD CPU',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: 'configuration/properties/version = 2560\n' },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2048\n',
        stack: { cpu: 'intel' },
      },
      {
        dialect: 'vmcx',
        title: 'no AMD CPU can be meant, on which this host does not nest',
        text: 'configuration/properties/version = 2304\n',
        stack: { host: { product: 'hyper-v', version: '2019' } },
      },
      {
        text: '<configuration><properties><version type="integer">1280</version></properties></configuration>\n',
        nested: 'auto',
      },
    ],
    bad: [
      {
        text: '<configuration>\n  <properties>\n    <version type="integer">1280</version>\n  </properties>\n</configuration>\n',
        findings: [{ line: 3, column: 29, message: 'version 5.0, expected 8.0' }],
      },
      {
        title: 'of Windows Server 2008 R2',
        text: '<configuration><properties>\n<version type="integer">512</version></properties></configuration>\n',
        findings: [{ line: 2, column: 25, message: 'so make a new VM with its disks' }],
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 1792\n',
        findings: [{ line: 1, column: 36, message: 'version 7.0, expected 8.0' }],
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\n',
        stack: { cpu: 'amd' },
        findings: [{ line: 1, column: 36, message: 'version 9.0, expected 9.3' }],
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2307\n',
        stack: { cpu: 'amd' },
        findings: [{ line: 1, column: 36, message: 'both 9.3 and 10.0', severity: 'info' }],
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\nconfiguration/settings/processors/nested_virtualization/enabled = True\n',
        nested: 'auto',
        findings: [
          { line: 1, column: 36, message: 'if the host has an AMD CPU', severity: 'info' },
        ],
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const { vm } = document;
        const version = vm?.version;
        const at = vm?.at('properties/version')?.at;
        if (vm === undefined || version === undefined || at === undefined) return;
        if (!nests({ document, intent, stack })) return;
        const found = { data: { version: version.text }, at, setting: 'properties/version' };
        const fix = {
          title: 'raise the version with Update-VMVersion',
          safety: 'unsafe',
          edits: [],
          nodes: [],
          commands: forVm(vm, 'Update-VMVersion', '-Force', 'registered'),
        } as const;
        // Older configurations have no setting that a rule could find to be off.
        const raiseAndExpose = {
          ...fix,
          title: 'raise the version with Update-VMVersion, then expose VT-x or AMD-V',
          commands: [
            ...fix.commands,
            ...forVm(vm, 'Set-VMProcessor', '-ExposeVirtualizationExtensions $true', 'registered'),
          ],
        };
        if (isBefore(version, '8.0')) {
          if (document.dialect === 'vmcx')
            report({ message: 'old', ...found, fix: raiseAndExpose });
          else if (isBefore(version, FIRST_TO_BE_RAISED)) report({ message: 'ancient', ...found });
          else report({ message: 'xml', ...found });
        } else if (stack.cpu === 'amd') {
          if (isBefore(version, '9.3')) report({ message: 'amd', ...found, fix });
          else if (isBefore(version, '10.0')) {
            report({ message: 'doubtful', ...found, severity: 'info', fix });
          }
        } else if (stack.cpu === undefined && isBefore(version, '9.3') && mayHaveAmd(stack)) {
          // What cannot be undone is not for a host that may have no need of it.
          report({ message: 'unknownCpu', ...found, severity: 'info' });
        }
      },
    };
  },
});

/** A host that reads no version which nests on AMD has no use for the advice to raise it. */
function mayHaveAmd({ host }: Stack): boolean {
  const readable = host.version === undefined ? undefined : readableVersions(host.version);
  return readable === undefined || !isBefore(versionFrom(readable.to), '9.3');
}
