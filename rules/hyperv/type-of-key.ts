import { HYPERV_SETTINGS } from '../../src/languages/hyperv/catalogue/index.js';
import { settingAt } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { REAL_FILES } from './sources.js';

/** Those that stand at one place, not below a device or with a number in their path. */
const TYPES: ReadonlyMap<string, string> = new Map(
  HYPERV_SETTINGS.filter(({ path }) => !/[<*]|N(?:\/|$)/.test(path)).map(({ path, type }) => [
    path,
    type,
  ]),
);

export default defineRule({
  id: 'hyperv/type-of-key',
  languages: ['hyperv'],
  dialects: ['hyperv', 'vmcx', 'packer-box'],
  summary: 'Settings have the type that Hyper-V gives them',
  why: 'Each setting has one type in all files that Hyper-V wrote: a count is an integer, a switch a bool. Of another type Hyper-V finds no value that it can use; which one it takes instead nobody has written down.',
  severity: 'warning',
  fixSafety: 'None: what was meant, the file does not tell.',
  sources: [REAL_FILES],
  presets: ['recommended'],
  messages: {
    other: 'Unexpected type {type} of `{path}`, expected {expected}',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: 'configuration/settings/processors/count = 2\n' },
      {
        text: '<configuration><settings><processors><count type="integer">2</count></processors></settings></configuration>\n',
      },
      {
        dialect: 'packer-box',
        text: '<configuration><settings><processors><count type="integer">2</count></processors></settings></configuration>\n',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: 'configuration/settings/processors/nested_virtualization/enabled = 1\n',
        findings: [{ line: 1, column: 67, message: 'Unexpected type integer' }],
      },
      {
        text: '<configuration><settings><processors>\n<count type="string">2</count>\n</processors></settings></configuration>\n',
        findings: [{ line: 2, column: 22, message: 'string of `settings/processors/count`' }],
      },
      {
        dialect: 'packer-box',
        text: '<configuration><settings><processors>\n<count type="bool">True</count>\n</processors></settings></configuration>\n',
        findings: [{ line: 2, column: 20, message: 'expected integer' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { tree } = document;
        for (const [path, expected] of TYPES) {
          const setting = settingAt(tree, path);
          // What has no type, or one that there is not, has rules of its own.
          if (setting === undefined || setting.type === 'unknown') continue;
          if (setting.type === expected || setting.isPlaceholder === true) continue;
          const data = { path, type: setting.type, expected };
          report({ message: 'other', data, at: setting.at, setting: path });
        }
      },
    };
  },
});
