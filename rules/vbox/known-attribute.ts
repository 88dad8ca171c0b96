import type { XmlAttribute, XmlElement } from '../../grammars/xml/index.js';
import {
  attributeNamed,
  nearestAttribute,
  type ElementDescription,
} from '../../src/languages/vbox/catalogue/index.js';
import { isOfXml, placedElements, type Placed } from '../../src/languages/vbox/placed.js';
import { attributeRange } from '../../src/languages/vbox/ranges.js';
import { localName } from '../../src/languages/vbox/reading.js';
import { shown } from '../../src/text/shown.js';
import { removeAttribute, renameAttribute } from '../../src/languages/xml/changes.js';
import type { Fix } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER } from './sources.js';

export default defineRule({
  id: 'vbox/known-attribute',
  languages: ['vbox'],
  summary: 'Attributes are those that VirtualBox reads',
  why: 'VirtualBox ignores an attribute that it does not know without a word, and drops it when it next saves the file: <NestedHWVirt enable="true"/> looks set and does nothing. Case counts.',
  severity: 'warning',
  fixSafety:
    'Renaming and removing are unsafe: the one changes what the VM does, the other takes away what somebody wanted.',
  sources: [SETTINGS_READER],
  presets: ['recommended', 'nested'],
  options: {
    allow: {
      type: 'strings',
      default: [],
      description: 'Names of attributes that are right although vmlint does not know them.',
    },
  },
  messages: {
    misspelt:
      'Unexpected attribute `{name}` of `{element}`, which VirtualBox does not know and will drop, expected `{expected}`',
    unknown:
      'Unexpected attribute `{name}` of `{element}`, which VirtualBox does not know and will drop, expected none',
  },
  examples: {
    good: [
      {
        text: '<VirtualBox xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" version="1.19-linux"><Machine uuid="" name=""/></VirtualBox>\n',
      },
      {
        text: '<VirtualBox version="1.19-linux"><Machine uuid="" name="" owner="me"/></VirtualBox>\n',
        options: { allow: ['owner'] },
      },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.19-linux"><Machine><Hardware><CPU>\n<NestedHWVirt enable="true"/>\n<PAE enabled="true" wibble="1"/>\n</CPU></Hardware></Machine></VirtualBox>\n',
        findings: [
          { line: 2, column: 15, message: 'expected `enabled`', severity: 'error' },
          { line: 3, column: 21, message: 'attribute `wibble` of `PAE`' },
        ],
        fixedUnsafe:
          '<VirtualBox version="1.19-linux"><Machine><Hardware><CPU>\n<NestedHWVirt enabled="true"/>\n<PAE enabled="true"/>\n</CPU></Hardware></Machine></VirtualBox>\n',
      },
    ],
  },
  check({ document, intent, options, report }) {
    const allowed = new Set(options.allow);
    return {
      document() {
        for (const placed of placedElements(document)) {
          if (placed.known === undefined || placed.inSnapshot || !placed.isRead) continue;
          const { attributes } = placed.element;
          let names: ReadonlySet<string> | undefined;
          for (const attribute of attributes) {
            const name = localName(attribute);
            if (attributeNamed(placed.known.description, name) !== undefined) continue;
            if (allowed.has(name) || attribute.equals === -1 || isOfXml(attribute)) continue;
            names ??= new Set(attributes.map(localName));
            inspect(placed, placed.known.description, attribute, names);
          }
        }
      },
    };

    function inspect(
      { element, name }: Placed,
      description: ElementDescription,
      attribute: XmlAttribute,
      names: ReadonlySet<string>,
    ): void {
      const expected = nearestAttribute(description, localName(attribute))?.name;
      const isFree = expected !== undefined && !names.has(expected);
      const isLost = name === 'NestedHWVirt' && isFree && intent.nested !== 'forbid';
      report({
        message: expected === undefined ? 'unknown' : 'misspelt',
        data: {
          name: shown(document.source.encoding.decode(attribute.name)),
          element: name,
          ...(expected !== undefined && { expected }),
        },
        at: attributeRange(attribute),
        severity: isLost ? 'error' : 'warning',
        setting: name,
        fix:
          element.attributes.length > MOST_FIXED
            ? undefined
            : fixOf(element, attribute, isFree ? expected : undefined),
      });
    }

    function fixOf(element: XmlElement, attribute: XmlAttribute, name: string | undefined): Fix {
      return name === undefined
        ? {
            title: 'remove the attribute',
            safety: 'unsafe',
            ...removeAttribute(document, element, attribute),
          }
        : {
            title: `call it \`${name}\``,
            safety: 'unsafe',
            ...renameAttribute(document, element, attribute, name),
          };
    }
  },
});

/** Each fix names all attributes of its element; one with more is no text that somebody wrote. */
const MOST_FIXED = 100;
