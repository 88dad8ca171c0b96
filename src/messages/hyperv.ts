import type { ProductMessage } from './model.js';
import * as sources from './sources.js';

/** What Hyper-V and those who use it say of a configuration, mostly when it is imported. */
export const HYPERV_MESSAGES: readonly ProductMessage[] = [
  {
    id: 'hyper-v-import',
    texts: [
      'Unable to import virtual machine due to configuration errors. Please use Compare-VM to repair the virtual machine.',
    ],
    product: 'Hyper-V, by Import-VM',
    cause:
      'Something that the configuration names is not on this host, a virtual switch or a disk for instance. Compare-VM says what it is, and takes changes before the VM is imported.',
    steps: [
      {
        place: 'host',
        text: 'see what does not fit',
        lines: [
          '$report = Compare-VM -Copy -GenerateNewId -Path FILE',
          '$report.Incompatibilities | Format-Table Message, MessageId, Source',
        ],
      },
      {
        place: 'host',
        text: 'put each of them right, and import with the report',
        lines: [
          'Compare-VM -CompatibilityReport $report',
          'Import-VM -CompatibilityReport $report',
        ],
      },
    ],
    rules: [],
    sources: [sources.COMPARE_VM],
    confidence: 'sourced',
    vague: true,
  },
  {
    id: 'hyper-v-switch',
    texts: ["Could not find Ethernet switch '…'."],
    codes: ['33012'],
    product: 'Hyper-V, when a VM is imported or moved',
    cause:
      'A network adapter of the VM is connected to a virtual switch of this name (`Connection/AltSwitchName`), and this host has none that is called so.',
    steps: [
      {
        place: 'host',
        text: 'disconnect the adapter, where $report is what Compare-VM gave; connect it to another switch later',
        lines: [
          '$report.Incompatibilities | Where-Object MessageId -eq 33012 | ForEach-Object { $_.Source | Disconnect-VMNetworkAdapter }',
        ],
      },
      { place: 'host', text: 'or make a virtual switch of that name, with New-VMSwitch' },
    ],
    rules: [],
    sources: [sources.COMPARE_VM],
    confidence: 'sourced',
    accountsFor: ['hyper-v-import'],
  },
  {
    id: 'hyper-v-generation-1',
    texts: [
      'Generation 1 virtual machines do not support the VMFirmware cmdlets. Use Get-VMBios and Set-VMBios instead.',
      'The Generation 1 virtual machine or snapshot "…" does not support the VMFirmware cmdlets.',
    ],
    product: 'Hyper-V, by Set-VMFirmware',
    cause:
      'The VM is of generation 1 (`properties/subtype` is 0, or absent): it has a BIOS, and no UEFI with secure boot. The generation of a VM cannot be changed.',
    steps: [
      {
        place: 'host',
        text: 'leave secure boot alone there; the order of boot devices is set otherwise',
        lines: ['Set-VMBios -VMName NAME -StartupOrder CD, IDE, LegacyNetworkAdapter, Floppy'],
      },
      { text: 'Where the VM needs UEFI, make a new one with `New-VM -Generation 2`' },
    ],
    rules: [],
    sources: [sources.SET_VM_FIRMWARE, sources.VAGRANT_SECURE_BOOT, sources.AUTOMATED_LAB_FIRMWARE],
    confidence: 'sourced',
  },
  {
    id: 'vagrant-version',
    texts: ['Cause: VM version is unsupported'],
    codes: ['32784'],
    product: 'Vagrant, when it imports a box into Hyper-V',
    cause:
      'The configuration in the box (`properties/version`) was made by a Hyper-V that is newer than that of this host, or so old that this host reads it no more.',
    steps: [
      {
        place: 'host',
        text: 'see which versions it reads, and compare: `vmlint inspect` shows that of the .vmcx in the box',
        lines: ['Get-VMHostSupportedVersion'],
      },
      {
        text: 'Export the VM again from a host that is not newer; an old one can be raised with Update-VMVersion, none can be lowered',
      },
    ],
    rules: [],
    sources: [sources.VAGRANT_IMPORT, sources.UPGRADE_VERSION],
    confidence: 'sourced',
  },
];
