import fc from 'fast-check';

/** A text as `parseXml` gets it: one character a byte of its UTF-8. */
export function viewOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

const PARTS = [
  ...['<', '<a', '<b ', '<a:b', '</a>', '</b>', '</', '>', '/>', '/', '<a>', '<b>', '<a/>'],
  ...[' x="1"', " y='2'", ' x=', ' x', '="', '"', "'", '=', ' ', '\n', '\r\n', '\t', 'x', '-'],
  ...['&', '&amp;', '&#65;', '&#x41;', '&#0;', '&#xD800;', '&foo;', '&lt;', ';', '#'],
  ...['<!--', '-->', '--', '<![CDATA[', ']]>', ']', '<?', '?>', '<?xml version="1.0"?>', '<?p q?>'],
  ...['<!DOCTYPE a', '<!DOCTYPE a [', '[', '<!ENTITY e "v">', '<!', '\0', '\x01', '\x7f', '\xe9'],
];

/** Pieces of XML in any order: hardly ever well-formed. */
export const brokenXml: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...PARTS), { maxLength: 40 })
  .map((parts) => parts.join(''));

const NAME = fc.constantFrom('a', 'b', 'Machine', 'vbox:Machine', '_x', 'a-1.b', 'Prüfung', '名前');
const BLANKS = fc.constantFrom(' ', '\n  ', '\t', '\r\n');
const SOME_BLANKS = fc.constantFrom('', '', ' ', '\n');

const REFERENCE = fc.constantFrom(
  ...['&amp;', '&lt;', '&gt;', '&quot;', '&apos;', '&#10;', '&#xE1;', '&#128187;', '&#x9;'],
);
const CHARACTERS = fc.string({
  unit: fc.constantFrom(...'ab 1-.>/=;#é名💻\t\n\r!?'.split(/(?:)/u)),
  maxLength: 8,
});

const valueIn = (quote: string): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(CHARACTERS, REFERENCE, fc.constant(quote === '"' ? "'" : '"')), {
      maxLength: 4,
    })
    .map((parts) => `${quote}${parts.join('')}${quote}`);

const ATTRIBUTES = fc
  .uniqueArray(
    fc.tuple(NAME, BLANKS, SOME_BLANKS, SOME_BLANKS, fc.oneof(valueIn('"'), valueIn("'"))),
    { maxLength: 4, selector: ([name]) => name },
  )
  .map((all) => all.map(([name, b, c, d, value]) => `${b}${name}${c}=${d}${value}`).join(''));

const COMMENT = CHARACTERS.map((text) => `<!--${text.replace(/-/g, '')}-->`);
const INSTRUCTION = CHARACTERS.map((text) => `<?do ${text.replaceAll('>', '')}?>`);
const CDATA = CHARACTERS.map((text) => `<![CDATA[<&${text}]]>`);
const TEXT = fc.array(fc.oneof(CHARACTERS, REFERENCE), { maxLength: 3 }).map((all) => all.join(''));

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc
    .tuple(NAME, ATTRIBUTES, SOME_BLANKS, fc.option(tie('content'), { nil: undefined }))
    .map(([name, attributes, blanks, content]) =>
      content === undefined
        ? `<${name}${attributes}${blanks}/>`
        : `<${name}${attributes}${blanks}>${content}</${name}${blanks}>`,
    ),
  content: fc
    .array(fc.oneof({ maxDepth: 4 }, TEXT, COMMENT, INSTRUCTION, CDATA, tie('element')), {
      maxLength: 5,
    })
    .map((parts) => parts.join('')),
}));

const MISC = fc
  .array(fc.oneof(BLANKS, COMMENT, INSTRUCTION), { maxLength: 3 })
  .map((all) => all.join(''));

/** Texts that any parser of XML accepts. */
export const wellFormedXml: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '<?xml version="1.0"?>', "<?xml version='1.0' encoding='UTF-8' ?>"),
    MISC,
    element,
    MISC,
  )
  .map((parts) => parts.join(''));

/** A well-formed text with one piece put in, taken out or doubled. */
export const damagedXml: fc.Arbitrary<string> = fc
  .tuple(wellFormedXml, fc.nat(), fc.nat({ max: 6 }), fc.constantFrom('', '', ...PARTS))
  .map(([text, place, length, part]) => {
    const characters = Array.from(text);
    characters.splice(place % (characters.length + 1), length, part);
    return characters.join('');
  });
