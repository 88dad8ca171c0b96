import { defineRule } from '../../src/lint/rule.js';
import { LINE_READER } from '../references.js';

export default defineRule({
  id: 'vmx/comment-on-own-line',
  languages: ['vmx'],
  summary: 'Comments stand on lines of their own',
  why: 'VMware ignores a comment behind a value, and drops it when it writes the line anew. Other programs read it as part of the value (Packer, dissect.hypervisor, Vagrant), or do not read the line at all (virt-v2v).',
  severity: 'info',
  fixSafety: 'None: where the comment belongs is for its author to say.',
  sources: [
    LINE_READER,
    {
      title: 'packer-plugin-vmware, builder/vmware/common/vmx.go',
      url: 'https://github.com/hashicorp/packer-plugin-vmware',
    },
    { title: 'virt-v2v, input/VMX.ml', url: 'https://github.com/libguestfs/virt-v2v' },
  ],
  presets: ['portable'],
  messages: { behind: 'Unexpected comment behind `{key}`, expected it on a line of its own' },
  examples: {
    good: [{ text: '# for the lab\nmemsize = "4096"\nannotation = "#1"\n' }],
    bad: [
      {
        text: 'memsize = "4096" # for the lab\n',
        findings: [{ line: 1, column: 18, message: 'Unexpected comment behind `memsize`' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        if (!document.source.view.includes('#')) return;
        for (const node of document.nodes) {
          if (node.type !== 'entry' || node.commentStart === -1) continue;
          const key = document.keyOf(node);
          const at = { start: node.commentStart, end: node.end };
          report({ message: 'behind', data: { key }, at, setting: key });
        }
      },
    };
  },
});
