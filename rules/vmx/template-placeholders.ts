import { lineRange } from '../../src/languages/vmx/ranges.js';
import { defineRule } from '../../src/lint/rule.js';

export default defineRule({
  id: 'vmx/template-placeholders',
  languages: ['vmx'],
  summary: 'Says where a file is a template, whose values are not known yet',
  why: 'A file with placeholders such as `{{ .Memory }}` or `<%= name %>` is not what VMware reads in the end. vmlint judges what is written out and is silent about what a placeholder may become; to judge everything, lint the files that the template makes.',
  severity: 'info',
  fixSafety: 'None: nothing is wrong. In a template no fix is safe.',
  sources: [
    {
      title:
        'hashicorp/packer-plugin-vmware, builder/vmware/iso/step_create_vmx.go (a template of a .vmx)',
      url: 'https://github.com/hashicorp/packer-plugin-vmware',
    },
  ],
  presets: ['recommended', 'syntax'],
  messages: {
    values:
      'This is a template: values on {lines} are unknown, and rules that need them are silent',
    blocks:
      'This is a template: values on {lines} are unknown, and rules that need them, or that say that a key is missing, are silent',
  },
  examples: {
    good: [{ text: 'uuid.bios = "{8BE4DF61-93CA}"\n__Section__ = ""\n' }],
    bad: [
      {
        text: 'memsize = "{{ .Memory }}"\nnumvcpus = "%d"\n',
        nested: 'auto',
        findings: [{ line: 1, column: 1, message: 'values on 2 lines are unknown' }],
      },
      {
        text: 'memsize = "4096"\n{% if nested %}\nvhv.enable = "TRUE"\n{% endif %}\n',
        findings: [{ line: 2, column: 1, message: 'or that say that a key is missing' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { placeholders } = document;
        if (placeholders === undefined) return;
        const count = placeholders.nodes.size;
        report({
          message: placeholders.block ? 'blocks' : 'values',
          data: { lines: count === 1 ? '1 line' : `${count} lines` },
          at: lineRange(placeholders.first),
        });
      },
    };
  },
});
