import { attributeValueRange } from '../../src/languages/xml/ranges.js';
import type { XmlDocument } from '../../src/languages/xml/document.js';
import type { Report } from '../../src/lint/rule.js';
import type { XmlEncoding } from '../../src/source/xml-encoding.js';
import { shown } from '../../src/text/shown.js';

export const ENCODING_MESSAGES = {
  invalid:
    'Unexpected bytes that {encoding} does not have, expected text in the encoding of the file',
  cutOff: 'Unexpected end in the middle of a character, expected an even number of bytes in UTF-16',
  unknown: 'Unexpected encoding="{value}", which vmlint cannot decode, expected "UTF-8"',
  contradicted: 'Unexpected encoding="{value}" in a file that is {encoding}, expected what it is',
} as const;

/** Reports where a file of XML is not in the encoding that it declares. */
export function reportEncoding(
  document: XmlDocument & { readonly encoding: XmlEncoding },
  report: (problem: Report<keyof typeof ENCODING_MESSAGES>) => void,
): void {
  const { source, root, encoding } = document;
  const isWide = source.form === 'utf-16le' || source.form === 'utf-16be';
  const end = source.view.length;
  const name = isWide ? 'UTF-16' : encoding.encoding.name;
  const declared = root.declaration?.attributes.find((one) => one.name === 'encoding');
  if (declared !== undefined && encoding.conflict !== undefined) {
    report({
      message: encoding.conflict,
      data: { value: shown(document.valueOf(declared)), encoding: name },
      at: attributeValueRange(declared),
      severity: 'warning',
    });
  }
  if (encoding.firstInvalid !== -1) {
    const start = encoding.firstInvalid;
    report({ message: 'invalid', data: { encoding: name }, at: { start, end: start + 1 } });
  } else if (isWide && source.bytes.length % 2 === 1) {
    report({ message: 'cutOff', at: { start: end, end } });
  }
}
