import { hasPlaceholder } from '../../src/languages/placeholders.js';
import { defineRule } from '../../src/lint/rule.js';
import { shownPath } from '../../src/languages/hyperv/settings.js';
import { REAL_FILES } from './sources.js';

export default defineRule({
  id: 'hyperv/no-stray-text',
  languages: ['hyperv'],
  dialects: ['hyperv', 'packer-box'],
  summary: 'Between the elements of a VM is nothing but blanks',
  why: 'An element holds either a value or other elements. Text between elements belongs to no setting: it is what is left of a tag that was lost, or a note that should be a comment (`<!-- … -->`), and whatever it says has no effect.',
  severity: 'warning',
  fixSafety: 'None: it may be the value of a setting whose tags were lost.',
  sources: [REAL_FILES],
  presets: ['recommended', 'syntax'],
  messages: {
    text: 'Unexpected text in `{path}`, expected nothing but blanks between its elements',
  },
  examples: {
    good: [
      {
        text: '<configuration>\n  <!-- two are enough -->\n  <settings><a type="string">x</a></settings>\n</configuration>\n',
      },
    ],
    bad: [
      {
        text: '<configuration>\n  <settings>\n    count 2\n    <processors/>\n  </settings>\n</configuration>\n',
        findings: [{ line: 3, column: 5, message: 'Unexpected text in `settings`' }],
      },
      {
        dialect: 'packer-box',
        text: '<configuration>\n  <boot/>\n  Optical\n</configuration>\n',
        findings: [{ line: 3, column: 3, message: 'Unexpected text in `configuration`' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        if (document.dialect === 'vmcx' || document.tree === undefined) return;
        const { view } = document.source;
        for (const setting of [document.tree, ...document.settings()]) {
          const { element, children } = setting;
          if (children.length === 0) continue;
          for (const node of element.children) {
            if (node.type !== 'text' && node.type !== 'cdata') continue;
            const text = view.slice(node.start, node.end);
            const start = node.start + (/\S/.exec(text)?.index ?? text.length);
            if (start === node.end || hasPlaceholder(text)) continue;
            const end = start + view.slice(start, node.end).trimEnd().length;
            const path = shownPath(setting);
            const data = { path: path === '' ? element.name : path };
            report({ message: 'text', data, at: { start, end } });
          }
        }
      },
    };
  },
});
