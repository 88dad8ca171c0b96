import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fixText, lintFiles, lintText } from '../../src/api/index.js';
import { ESXI, parseReport, UNQUOTED, useFolder, vmlint, type Report } from '../cli/vmlint.js';
import { anyBytes, mutatedFile, structuralBytes } from '../support/arbitrary.js';
import { MACHINE, VBOX_FILES } from '../support/vbox.js';
import { damagedXml } from '../support/xml.js';

const folder = useFolder();

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../cli/fixtures/', import.meta.url));
const OPTIONS = [
  { args: [], options: {} },
  { args: ['--nested=forbid'], options: { nested: 'forbid' } },
  {
    args: ['--nested=auto', '--host=esxi@5.0', '--cpu=amd', '--guest=hyper-v', '--under=kvm'],
    options: { nested: 'auto', host: 'esxi@5.0', cpu: 'amd', guest: 'hyper-v', under: 'kvm' },
  },
  {
    args: ['--host=workstation@17', '--host-os=windows', '--hyperv=on', '--max-size=200'],
    options: { host: 'workstation@17', hostOs: 'windows', hyperv: 'on', maxSize: 200 },
  },
] as const;

const file = fc.oneof({ weight: 6, arbitrary: mutatedFile }, structuralBytes, anyBytes);

/** The examples, the fixtures, and files that are broken as people break them. */
function plantFiles(): Record<string, Buffer> {
  // The names tell how to make the same files again.
  const seed = Date.now() % 1_000_000;
  const samples = fc.sample(file, { numRuns: 150, seed });
  const random = samples.map((bytes, at) => [`random/${seed}-${at}.vmx`, bytes] as const);
  const given = [EXAMPLES, FIXTURES].flatMap((from) =>
    readdirSync(from)
      .filter((name) => name.endsWith('.vmx'))
      .map((name) => [`given/${name}`, readFileSync(from + name)] as const),
  );
  const damaged = fc.sample(damagedXml, { numRuns: 40, seed }).map((xml, at) => {
    const place = ['Labor', '</Hardware>', '<Hardware>', '<CPU count="2">'][at % 4]!;
    const text = MACHINE.replace(place, () => xml);
    return [`random/${seed}-${at}.vbox`, Buffer.from(text)] as const;
  });
  const vbox = Object.entries(VBOX_FILES).map(([name, bytes]) => [`vbox/${name}`, bytes] as const);
  const files = Object.fromEntries([...vbox, ...damaged, ...given, ...random]);
  folder.plant({ ...files, 'given/no.vmx': { link: 'nowhere' } });
  return files;
}

const withoutTime = (report: object): object => ({
  ...report,
  summary: { ...(report as Report).summary, durationMs: 0 },
});

test.each(OPTIONS)('lintFiles reports what the command does with $args', async (asked) => {
  const [ignored] = Object.keys(plantFiles()).slice(-1);
  folder.plant({ '.vmlintignore': `${ignored}\n` });
  const warnings: string[] = [];
  const onWarning = (message: string): void => void warnings.push(message);
  for (const paths of [['.'], ['given/*.vmx', ignored!, 'nowhere.vmx']]) {
    warnings.length = 0;
    const report = await lintFiles(paths, { ...asked.options, cwd: folder.path, onWarning });
    const command = vmlint(folder.path, ['--format=json', ...asked.args, ...paths]);
    expect(withoutTime(report)).toStrictEqual(withoutTime(parseReport(command.stdout)));
    expect(warnings.map((message) => `warning: ${message}\n`).join('')).toBe(command.stderr);
  }
});

test.each(OPTIONS)('lintText and fixText do what it does with $args', ({ args, options }) => {
  const files = plantFiles();
  const linted = parseReport(vmlint(folder.path, ['--format=json', ...args]).stdout);
  for (const unsafe of [false, true]) {
    folder.plant(files);
    const fixing = [...args, '--format=json', '--fix', ...(unsafe ? ['--unsafe'] : [])];
    const fixed = parseReport(vmlint(folder.path, fixing).stdout);
    for (const [at, { path }] of linted.files.entries()) {
      const bytes = files[path]!;
      const from = { ...options, path, cwd: folder.path };
      expect(lintText(bytes, from)).toStrictEqual(linted.files[at]);
      const result = fixText(bytes, { ...from, unsafe });
      expect(result.report).toStrictEqual(fixed.files[at]);
      expect([result.fixed, result.remaining]).toStrictEqual([
        fixed.files[at]!.fixed,
        fixed.files[at]!.findings,
      ]);
      expect(Buffer.from(result.output).toString('latin1')).toBe(folder.read(path));
    }
  }
});

test.each([
  ESXI,
  MACHINE,
  UNQUOTED,
  'memsize = 4096\n',
  '',
  '# vmlint-nested auto\nvhv.enable = "yes"\n',
])('a text without a path is what comes on standard input: %j', (text) => {
  const bytes = Buffer.from(text, 'latin1');
  const { stdout } = vmlint(folder.path, ['--stdin', '--format=json'], { input: bytes });
  expect(lintText(bytes)).toStrictEqual(parseReport(stdout).files[0]);
});

test('what a text is can be said, whatever it looks like', () => {
  // So few characters show UTF-16 only to those who know that it is XML.
  const short = Buffer.from('<Ü/>', 'utf16le');
  expect(lintText(short, { language: 'vbox' })).toMatchObject({ encoding: 'UTF-16LE' });
  expect(lintText(MACHINE, { language: 'vbox', path: 'a.txt' }).findings).toEqual(
    lintText(MACHINE, { path: 'a.vbox' }).findings,
  );
});
