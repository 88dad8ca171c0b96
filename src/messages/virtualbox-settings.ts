import type { ProductMessage, Step } from './model.js';
import * as sources from './sources.js';

/** For a file of settings that VirtualBox refuses, so that the VM is shown as "Inaccessible". */
const MEND_SETTINGS: readonly Step[] = [
  {
    text: 'Close VirtualBox Manager and all VMs, and let vmlint show the place in the file',
    lines: ['vmlint NAME.vbox'],
  },
  {
    text: 'Put it right there, or take NAME.vbox-prev, which is what the file was before it was last saved',
  },
];

/** Messages of VirtualBox about a file of settings. */
export const VIRTUALBOX_SETTINGS_MESSAGES: readonly ProductMessage[] = [
  {
    id: 'virtualbox-inaccessible',
    texts: [],
    codes: ['Inaccessible'],
    product: 'VirtualBox, of a VM in its list',
    cause:
      'VirtualBox cannot read the settings of the VM: the file is not there, is no well-formed XML, or says something that VirtualBox refuses. The sentences behind "Error in" say what it is.',
    steps: MEND_SETTINGS,
    rules: [
      'vbox/well-formed-xml',
      'vbox/settings-document',
      'vbox/required-settings',
      'vbox/enum-value',
      'vbox/readable-snapshots',
    ],
    sources: [sources.VIRTUALBOX_SETTINGS],
    confidence: 'sourced',
    vague: true,
  },
  {
    id: 'virtualbox-settings-value',
    texts: ["Invalid value '…' in …/@…"],
    product: 'VirtualBox, of a VM that is inaccessible',
    cause:
      'A value in the settings of the VM is none that VirtualBox knows there. Case counts: provider="hyperv" is refused, provider="HyperV" is read.',
    steps: MEND_SETTINGS,
    rules: ['vbox/enum-value'],
    sources: [sources.VIRTUALBOX_SETTINGS],
    confidence: 'sourced',
  },
  {
    id: 'virtualbox-settings-missing',
    texts: [
      'Required …/@… attribute is missing',
      'Required …/@… element is missing',
      'Required Machine/@uuid or @name attributes is missing',
    ],
    product: 'VirtualBox, of a VM that is inaccessible',
    cause:
      'The settings of the VM lack what VirtualBox cannot do without, or have no number, or no word for yes or no that it reads, where one has to be.',
    steps: MEND_SETTINGS,
    rules: [
      'vbox/required-settings',
      'vbox/platform-present',
      'vbox/integer-spelling',
      'vbox/boolean-spelling',
    ],
    sources: [sources.VIRTUALBOX_SETTINGS],
    confidence: 'sourced',
  },
  {
    id: 'virtualbox-settings-snapshots',
    texts: [
      'Snapshots present but required Machine/@currentSnapshot attribute is missing',
      'Snapshots present but none matches the UUID in the Machine/@currentSnapshot attribute',
    ],
    product: 'VirtualBox, of a VM that is inaccessible',
    cause:
      'The settings of the VM have snapshots, and do not say which of them the VM is based on, or name one that is not there.',
    steps: MEND_SETTINGS,
    rules: ['vbox/readable-snapshots'],
    sources: [sources.VIRTUALBOX_SETTINGS],
    confidence: 'sourced',
  },
  {
    id: 'virtualbox-settings-version',
    texts: ["Cannot handle settings version '…'"],
    product: 'VirtualBox, of a VM that is inaccessible',
    cause:
      'The settings of the VM name a version that is no number, or one before 1.3, which VirtualBox 2.0 wrote.',
    steps: MEND_SETTINGS,
    rules: ['vbox/settings-document'],
    sources: [sources.VIRTUALBOX_SETTINGS],
    confidence: 'sourced',
  },
];
