import { tagRange } from '../../src/languages/xml/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { shown } from '../../src/text/shown.js';
import { CONTAINER_FORMAT, REAL_FILES } from './sources.js';

export default defineRule({
  id: 'hyperv/vm-configuration',
  languages: ['hyperv'],
  dialects: ['hyperv', 'vmcx', 'packer-box'],
  summary: 'The file holds the configuration of a VM',
  why: 'All that Hyper-V knows of a VM stands in `configuration`, and who the VM is in `configuration/properties`. A file without them is no VM: it may be another file of Hyper-V with the same ending, or what an interrupted export has left.',
  severity: 'error',
  fixSafety:
    'None: there is nothing to mend. Export the VM again, or restore the file from a backup.',
  sources: [REAL_FILES, CONTAINER_FORMAT],
  presets: ['recommended'],
  messages: {
    root: 'Unexpected root element `{name}`, expected `configuration`',
    none: 'Unexpected container without `configuration`, expected the settings of a VM',
    noProperties: 'Unexpected `configuration` without `properties`, expected the settings of a VM',
  },
  examples: {
    good: [
      { text: '<configuration><properties/></configuration>\n' },
      { dialect: 'vmcx', text: 'configuration/properties/name = lab\n' },
      { dialect: 'packer-box', text: '<configuration><properties/></configuration>\n' },
    ],
    bad: [
      {
        text: '<Configuration><properties/></Configuration>\n',
        findings: [{ line: 1, column: 1, message: 'root element `Configuration`' }],
      },
      {
        dialect: 'vmcx',
        text: 'configuration/settings/processors/count = 2\n',
        findings: [{ line: 1, column: 1, message: 'without `properties`' }],
      },
      {
        dialect: 'packer-box',
        text: '<configuration>\n<boot/></configuration>\n',
        findings: [{ line: 1, column: 1, message: 'without `properties`' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { tree } = document;
        if (tree === undefined) {
          if (document.dialect === 'vmcx') {
            const isSound = 'container' in document && document.container.isSound;
            if (isSound) report({ message: 'none', at: { start: 0, end: 0 } });
            return;
          }
          const { element } = document.root;
          if (element === undefined || document.placeholders?.block === true) return;
          const name = shown(document.source.encoding.decode(element.name));
          report({ message: 'root', data: { name }, at: tagRange(element) });
          return;
        }
        // What is broken, or a template, may have them all the same.
        const isWhole =
          document.dialect === 'vmcx'
            ? !('container' in document) || document.container.isSound
            : document.isWellFormed && document.placeholders?.block !== true;
        const hasProperties = tree.children.some(({ name }) => name === 'properties');
        if (isWhole && !hasProperties) report({ message: 'noProperties', at: tree.at });
      },
    };
  },
});
