import { setAttribute } from '../../src/languages/xml/changes.js';
import { attributeValueRange, tagRange } from '../../src/languages/xml/ranges.js';
import type { HypervXmlDocument } from '../../src/languages/index.js';
import { shownPath } from '../../src/languages/hyperv/settings.js';
import type { XmlSetting } from '../../src/languages/hyperv/xml-tree.js';
import { isPlaceholder } from '../../src/languages/placeholders.js';
import { defineRule } from '../../src/lint/rule.js';
import { shown } from '../../src/text/shown.js';
import { PACKER_BOX, REAL_FILES } from './sources.js';

/** What files of Hyper-V have; `double` is one of containers, and may be one here. */
const TYPES: ReadonlySet<string> = new Set(['integer', 'bool', 'string', 'bytes', 'double']);

/** As other programs call them. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ...['int', 'int32', 'int64', 'long', 'uint', 'number'].map((name) => [name, 'integer'] as const),
  ...['boolean'].map((name) => [name, 'bool'] as const),
  ...['str', 'text'].map((name) => [name, 'string'] as const),
  ...['byte', 'binary', 'base64', 'array'].map((name) => [name, 'bytes'] as const),
]);

export default defineRule({
  id: 'hyperv/known-type',
  languages: ['hyperv'],
  dialects: ['hyperv', 'packer-box'],
  summary: 'Every value has a type that Hyper-V knows, and no elements in it',
  why: 'Hyper-V and Packer write each value with its type: type="integer", "bool", "string" or "bytes". In files that they wrote no value is without one; a setting whose type is missing or misspelt may be lost without a word.',
  severity: 'warning',
  fixSafety:
    'Unsafe: what was meant by another name of a type is a guess. Where there is no type, there is no fix.',
  sources: [REAL_FILES, PACKER_BOX],
  presets: ['recommended', 'syntax'],
  messages: {
    unknown:
      'Unexpected type="{type}" of `{path}`, expected "integer", "bool", "string" or "bytes"',
    missing:
      'Unexpected `{path}` without a type, expected type="integer", "bool", "string" or "bytes"',
    elements: 'Unexpected elements in `{path}`, expected a value as type="{type}" says',
  },
  examples: {
    good: [
      {
        text: '<configuration><properties><name type="string">lab</name></properties><savedstate /></configuration>\n',
      },
      {
        dialect: 'packer-box',
        text: '<configuration><vm-controllers><scsi ChannelInstanceGuid="x"></scsi></vm-controllers></configuration>\n',
      },
    ],
    bad: [
      {
        text: '<configuration><settings><processors>\n<count type="Int">2</count>\n<weight>100</weight>\n<limit type="percent">50</limit>\n</processors></settings></configuration>\n',
        findings: [
          { line: 2, column: 13, message: 'type="Int" of `settings/processors/count`' },
          { line: 3, column: 1, message: '`settings/processors/weight` without a type' },
          { line: 4, column: 13, message: 'type="percent"' },
        ],
        fixedUnsafe:
          '<configuration><settings><processors>\n<count type="integer">2</count>\n<weight>100</weight>\n<limit type="percent">50</limit>\n</processors></settings></configuration>\n',
      },
      {
        dialect: 'packer-box',
        text: '<configuration>\n<boot type="string"><device0 type="string">Optical</device0></boot>\n</configuration>\n',
        findings: [{ line: 2, column: 1, message: 'Unexpected elements in `boot`' }],
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
      const { declared, element, children, text } = setting;
      const attribute = element.attributes.find(({ name }) => name === 'type');
      const path = shownPath(setting);
      if (declared === undefined || attribute === undefined) {
        if (text === '' || setting.isPlaceholder === true || children.length > 0) return;
        report({ message: 'missing', data: { path }, at: tagRange(element), setting: path });
      } else if (children.length > 0) {
        const data = { path, type: shown(declared) };
        report({ message: 'elements', data, at: tagRange(element), setting: path });
      } else if (!TYPES.has(declared) && !isPlaceholder(declared)) {
        const meant = MEANT.get(declared.toLowerCase()) ?? known(declared.toLowerCase());
        report({
          message: 'unknown',
          data: { path, type: shown(declared) },
          at: attributeValueRange(attribute),
          setting: path,
          ...(meant !== undefined && {
            fix: {
              title: `write type="${meant}"`,
              safety: 'unsafe',
              ...setAttribute(xml, element, attribute, meant),
            },
          }),
        });
      }
    }
  },
});

/** A type that is written in another case. */
function known(type: string): string | undefined {
  return TYPES.has(type) ? type : undefined;
}
