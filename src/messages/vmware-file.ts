import * as stack from '../stack/sources.js';
import type { ProductMessage, Step } from './model.js';
import * as sources from './sources.js';

const LINT: Step = {
  text: 'Let vmlint name the place; it lints and writes nothing. Then let it repair what is safe to repair, with the VM off',
  lines: ['vmlint NAME.vmx', 'vmlint --fix --backup NAME.vmx'],
};

/** What makes a line one that VMware cannot read. */
const LINE_RULES = [
  'vmx/no-malformed-line',
  'vmx/closed-quote',
  'vmx/one-pair-per-line',
  'vmx/no-foreign-comment',
  'vmx/straight-quotes',
];

const CORRUPT_SOURCES = [
  sources.CORRUPT_RECIPE,
  sources.CORRUPT_RECIPE_2,
  sources.CORRUPT_BY_BOM,
  sources.DUPLICATE_KEY,
];

/** Messages of VMware about a file that it cannot read, or does not take as it is. */
export const VMWARE_FILE_MESSAGES: readonly ProductMessage[] = [
  {
    id: 'line-with-syntax-error',
    texts: [
      'Unable to open: File "…" line …: Syntax error.',
      'Error opening virtual machine …: File "…" line …: Syntax error.',
      'File "…" line …: Syntax error.',
      'line …: Syntax error.',
    ],
    product: 'VMware Workstation and Player',
    cause:
      'The line with that number is no `key = "value"` pair, no `#` comment and not blank. Mostly a quote is missing, text stands behind the value, two pairs are on one line, or a line was made a comment with // or ;. Or a crash has left the file empty, or full of NUL bytes.',
    steps: [
      LINT,
      {
        text: 'Where the file is empty, or full of NUL bytes: restore it from a backup',
      },
    ],
    rules: [...LINE_RULES, 'vmx/no-utf16-or-nul', 'vmx/not-empty'],
    sources: [sources.SYNTAX_ERROR_REPORTS, sources.LINE_READER],
    confidence: 'reported',
    accountsFor: ['configuration-unreadable'],
  },
  {
    id: 'file-corrupt',
    texts: ['The configuration file is corrupt.', 'VMX file is corrupt.', '"….vmx" is corrupt.'],
    product: 'VMware Workstation, Player and Fusion',
    cause:
      'VMware cannot read the file as a list of settings. Mostly somebody has edited it: a key stands in it twice (in any case of letters, even with the same value), a line is no `key = "value"` pair, or the editor has put a byte order mark in front (Notepad) or written UTF-16.',
    steps: [
      LINT,
      {
        text: 'By hand: of a key that is there twice keep one line; close quotes, one pair a line, straight quotes only; save as UTF-8 without byte order mark',
      },
      {
        text: 'While importing an .ova it is not about a file of yours: on Linux, libraries that the import needs (ovftool) were reported missing',
      },
    ],
    rules: [
      'vmx/no-duplicate-key',
      ...LINE_RULES,
      'vmx/no-bom',
      'vmx/no-utf16-or-nul',
      'vmx/matching-encoding',
    ],
    sources: [...CORRUPT_SOURCES, sources.DUPLICATE_KEY_OF_VAGRANT, sources.CORRUPT_IMPORT],
    confidence: 'reported',
    accountsFor: ['configuration-unreadable'],
  },
  {
    id: 'dictionary-error',
    texts: ['dictionary error'],
    product: 'VMware Workstation, Player, Fusion and ESXi',
    cause:
      'VMware reads a .vmx as a dictionary, in which each key may stand once. A key stands there twice, be it in another case of letters or with the same value; mostly a line was added whose key was there already.',
    steps: [
      LINT,
      {
        text: 'By hand: keep one of the two lines. Where the values differ, only you know which is meant',
      },
    ],
    rules: ['vmx/no-duplicate-key', 'vmx/no-malformed-line'],
    sources: [sources.UNLOCKER_DUPLICATE, sources.DUPLICATE_KEY],
    confidence: 'reported',
    accountsFor: ['configuration-unreadable'],
  },
  {
    id: 'configuration-unreadable',
    texts: ['Cannot read the virtual machine configuration file.'],
    product: 'VMware Workstation, Player and Fusion',
    cause:
      'The file is empty, `config.version` or `virtualHW.version` is missing, or a line of it cannot be read.',
    steps: [
      LINT,
      {
        place: 'vm',
        text: 'see that these are there; the number of virtualHW.version is that which the VM had',
        lines: ['config.version = "8"', 'virtualHW.version = "NUMBER"'],
      },
    ],
    rules: [
      'vmx/required-keys',
      'vmx/not-empty',
      ...LINE_RULES,
      'vmx/no-duplicate-key',
      'vmx/no-bom',
    ],
    sources: [sources.FIELD_REPORTS, ...CORRUPT_SOURCES],
    confidence: 'reported',
  },
  {
    id: 'partly-read',
    texts: [
      'An error occurred while loading configuration … not all entries are being read. It is strongly encouraged that you manually inspect the file and fix any corruptions.',
    ],
    product: 'ESXi (hostd.log, events of the VM)',
    cause:
      'ESXi could not read all lines of the .vmx. By the wording it goes on with the settings that it could read, so that the VM may run with some of them missing.',
    steps: [
      {
        text: 'Switch the VM off before anything is changed in it, since a save by ESXi may make the loss permanent (our conclusion)',
      },
      LINT,
      {
        place: 'host',
        text: 'let ESXi read the repaired file; vim-cmd vmsvc/getallvms lists the numbers',
        lines: ['vim-cmd vmsvc/reload NUMBER'],
      },
    ],
    rules: [...LINE_RULES, 'vmx/no-utf16-or-nul', 'vmx/matching-encoding'],
    sources: [sources.PARTLY_READ],
    confidence: 'reported',
  },
  {
    id: 'no-boolean',
    texts: ['Value "…" for variable "…" is not a valid boolean value. Using value "…".'],
    product: 'VMware Workstation and Player',
    cause:
      'The setting wants TRUE or FALSE and has something else, often TRUE in typographic quotes (“TRUE”) that were copied from a web page. VMware does not fail: it uses the value that it names at the end, which may be the opposite of what is meant.',
    steps: [
      LINT,
      {
        place: 'vm',
        text: 'write the value with straight quotes, for example',
        lines: ['vhv.enable = "TRUE"'],
      },
    ],
    rules: ['vmx/straight-quotes', 'vmx/boolean-spelling'],
    sources: [sources.BOOLEAN_REPORT],
    confidence: 'reported',
  },
  {
    id: 'no-guest-os',
    texts: ['The configuration file does not specify a guest operating system.'],
    product: 'VMware Workstation and Player',
    cause: 'The line `guestOS` is missing in the .vmx, or cannot be read.',
    steps: [
      {
        place: 'vm',
        text: 'add it, with the id of the system that is in the VM; other-64 is for any',
        lines: ['guestOS = "other-64"'],
      },
    ],
    rules: ['vmx/required-keys', 'vmx/known-guest-os'],
    sources: [sources.FIELD_REPORTS],
    confidence: 'reported',
  },
  {
    id: 'unknown-guest-os',
    texts: ["Guest operating system '…' is not supported."],
    product: 'VMware products',
    cause:
      'The product does not know the id in `guestOS`: it is misspelt, or newer than the product, or of another product.',
    steps: [
      {
        place: 'vm',
        text: 'write an id that the product knows: an older version of the same system, or',
        lines: ['guestOS = "other-64"'],
      },
    ],
    rules: ['vmx/known-guest-os'],
    sources: [sources.BROTHERTU, stack.GUEST_OS_TABLE],
    confidence: 'reported',
  },
  {
    id: 'memory-size',
    texts: ['Memory size … not a multiple of 4.', 'Memory size … is not a multiple of 4.'],
    product: 'VMware products',
    cause: 'VMware gives a VM memory in steps of 4 MB; `memsize` has another number.',
    steps: [
      {
        place: 'vm',
        text: 'write a multiple of 4, in MB and without a unit',
        lines: ['memsize = "4096"'],
      },
    ],
    rules: ['vmx/valid-memsize'],
    sources: [sources.BROTHERTU],
    confidence: 'reported',
  },
  {
    id: 'vmx-invalid',
    texts: ['VMX reported invalid'],
    product: 'ESXi (the words are those of a report)',
    cause:
      'ESXi calls a VM invalid whose .vmx it does not take. One report names the cause: a value without quotes (`vhv.enable = TRUE`), which Workstation takes.',
    steps: [
      LINT,
      {
        place: 'vm',
        text: 'put every value in straight quotes, for example',
        lines: ['vhv.enable = "TRUE"'],
      },
      {
        place: 'host',
        text: 'let ESXi read the file again',
        lines: ['vim-cmd vmsvc/reload NUMBER'],
      },
    ],
    rules: ['vmx/quoted-value', 'vmx/no-malformed-line', 'vmx/no-duplicate-key'],
    sources: [sources.UNQUOTED_VALUE],
    confidence: 'reported',
  },
  {
    id: 'encrypted',
    texts: [
      'The virtual machine configuration may not be modified. The operation failed because the virtual machine is encrypted and must be unlocked in order to allow modification.',
    ],
    product: 'VMware Workstation, Player, Fusion and their API',
    cause:
      'The VM is encrypted, and nobody has given its password yet. As long as it is locked, VMware changes nothing in its configuration.',
    steps: [
      {
        text: 'Open the VM in the product and enter the password; vmrun takes it as an option',
        lines: ['vmrun -vp PASSWORD start NAME.vmx'],
      },
      {
        text: 'Change settings in the product, not in the file. With `vmx.encryptionType` = "partial" the lines that can be read may be edited; with full encryption the settings are in encryption.data, and a line that is added beside it breaks the VM (our conclusion)',
      },
    ],
    rules: [],
    settings: ['encryption.keySafe'],
    sources: [sources.ENCRYPTED, sources.FIELD_REPORTS],
    confidence: 'reported',
  },
  {
    id: 'newer-hardware',
    texts: [
      'The configuration file "…" was created by a VMware product that is incompatible with this version of VMware … and cannot be used.',
    ],
    product: 'VMware Workstation, Player and Fusion',
    cause:
      'The hardware version of the VM (`virtualHW.version`) is newer than this product, which powers on VMs of its own version and older ones only.',
    steps: [
      {
        text: 'Use a newer version of the product, or, in the product that made the VM, lower the hardware compatibility',
      },
      { text: 'See what this product knows: `vmlint --host workstation@VERSION NAME.vmx`' },
    ],
    rules: ['vmx/known-hardware-version'],
    sources: [sources.NEWER_HARDWARE, stack.HARDWARE_VERSIONS_ESXI],
    confidence: 'reported',
  },
  {
    id: 'no-pcie-slot',
    texts: ['No PCIe slot available for SCSI0.', 'No PCIe slot available for …'],
    product: 'VMware products',
    cause:
      'A device on PCIe (pvscsi, vmxnet3) has no slot: from hardware version 19 on it needs the bridges `pciBridge0` and `pciBridge4` to `7`, which VMware writes into its own files, and which are missing in this one.',
    steps: [
      {
        place: 'vm',
        text: 'add them as VMware writes them',
        lines: [
          'pciBridge0.present = "TRUE"',
          'pciBridge4.present = "TRUE"',
          'pciBridge4.virtualDev = "pcieRootPort"',
          'pciBridge4.functions = "8"',
        ],
      },
    ],
    rules: ['vmx/pcie-bridges'],
    sources: [sources.FIELD_REPORTS],
    confidence: 'reported',
  },
  {
    id: 'no-network-adapter',
    texts: ['No network adapters were detected.', 'No Network Adapters'],
    product: 'the installer of ESXi, in a VM',
    cause:
      'ESXi has no driver for the network card that the VM shows it. Since version 7 it has none for e1000; vmxnet3 works.',
    steps: [
      {
        place: 'vm',
        text: 'change the card, each of them where there are more; for ESXi older than 6.5 e1000 is right',
        lines: ['ethernet0.virtualDev = "vmxnet3"'],
      },
    ],
    rules: ['nested/esxi-guest-network-card'],
    sources: [sources.NO_E1000_DRIVER],
    confidence: 'reported',
  },
];
