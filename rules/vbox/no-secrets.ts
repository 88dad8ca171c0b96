import { localName } from '../../src/languages/vbox/reading.js';
import { findSecrets } from '../../src/languages/vbox/secrets.js';
import { defineRule } from '../../src/lint/rule.js';
import { vbox } from './examples.js';
import { SETTINGS_READER } from './sources.js';

const property = (name: string, value: string): string =>
  vbox({
    hardware: [
      '<RemoteDisplay enabled="true" authType="Guest">',
      '  <VRDEProperties>',
      `    <Property name="${name}" value="${value}"/>`,
      '  </VRDEProperties>',
      '</RemoteDisplay>',
    ],
  });

export default defineRule({
  id: 'vbox/no-secrets',
  languages: ['vbox'],
  summary: 'Passwords and keys are not in the file',
  why: 'Whoever may read the file reads what is in it, also in a repository and in a bug report: the password of a remote display, of teleporting or of an iSCSI target, and the key store of an encrypted disk, which needs only its password to be tried. vmlint never shows such values.',
  severity: 'warning',
  fixSafety: 'None: where the secret should be instead is not known.',
  sources: [SETTINGS_READER],
  presets: ['security', 'portable'],
  settings: ['CRYPT/KeyStore', 'VNCPassword', 'password'],
  messages: {
    secret: 'Unexpected secret in `{name}` of `{element}`, expected it outside of the file',
  },
  examples: {
    good: [
      { text: property('TCP/Ports', '3389') },
      { text: property('VNCPassword', '') },
      { text: property('VNCPassword', '{{ password }}') },
    ],
    bad: [
      {
        text: property('VNCPassword', 'hunter2'),
        nested: 'auto',
        findings: [
          { line: 7, column: 40, message: 'Unexpected secret in `VNCPassword` of `Property`' },
        ],
      },
      {
        title: 'however the name is written',
        text: property('VNCPass&#119;ord', 'hunter2'),
        nested: 'auto',
        findings: [{ line: 7, column: 45, message: 'secret in `VNCPassword` of `Property`' }],
      },
      {
        text: vbox({ before: ['<Teleporter enabled="true" port="6000" password="aGlkZGVu"/>'] }),
        findings: [{ line: 3, column: 44, message: '`password` of `Teleporter`' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        for (const { element, attribute, name } of findSecrets(
          document.source.view,
          document.root,
        )) {
          const isEmpty = attribute.valueStart === attribute.valueEnd;
          if (isEmpty || document.isPlaceholder(attribute)) continue;
          report({
            message: 'secret',
            data: { name, element: localName(element) },
            at: { start: attribute.start, end: attribute.start + attribute.name.length },
            setting: name,
          });
        }
      },
    };
  },
});
