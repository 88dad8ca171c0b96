import { describe, expect, test } from '@jest/globals';
import { BYTE_CASES } from './byte-cases.js';
import { bytes, useFolder, vmlint, type ReportedFile } from './vmlint.js';

const folder = useFolder();

const NAMES = Object.keys(BYTE_CASES);
const fileOf = (name: string): string => `${String(NAMES.indexOf(name)).padStart(2, '0')}.vmx`;
const nameOf = (path: string): string => NAMES[Number.parseInt(path, 10)]!;

function expected(name: string, unsafe: boolean): string {
  const { after, afterUnsafe } = BYTE_CASES[name]!;
  return unsafe ? (afterUnsafe ?? after) : after;
}

/** The edits that the report names, made on the bytes by someone who knows nothing but the report. */
function applied(before: string, file: ReportedFile): string {
  const edits = file.fixed.flatMap(({ fix }) => fix!.edits).sort((a, b) => a.start - b.start);
  let offset = 0;
  let after = '';
  for (const { start, end, text, base64 } of edits) {
    expect(start).toBeGreaterThanOrEqual(offset);
    const isUtf8 = file.encoding === 'UTF-8' || /^[\0-\x7f]*$/.test(text ?? '');
    const replacement =
      base64 === undefined ? Buffer.from(text!, 'utf8') : Buffer.from(base64, 'base64');
    expect(base64 !== undefined || isUtf8).toBe(true);
    after += before.slice(offset, start) + replacement.toString('latin1');
    offset = end;
  }
  return after + before.slice(offset);
}

describe.each([
  ['--fix', false],
  ['--fix --unsafe', true],
] as const)('%s', (options, unsafe) => {
  const plantAll = (): void =>
    folder.plant(Object.fromEntries(NAMES.map((name) => [fileOf(name), BYTE_CASES[name]!.before])));

  test('changes these bytes and no others, and reports each of them', () => {
    plantAll();
    const { report, stderr } = folder.json(...options.split(' '));
    expect(stderr).toBe('');
    const contents = Object.fromEntries(NAMES.map((name) => [name, folder.read(fileOf(name))]));
    expect(contents).toEqual(
      Object.fromEntries(NAMES.map((name) => [name, expected(name, unsafe)])),
    );
    const fromReport = report.files.map((file) => {
      const name = nameOf(file.path);
      return [name, applied(BYTE_CASES[name]!.before, file)];
    });
    expect(Object.fromEntries(fromReport)).toEqual(contents);
    expect(report.files.map(({ status }) => status)).toEqual(NAMES.map(() => 'fixed'));
  });

  test('a second time changes nothing', () => {
    plantAll();
    const first = folder.json(...options.split(' ')).report;
    const contents = NAMES.map((name) => folder.read(fileOf(name)));
    const second = folder.json(...options.split(' ')).report;
    expect(NAMES.map((name) => folder.read(fileOf(name)))).toEqual(contents);
    expect(second.summary['fixed']).toBe(0);
    expect(second.files.map(({ findings }) => findings)).toEqual(
      first.files.map(({ findings }) => findings),
    );
  });

  test('--diff names the same edits and writes nothing', () => {
    plantAll();
    const { report, status } = folder.json('--diff', ...options.split(' ').slice(1));
    expect(status).toBe(1);
    for (const file of report.files) {
      const name = nameOf(file.path);
      const { before } = BYTE_CASES[name]!;
      expect([name, applied(before, file)]).toEqual([name, expected(name, unsafe)]);
      expect(folder.read(file.path)).toBe(before);
    }
  });
});

test.each(['CR', 'GBK', 'windows-1252', 'byte order mark', 'several passes, no final newline'])(
  'the same bytes through --stdin: %s',
  (name) => {
    const args = ['--stdin', '--stdin-filename', 'vm.vmx', '--fix'];
    const result = vmlint(folder.path, args, { input: BYTE_CASES[name]!.before });
    expect(result.stdoutBytes).toEqual(bytes(expected(name, false)));
  },
);

test.each(['\n', '\r\n', '\r'])(
  'the last line goes behind a blank one, no final newline: %j',
  (endOfLine) => {
    const kept = `vhv.enable = "TRUE"${endOfLine}memsize = "4096"${endOfLine}`;
    folder.plant({ 'a.vmx': `${kept}${endOfLine}vhv.enable = "TRUE"` });
    const { report } = folder.json('--fix');
    expect(report.files).toMatchObject([{ status: 'fixed', findings: [] }]);
    expect([kept, kept + endOfLine]).toContain(folder.read('a.vmx'));
  },
);

test('a line that holds very many pairs', () => {
  const pairs = Array.from({ length: 150_000 }, (_, index) => `a${index}="1"`);
  folder.plant({ 'a.vmx': `vhv.enable = "TRUE"\n${pairs.join(' ')}\n` });
  expect(folder.vmlint('--fix', '--format=compact')).toMatchObject({ status: 0, stderr: '' });
  expect(folder.read('a.vmx')).toBe(`vhv.enable = "TRUE"\n${pairs.join('\n')}\n`);
});
