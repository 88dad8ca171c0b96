import { describe, expect, test } from '@jest/globals';
import { parseXml as parseStrictly, XmlElement as StrictElement } from '@rgrove/parse-xml';
import {
  decodeText,
  decodeValue,
  parseXml,
  printXml,
  walk,
  type XmlRoot,
} from '../../../grammars/xml/index.js';
import { readXmlEncoding, xmlSource } from '../../../src/source/xml-encoding.js';
import { corpus } from '../../support/shared.js';
import { readWithSaxes, readWithUs } from './readers.js';

const FOLDERS = ['vbox', 'ovf', 'hyperv/xml'];

/** What such a file is named. */
const NAME = /\.(?:vbox|vbox-prev|ovf|xml|xml-prev)$/i;

describe.each(FOLDERS)('the files of the corpus: %s', (folder) => {
  const files = corpus(folder).filter(({ name }) => NAME.test(name));

  test('are read without a loss', () => {
    for (const { name, bytes } of files) {
      const source = xmlSource(bytes);
      const root = parseXml(source.view);
      expect({ name, same: printXml(root, source.view) === source.view }).toEqual({
        name,
        same: true,
      });
      expect(Buffer.from(source.bytes).equals(bytes)).toBe(true);
      expect(Buffer.from(source.edit([]).bytes).equals(bytes)).toBe(true);
    }
  });

  test('say to us what they say to other parsers, or are refused by all', () => {
    let wellFormed = 0;
    for (const { name, bytes } of files) {
      const source = xmlSource(bytes);
      const root = parseXml(source.view);
      const declared = root.declaration?.attributes.find((one) => one.name === 'encoding');
      readXmlEncoding(source, declared && decodeValue(source.view, declared));
      const text = source.text.replace(/^\uFEFF/, '');
      const view = Buffer.from(text, 'utf8').toString('latin1');
      const isRefused = root.problems.some(({ code }) => code !== 'doctype');
      expect({ name, isRefused }).toEqual({ name, isRefused: isRefusedByOthers(text) });
      if (isRefused) continue;
      wellFormed++;
      expect(readWithUs(view)).toEqual(readWithSaxes(text));
      expect(settingsOf(parseXml(view), view)).toEqual(strictSettingsOf(text));
    }
    process.stdout.write(`${wellFormed} of ${files.length} ${folder} files are well-formed\n`);
  });
});

function isRefusedByOthers(text: string): boolean {
  try {
    readWithSaxes(text);
    return false;
  } catch {
    return true;
  }
}

type Setting = [element: string, attributes: Record<string, string>, text: string];

/** All elements in their order, with the text right within each. */
function settingsOf(root: XmlRoot, view: string): Setting[] {
  const settings: Setting[] = [];
  const open: Setting[] = [];
  walk(root, {
    enter(node) {
      const within = open.at(-1);
      if (within !== undefined && node.type === 'text') {
        within[2] += decodeText(view, node.start, node.end);
      }
      if (within !== undefined && node.type === 'cdata') {
        within[2] += viewToText(view.slice(node.contentStart, node.contentEnd));
      }
      if (node.type !== 'element') return;
      const attributes = node.attributes.map((one) => [one.name, decodeValue(view, one)] as const);
      const setting: Setting = [node.name, Object.fromEntries(attributes), ''];
      settings.push(setting);
      open.push(setting);
    },
    leave: () => open.pop(),
  });
  return settings;
}

function strictSettingsOf(text: string): Setting[] {
  const settings: Setting[] = [];
  const read = (element: StrictElement): void => {
    const setting: Setting = [element.name, { ...element.attributes }, ''];
    settings.push(setting);
    for (const child of element.children) {
      if (child instanceof StrictElement) read(child);
      else if ('text' in child) setting[2] += child.text;
    }
  };
  read(parseStrictly(text).root!);
  return settings;
}

function viewToText(view: string): string {
  return Buffer.from(view, 'latin1').toString('utf8').replace(/\r\n?/g, '\n');
}
