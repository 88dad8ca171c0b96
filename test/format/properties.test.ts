import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { format, formatted, type FormatOptions } from '../../src/format/index.js';
import { statements } from '../../src/format/formatted.js';
import { hostState } from '../../src/format/host-state.js';
import { stripped } from '../../src/format/stripped.js';
import {
  detectLanguage,
  sourceOf,
  vboxIn,
  vmxIn,
  type Language,
  type VmDocument,
} from '../../src/languages/index.js';
import { applyEdits } from '../../src/source/edits.js';
import { Source } from '../../src/source/source.js';
import { xmlSource } from '../../src/source/xml-encoding.js';
import { anyBytes, mutatedFile, structuralBytes } from '../support/arbitrary.js';
import { corpus } from '../support/shared.js';
import { damagedXml, wellFormedXml } from '../support/xml.js';

const VMX = vmxIn('vmx');
const VBOX = vboxIn('vbox');

const vmxFile = fc.oneof({ weight: 4, arbitrary: mutatedFile }, structuralBytes, anyBytes);
const xmlFile = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: wellFormedXml }, damagedXml),
    fc.constantFrom('utf8' as const, 'utf16le' as const),
    fc.nat(),
  )
  .map(([text, encoding, place]) => {
    // Somewhere a comment that keeps what follows as it is.
    const at = text.indexOf('<', place % (text.length + 1));
    const comments = [
      '',
      '',
      '<!-- vmlint-format-ignore -->',
      '<!-- vmlint-format-ignore-start -->',
    ];
    const put = at > 0 ? text.slice(0, at) + comments[place % 4]! + text.slice(at) : text;
    return Buffer.from(encoding === 'utf16le' ? `\uFEFF${put}` : put, encoding);
  });
const options: fc.Arbitrary<FormatOptions> = fc.record({
  endOfLine: fc.constantFrom('keep' as const, 'keep' as const, 'lf' as const, 'crlf' as const),
  groupNamespaces: fc.boolean(),
});

function checkFormat(document: VmDocument, language: Language, given: FormatOptions): void {
  const { view, bytes } = document.source;
  const edits = format(document, given);
  const { document: result } = formatted(document, language, given);
  // The edits are the result, in order, and none changes nothing.
  expect(result.source.view).toBe(applyEdits(view, edits));
  let offset = 0;
  for (const { start, end, text } of edits) {
    expect(start).toBeGreaterThanOrEqual(offset);
    expect(view.slice(start, end)).not.toBe(text);
    const old = view.slice(start, end);
    // As small as can be, but for a CR LF, which stays in one piece.
    if (
      old !== '' &&
      text !== '' &&
      !/\r/.test(view.slice(Math.max(0, start - 1), end + 1) + text)
    ) {
      expect(old[0]).not.toBe(text[0]);
      expect(old.at(-1)).not.toBe(text.at(-1));
    }
    offset = end;
  }
  if (edits.length === 0) expect(result.source.bytes).toEqual(bytes);
  expect(statements(result)).toEqual(statements(document));
  expect(format(result, given)).toEqual([]);
}

function lines(document: VmDocument, type: string): string[] {
  return document.nodes
    .filter((node) => node.type === type)
    .map(({ start, end }) => document.source.view.slice(start, end));
}

test('any .vmx: the same settings, malformed lines untouched, twice is once', () => {
  fc.assert(
    fc.property(vmxFile, options, (file, given) => {
      const document = VMX.parse(Source.fromBytes(file));
      checkFormat(document, VMX, given);
      const result = formatted(document, VMX, given).document;
      expect(lines(result, 'malformed')).toEqual(lines(document, 'malformed'));
      if (!given.groupNamespaces && result.nodes.at(-1)?.type !== 'blank') {
        const isLastBlank = document.nodes.at(-1)?.type === 'blank';
        const blanks = lines(document, 'blank').length;
        expect(lines(result, 'blank').length).toBe(isLastBlank ? blanks - 1 : blanks);
      }
    }),
    { numRuns: 3000 },
  );
});

test('any XML: the same content, twice is once', () => {
  fc.assert(
    fc.property(xmlFile, options, (file, given) => {
      checkFormat(VBOX.parse(xmlSource(file)), VBOX, given);
    }),
    { numRuns: 3000 },
  );
});

test.each(['vmx', 'vbox', 'hyperv/xml'])('all real %s files', (folder) => {
  for (const { name, bytes } of corpus(folder)) {
    const source = sourceOf(name, bytes);
    const detected = detectLanguage(name, source);
    if ('whyNot' in detected) continue;
    const { language } = detected;
    const document = language.parse(source);
    for (const endOfLine of ['keep', 'lf', 'crlf'] as const) {
      checkFormat(document, language, { endOfLine, groupNamespaces: false });
    }
  }
});

const STATE = fc.constantFrom(
  'ethernet0.generatedAddress = "00:0c:29:00:00:01"',
  'uuid.location="56 4d"',
  'uuid.location = 1 # here',
  'nvram = "/vms/a.nvram"',
  'nvram = C:\\a.nvram',
  'scsi0:0.fileName = "D:\\\x83\\a.vmdk"',
  'checkpoint.vmState = a.vmss',
  'memsize = "4"',
  '# comment',
  '',
);

test('what is of a host can be taken away from any .vmx, and nothing else goes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(STATE, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 8 }),
      fc.boolean(),
      (lines, isEnded) => {
        const text = lines.map(([line, end]) => line + end).join('');
        const given = isEnded ? text : text.replace(/[\r\n]+$/, '');
        const document = VMX.parse(Source.fromBytes(Buffer.from(given, 'latin1')));
        const { document: bare } = stripped(document, VMX);
        expect(hostState(bare).filter(({ change }) => change !== undefined)).toEqual([]);
        const others = (of: VmDocument): string[] =>
          statements(of).filter((one) => /"memsize"|^comment #c|\\x83/.test(one));
        expect(others(bare)).toEqual(others(document));
      },
    ),
    { numRuns: 2000 },
  );
});

test('ten times the text takes about ten times as long', () => {
  const time = (document: VmDocument, language: Language): number => {
    const start = performance.now();
    formatted(document, language);
    stripped(document, language);
    return performance.now() - start;
  };
  const vmx = (count: number) =>
    VMX.parse(Source.fromText('uuid.location=1\n\ta="b"\r\n# c \r \n'.repeat(count)));
  const xml = (count: number) =>
    VBOX.parse(
      Source.fromText(
        `<VirtualBox><Machine>${"<a  b='1\"' > <!-- vmlint-format-ignore --></a>".repeat(count)}</Machine></VirtualBox>`,
      ),
    );
  for (const [make, language] of [
    [vmx, VMX],
    [xml, VBOX],
  ] as const) {
    time(make(300), language);
    const one = Math.max(5, time(make(1000), language));
    expect(time(make(10_000), language)).toBeLessThan(60 * one);
  }
});
