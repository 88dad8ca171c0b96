import { Buffer } from 'node:buffer';
import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import { hypervIn } from '../../src/languages/index.js';
import { readableVersions } from '../../src/languages/hyperv/version.js';
import { lint } from '../../src/lint/linter.js';
import type { Intent } from '../../src/lint/rule.js';
import { Source } from '../../src/source/source.js';
import { useFolder } from '../cli/vmlint.js';
import { containerOf, LISTED_VM, utf16, xmlOf } from '../support/hyperv.js';
import { node } from '../support/vmcx-vm.js';
import { writeVmcx, type Tree } from '../support/vmcx-writer.js';

const AUTO: Intent = { nested: 'auto', stated: true };
const folder = useFolder();
const NAME = 'Virtual Machines/282874FC-59D6-4F30-BC04-5FDD909C82E0.xml';
/** As Windows Server 2012 R2 has it. */
const XML = xmlOf(LISTED_VM.replace('2304', '1280').replace(/^.*nested_virtualization.*\n/m, ''));

function findingsOf(text: string): string[] {
  const document = hypervIn('hyperv').parse(Source.fromText(text));
  return lint(document, RULES, AUTO).findings.map(({ rule, message }) => `${rule} ${message}`);
}

function rulesOf(content: Buffer, ...args: string[]): string[] {
  folder.plant({ [NAME]: content });
  const { report } = folder.json('--nested', 'auto', ...args, NAME);
  return report.files.flatMap(({ findings }) => findings.map(({ rule }) => rule));
}

test('what Hyper-V writes has no finding', () => {
  expect(rulesOf(utf16(XML))).toEqual([]);
});

describe('a file that was converted from UTF-16', () => {
  const converted = XML.replaceAll('\r\n', '\n');

  test('is mended in its declaration, and nothing else of it changes', () => {
    expect(rulesOf(Buffer.from(converted))).toEqual(['hyperv/matching-encoding']);
    folder.vmlint('--nested', 'auto', '--fix', NAME);
    const mended = Buffer.from(folder.read(NAME), 'latin1').toString('utf8');
    expect(mended).toBe(converted.replace('encoding="UTF-16"', 'encoding="UTF-8"'));
    expect(rulesOf(Buffer.from(mended))).toEqual([]);
  });

  test('a byte order mark is added to UTF-16, and nothing else of it changes', () => {
    const without = utf16(XML).subarray(2);
    expect(rulesOf(without)).toEqual(['hyperv/matching-encoding']);
    folder.vmlint('--nested', 'auto', '--fix', NAME);
    expect(folder.read(NAME)).toBe(utf16(XML).toString('latin1'));
  });

  test('is left as it is where its bytes are in neither encoding', () => {
    const odd = Buffer.from(converted, 'latin1');
    expect(rulesOf(odd)).toEqual(['hyperv/matching-encoding', 'hyperv/readable-encoding']);
    folder.vmlint('--nested', 'auto', '--fix', '--unsafe', NAME);
    expect(folder.read(NAME)).toBe(odd.toString('latin1'));
  });
});

test('a comment of the file suppresses, in UTF-16 as well', () => {
  const wrong = XML.replace(/>4<\/count>/, '>four</count>');
  expect(rulesOf(utf16(wrong))).toEqual(['hyperv/typed-value']);
  const comment = '<!-- vmlint-ignore-next-line hyperv/typed-value: the importer counts -->';
  expect(rulesOf(utf16(wrong.replace('<count', `${comment}\r\n      <count`)))).toEqual([]);
});

test('placeholders of templates are unknown values', () => {
  const template = XML.replace(/>[^<\r\n]+</g, '>{{ value }}<');
  expect(template).toContain('<size type="integer">{{ value }}</size>');
  expect(findingsOf(template)).toEqual([]);
});

test('a value of megabytes makes no message of megabytes', () => {
  const long = 'x'.repeat(1_000_000);
  const found = findingsOf(
    `<configuration><properties><global_id type="string">${long}</global_id><a type="${long}"/><a type="bool">${long}</a></properties><${long} type="bytes">%${long}</${long}><${long} type="bytes"/>${long}</configuration>`,
  );
  expect(found.length).toBeGreaterThan(5);
  for (const told of found) expect(told.length).toBeLessThan(600);
});

test('what protects keys is not shown, whatever it is', () => {
  const secret = 'hunter2 is no base64!';
  const found = findingsOf(
    XML.replace(
      '<configuration>',
      `<configuration><security><keys><key_protector type="bytes">${secret}</key_protector></keys></security>`,
    ),
  );
  expect(found).toContainEqual(expect.stringContaining('typed-value'));
  for (const message of found) expect(message).not.toContain(secret);
});

test('a tree without end, each key of it twice, is told in an instant', () => {
  let tree: Tree = node('deepest');
  for (let depth = 0; depth < 8000; depth++) {
    tree = { name: 'a', type: 'node', children: [tree, node('a')] };
  }
  const bytes = writeVmcx([node('configuration', node('properties'), tree)], {
    tableSize: 0x10000,
    alignment: 0x10000,
  }).bytes;
  const document = hypervIn('vmcx').parse(Source.fromBytes(bytes, 'bytes'));
  const started = performance.now();
  const { findings } = lint(document, RULES, AUTO);
  expect(findings.some(({ rule }) => rule === 'hyperv/no-duplicate-key')).toBe(true);
  expect(performance.now() - started).toBeLessThan(5000);
});

describe('hyperv/version-of-host', () => {
  test.each([
    ['2012R2', '5.0', '5.0'],
    ['2012 R2', '5.0', '5.0'],
    ['2016', '5.0', '8.0'],
    ['10 1803', '5.0', '8.3'],
    ['2019', '5.0', '9.0'],
    ['1809', '5.0', '9.0'],
    ['10.21H2', '8.0', '9.2'],
    ['2022', '8.0', '10.0'],
    ['11 21H2', '8.0', '10.0'],
    ['11 23H2', '8.0', '11.0'],
    ['11', '8.0', '12.0'],
    ['2025', '8.0', '12.0'],
  ])('%s reads %s to %s', (release, from, to) => {
    expect(readableVersions(release)).toEqual({ from, to });
  });

  test.each(['10', '2012', '2030', '21H2', '10 22H2'])('of %s nothing is known', (release) => {
    expect(readableVersions(release)).toBeUndefined();
  });

  test('it is told on the command line', () => {
    const rules = (host: string): string[] => {
      folder.plant({ 'lab.vmcx': containerOf(LISTED_VM) });
      const { report } = folder.json('--nested', 'auto', '--host', host, 'lab.vmcx');
      return report.files.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    };
    expect(rules('hyper-v@2016')).toEqual(['hyperv/version-of-host']);
    expect(rules('hyper-v@windows 10 1809')).toEqual([]);
    expect(rules('hyper-v@2025')).toEqual([]);
    expect(rulesOf(utf16(XML), '--host', 'hyper-v@2022')).toEqual(['hyperv/version-of-host']);
  });
});
