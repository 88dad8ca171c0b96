import { setContent } from '../../src/languages/xml/changes.js';
import { shownPath } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { REAL_FILES } from './sources.js';

export default defineRule({
  id: 'hyperv/empty-string',
  languages: ['hyperv'],
  dialects: ['hyperv', 'packer-box'],
  summary: 'An empty string has nothing between its tags',
  why: 'Hyper-V writes an empty string as `<notes type="string"></notes>`. Whoever saves the file with `[xml]` of PowerShell gets a line break and blanks between the tags, which belong to the value: of a path or of a name they make one that does not exist.',
  severity: 'info',
  fixSafety:
    'Safe: a line break and indentation are what programs add that save XML, and no string that Hyper-V writes.',
  sources: [REAL_FILES],
  presets: ['recommended'],
  messages: {
    blank: 'Unexpected line break and blanks as `{path}`, expected nothing between its tags',
  },
  examples: {
    good: [
      {
        text: '<configuration>\n  <properties>\n    <notes type="string"></notes>\n    <name type="string"> </name>\n  </properties>\n</configuration>\n',
      },
    ],
    bad: [
      {
        text: '<configuration>\n  <properties>\n    <notes type="string">\n    </notes>\n  </properties>\n</configuration>\n',
        findings: [{ line: 3, column: 5, message: 'as `properties/notes`' }],
        fixed:
          '<configuration>\n  <properties>\n    <notes type="string"></notes>\n  </properties>\n</configuration>\n',
      },
      {
        dialect: 'packer-box',
        text: '<configuration>\n  <notes type="string">\n  </notes>\n</configuration>\n',
        findings: [{ line: 2, column: 3, message: 'as `notes`' }],
        fixed: '<configuration>\n  <notes type="string"></notes>\n</configuration>\n',
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        if (document.dialect === 'vmcx') return;
        const { view } = document.source;
        for (const setting of document.settings()) {
          const { type, element, content } = setting;
          if (type !== 'string') continue;
          const text = view.slice(content.start, content.end);
          if (!/^[ \t]*[\r\n]\s*$/.test(text)) continue;
          const path = shownPath(setting);
          const change = setContent(document, element, '');
          report({
            message: 'blank',
            data: { path },
            at: setting.at,
            setting: path,
            fix: change && {
              title: 'remove what stands between its tags',
              safety: 'safe',
              ...change,
            },
          });
        }
      },
    };
  },
});
