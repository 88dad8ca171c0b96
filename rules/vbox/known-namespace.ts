import { attributeValueRange, tagRange } from '../../src/languages/vbox/ranges.js';
import { shown } from '../../src/text/shown.js';
import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER } from './sources.js';

/** Written by VirtualBox 5.0 and later, and by 4.3 and earlier; libvirt and Genode write the second one still. */
const NAMESPACES = ['http://www.virtualbox.org/', 'http://www.innotek.de/VirtualBox-settings'];

export default defineRule({
  id: 'vbox/known-namespace',
  languages: ['vbox'],
  dialects: ['vbox', 'virtualbox-global'],
  summary: 'The namespace is one of those that VirtualBox writes',
  why: 'VirtualBox does not look at the namespace. Other programs do, and find no settings in a file that has another one, or none.',
  severity: 'info',
  fixSafety: 'None: VirtualBox writes its own when it next saves the file.',
  sources: [SETTINGS_READER],
  presets: ['portable'],
  messages: {
    missing: 'Unexpected `VirtualBox` without a namespace, expected xmlns="{expected}"',
    unknown: 'Unexpected namespace "{value}", expected "{expected}"',
  },
  examples: {
    good: [
      { text: '<VirtualBox xmlns="http://www.virtualbox.org/" version="1.19-linux"/>\n' },
      {
        text: '<VirtualBox version="1.12-linux" xmlns="http://www.innotek.de/VirtualBox-settings"/>\n',
      },
      {
        text: '<v:VirtualBox xmlns:v="http://www.virtualbox.org/" version="1.19-linux"/>\n',
        title: 'with a prefix',
      },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.19-linux"/>\n',
        findings: [{ line: 1, column: 1, message: 'without a namespace' }],
      },
      {
        text: '<VirtualBox xmlns="http://www.virtualbox.org" version="1.19-linux"/>\n',
        findings: [{ line: 1, column: 19, message: 'namespace "http://www.virtualbox.org"' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { settings } = document;
        if (settings === undefined) return;
        const colon = settings.name.indexOf(':');
        const name = colon === -1 ? 'xmlns' : `xmlns:${settings.name.slice(0, colon)}`;
        const attribute = settings.attributes.find((other) => other.name === name);
        const expected = NAMESPACES[0]!;
        if (attribute === undefined) {
          report({ message: 'missing', data: { expected }, at: tagRange(settings) });
          return;
        }
        const value = document.valueOf(attribute);
        if (NAMESPACES.includes(value) || document.isPlaceholder(attribute)) return;
        report({
          message: 'unknown',
          data: { value: shown(value), expected },
          at: attributeValueRange(attribute),
        });
      },
    };
  },
});
