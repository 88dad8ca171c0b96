import type { HypervXmlDocument } from '../../src/languages/index.js';
import { isSecret } from '../../src/languages/hyperv/secrets.js';
import { shownPath, type SettingValue } from '../../src/languages/hyperv/settings.js';
import type { XmlSetting } from '../../src/languages/hyperv/xml-tree.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';
import { shown } from '../../src/text/shown.js';
import { REAL_FILES } from './sources.js';

/** What people mean by it, in lower case. */
const MEANT: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'yes', 'on'].map((word) => [word, true] as const),
  ...['false', '0', 'no', 'off'].map((word) => [word, false] as const),
]);

export default defineRule({
  id: 'hyperv/typed-value',
  languages: ['hyperv'],
  dialects: ['hyperv', 'packer-box'],
  summary: 'Values are what their `type` says',
  why: 'Each setting names its type: `integer` is a decimal number of 64 bits, `bool` is True or False in this very spelling, `bytes` is base64. What Hyper-V makes of anything else nobody has written down: at best it is ignored, and the VM runs with another value than the file shows.',
  severity: 'warning',
  fixSafety:
    'Unsafe: Hyper-V writes True and False only, but how it reads other spellings is not documented. Numbers and base64 have no fix.',
  sources: [REAL_FILES],
  presets: ['recommended', 'syntax'],
  messages: {
    integer: 'Unexpected `{path}` "{value}", expected an integer',
    large: 'Unexpected `{path}` {value}, expected a number that 64 bits hold',
    bool: 'Unexpected `{path}` "{value}", expected True or False',
    boolCase: 'Unexpected `{path}` "{value}", expected {expected} as Hyper-V writes it',
    bytes: 'Unexpected `{path}` "{value}", expected base64',
  },
  examples: {
    good: [
      {
        text: '<configuration><settings>\n<a type="integer">-288005458208</a><b type="bool">True</b><c type="bytes">AQID\n</c><d type="bytes"></d>\n</settings></configuration>\n',
      },
      {
        title: 'a template',
        text: '<configuration><settings><processors><count type="integer">{{ cpus }}</count></processors></settings></configuration>\n',
      },
    ],
    bad: [
      {
        text: '<configuration><settings><processors>\n<count type="integer">two</count>\n<weight type="integer">9223372036854775808</weight>\n</processors></settings></configuration>\n',
        findings: [
          {
            line: 2,
            column: 23,
            message: '`settings/processors/count` "two", expected an integer',
          },
          { line: 3, column: 24, message: 'that 64 bits hold' },
        ],
      },
      {
        dialect: 'packer-box',
        text: '<configuration>\n<secure_boot_enabled type="bool">true</secure_boot_enabled>\n<tpm_enabled type="bool">0</tpm_enabled>\n</configuration>\n',
        findings: [
          { line: 2, column: 34, message: 'expected True as Hyper-V', severity: 'info' },
          { line: 3, column: 26, message: '"0", expected True or False' },
        ],
        fixedUnsafe:
          '<configuration>\n<secure_boot_enabled type="bool">True</secure_boot_enabled>\n<tpm_enabled type="bool">False</tpm_enabled>\n</configuration>\n',
      },
      {
        text: '<configuration><properties>\n<creation_time type="bytes">%$</creation_time>\n</properties></configuration>\n',
        findings: [{ line: 2, column: 29, message: 'expected base64' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        if (document.dialect === 'vmcx') return;
        for (const setting of document.settings()) judge(document, setting);
      },
    };

    function judge(xml: HypervXmlDocument, setting: XmlSetting): void {
      const { type, value, text, at, children } = setting;
      // What has elements in it is no value, which has a rule of its own.
      if (setting.isPlaceholder === true || children.length > 0) return;
      if (type === 'integer' ? fits(value) : value !== undefined) return;
      const path = shownPath(setting);
      const shownValue = isSecret(setting) ? '********' : shown(text);
      const found = { data: { path, value: shownValue }, at, setting: path };
      if (type === 'integer') {
        report({ message: value === undefined ? 'integer' : 'large', ...found });
      } else if (type === 'bool') {
        const meant = MEANT.get(text.toLowerCase());
        const fix = meant === undefined ? undefined : fixOf(xml, setting, meant);
        if (/^(?:true|false)$/i.test(text)) {
          const data = { ...found.data, expected: wordOf(meant === true) };
          report({ message: 'boolCase', ...found, data, severity: 'info', fix });
        } else {
          report({ message: 'bool', ...found, fix });
        }
      } else if (type === 'bytes') {
        report({ message: 'bytes', ...found });
      }
    }
  },
});

function fits(value: SettingValue | undefined): boolean {
  return typeof value === 'bigint' && BigInt.asIntN(64, value) === value;
}

function fixOf(xml: HypervXmlDocument, setting: XmlSetting, meant: boolean): Fix | undefined {
  const change = xml.change(setting, meant);
  return change && { title: `write ${wordOf(meant)}`, safety: 'unsafe', ...change };
}

function wordOf(value: boolean): string {
  return value ? 'True' : 'False';
}
