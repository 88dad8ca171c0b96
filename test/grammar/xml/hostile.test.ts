import { describe, expect, test } from '@jest/globals';
import { MOST_NODES, parseXml, printXml, toXast } from '../../../grammars/xml/index.js';

/** Each gives a text whose length grows with `n`; about a megabyte for 100,000. */
const TEXTS: Record<string, (n: number) => string> = {
  'nested elements': (n) => '<a>'.repeat(n) + '</a>'.repeat(n),
  'elements that nothing closes': (n) => '<a>'.repeat(n),
  'end tags that fit nothing': (n) => numbered(n, 'x', '<a$>') + '</b>'.repeat(n),
  'end tags that close an outer element': (n) => '<a><b></a>'.repeat(n),
  'attributes of one element': (n) => `<a${numbered(n, '', ' x$="1"')}/>`,
  'the same attribute': (n) => `<a${' x="1"'.repeat(n)}/>`,
  'attributes without a value': (n) => `<a${' x'.repeat(n)}/>`,
  'a large value': (n) => `<a b="${'x'.repeat(n * 20)}"/>`,
  'ampersands in a value': (n) => `<a b="${'&'.repeat(n)}"/>`,
  'quotes that nothing closes': (n) => '<a b="'.repeat(n),
  'values with a tag in them': (n) => '<a b="x<" '.repeat(n),
  'two kinds of quotes': (n) => '<a b=\'x <a b="y" '.repeat(n),
  'values over many lines': (n) => '<a b="\n'.repeat(n),
  'values that swallow names': (n) => `<a${' b="c'.repeat(n)}`,
  'quotes in a tag': (n) => `<a ${'"'.repeat(n)}`,
  'slashes in a tag': (n) => `<a ${'/ '.repeat(n)}`,
  'blanks in a tag': (n) => `<a${' '.repeat(n * 10)}`,
  'a long name': (n) => `<${'a'.repeat(n * 10)}`,
  'less-thans': (n) => '<'.repeat(n),
  'declarations of nothing': (n) => '<!'.repeat(n),
  NULs: (n) => '\0'.repeat(n * 10),
  'NULs between letters': (n) => '\0x'.repeat(n),
  'comments that nothing closes': (n) => '<!-- '.repeat(n),
  'comments with hyphens': (n) => '<!-- -- -->'.repeat(n),
  'sections that nothing closes': (n) => '<![CDATA['.repeat(n),
  'XML declarations': (n) => '<?xml version="1.0"?>'.repeat(n),
  'a declaration with blanks': (n) => `<?xml a${' '.repeat(n * 10)}b?>`,
  'document types that nothing closes': (n) => '<!DOCTYPE a [<!-- '.repeat(n),
  'document types with quotes': (n) => '<!DOCTYPE ">'.repeat(n),
  'a document type with blanks': (n) => `<!DOCTYPE a${' '.repeat(n * 10)}b>`,
  'ends of CDATA': (n) => `<a>${']]>'.repeat(n)}`,
  'long references': (n) => `<a>&#x${'0'.repeat(n * 10)}1;&${'a'.repeat(n * 10)}`,
  'entities of entities': (n) =>
    `<!DOCTYPE a [<!ENTITY a "${'&b;'.repeat(n)}">]><a>${'&a;'.repeat(n)}</a>`,
};

function numbered(count: number, mark: string, text: string): string {
  return Array.from({ length: count }, (_, index) => text.replace('$', `${mark}${index}`)).join('');
}

const place = { line: 1, column: 1, offset: 0 };

describe('a text is read in a time that grows like its length, and comes back as it was', () => {
  test.each(Object.entries(TEXTS))('%s', (_, make) => {
    const n = 100_000;
    const started = process.cpuUsage();
    const view = Buffer.from(make(n), 'latin1').toString('latin1');
    const root = parseXml(view);
    expect(printXml(root, view) === view).toBe(true);
    toXast(root, { pointAt: () => place, textOf: (start, end) => view.slice(start, end) });
    const { user } = process.cpuUsage(started);
    // Linear takes at most half a second on a slow machine; quadratic would take minutes.
    expect(user / 1e6).toBeLessThan(6);
  });
});

test('a tag with millions of attributes is read: no regular expression goes through it', () => {
  const view = `<a${' b=""'.repeat(2_000_000)}/>`;
  const { element, moreProblems } = parseXml(view);
  expect(element!.attributes).toHaveLength(2_000_000);
  expect(moreProblems).toBeGreaterThan(1_900_000);
});

test('a value of 20 MB is read', () => {
  const view = `<a b="${'x'.repeat(20_000_000)}"/>`;
  const { element, problems } = parseXml(view);
  expect(problems).toEqual([]);
  expect(element!.attributes[0]).toMatchObject({ valueStart: 6, valueEnd: 20_000_006 });
});

test('of a text with millions of nodes the first million is read, and the rest is one', () => {
  const view = `<a>${'<b/>'.repeat(MOST_NODES + 200_000)}</a>`;
  const root = parseXml(view);
  expect(root.problems.map(({ code }) => code)).toEqual(['too-many-nodes']);
  const last = root.element!.children.at(-1)!;
  expect(last).toMatchObject({ type: 'malformed', reason: 'unread', end: view.length });
  expect(printXml(root, view) === view).toBe(true);
});
