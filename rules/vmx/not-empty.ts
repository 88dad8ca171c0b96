import { defineRule } from '../../src/lint/rule.js';

export default defineRule({
  id: 'vmx/not-empty',
  languages: ['vmx'],
  summary: 'The file has settings',
  why: 'A .vmx without any setting is no virtual machine. An empty file is mostly what a crash, a full disk or a failed copy left of it.',
  severity: 'error',
  fixSafety:
    'None: restore the file from a copy, or from the list of settings at the start of a `vmware.log` beside it.',
  sources: [{ title: 'VMware Workstation: "Cannot read the virtual machine configuration file"' }],
  presets: ['recommended', 'syntax'],
  messages: { empty: 'Unexpected file without settings, expected the configuration of a VM' },
  examples: {
    good: [{ text: 'config.version = "8"\n' }],
    bad: [
      { text: '', findings: [{ line: 1, column: 1, message: 'Unexpected file without settings' }] },
      {
        text: '#!/usr/bin/vmware\n\n',
        findings: [{ line: 1, column: 1, message: 'Unexpected file without settings' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { view } = document.source;
        if (document.nodes.some(({ type }) => type === 'entry' || type === 'malformed')) return;
        if (view.includes('\0')) return;
        report({
          message: 'empty',
          at: { start: document.root.bomLength, end: document.root.bomLength },
        });
      },
    };
  },
});
