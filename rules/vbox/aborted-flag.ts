import { attributeRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf, readBoolean } from '../../src/languages/vbox/reading.js';
import { removeAttribute } from '../../src/languages/xml/changes.js';
import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER } from './sources.js';

export default defineRule({
  id: 'vbox/aborted-flag',
  languages: ['vbox'],
  summary: '`aborted` stands only where the VM was aborted',
  why: 'VirtualBox takes a machine for aborted wherever the attribute has a yes or a no in it: aborted="false" means the same as aborted="true". A machine that was shut down properly has no such attribute.',
  severity: 'info',
  fixSafety:
    'Safe: without the attribute it means what is written; it changes only how the state of the VM is shown.',
  sources: [SETTINGS_READER],
  presets: ['recommended'],
  settings: ['aborted'],
  messages: {
    no: 'Unexpected aborted="{value}", expected no such attribute, since VirtualBox reads any yes or no as a yes',
  },
  examples: {
    good: [
      { text: '<VirtualBox version="1.19-linux"><Machine aborted="true"/></VirtualBox>\n' },
      { text: '<VirtualBox version="1.19-linux"><Machine/></VirtualBox>\n' },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.19-linux">\n<Machine name="Lab" aborted="false"/></VirtualBox>\n',
        findings: [{ line: 2, column: 21, message: 'expected no such attribute' }],
        fixed: '<VirtualBox version="1.19-linux">\n<Machine name="Lab"/></VirtualBox>\n',
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const element = document.machine?.element;
        const attribute = attributeOf(element, 'aborted');
        if (element === undefined || attribute === undefined) return;
        const value = document.valueOf(attribute);
        if (readBoolean(value) !== false) return;
        report({
          message: 'no',
          data: { value },
          at: attributeRange(attribute),
          setting: 'aborted',
          fix: {
            title: 'remove the attribute',
            safety: 'safe',
            ...removeAttribute(document, element, attribute),
          },
        });
      },
    };
  },
});
