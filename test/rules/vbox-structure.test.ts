import { expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import { vboxIn } from '../../src/languages/index.js';
import { fix } from '../../src/lint/fixer.js';
import { lint } from '../../src/lint/linter.js';
import type { Intent } from '../../src/lint/rule.js';
import { Source } from '../../src/source/source.js';
import { corpus } from '../support/shared.js';

const AUTO: Intent = { nested: 'auto', stated: true };
const LANGUAGE = vboxIn('vbox');
const STRUCTURE = RULES.filter(({ id }) => id.startsWith('vbox/'));

function findingsOf(text: string): string[] {
  const document = LANGUAGE.parse(Source.fromText(text));
  return lint(document, STRUCTURE, AUTO).findings.map(({ rule, message }) => `${rule} ${message}`);
}

function snapshots(depth: number): string {
  const inner = '<Snapshot><Snapshots>'.repeat(depth - 1);
  const ends = '</Snapshots></Snapshot>'.repeat(depth - 1);
  return `<VirtualBox version="1.19-linux"><Machine>${inner}<Snapshot/>${ends}</Machine></VirtualBox>`;
}

test('snapshots may be 250 deep', () => {
  const tooDeep = (depth: number): boolean =>
    findingsOf(snapshots(depth)).some((told) => told.includes('within 250 others'));
  expect([tooDeep(250), tooDeep(251)]).toEqual([false, true]);
});

const PLACEHOLDERS =
  '<VirtualBox xmlns="http://www.virtualbox.org/" version="{{ version }}"><Machine uuid="{{ uuid }}" name="${NAME}" currentSnapshot="{{ s }}"><Snapshot uuid="{{ s }}" name="a" timeStamp="{{ t }}"><Hardware><Memory RAMSize="{{ m }}"/></Hardware></Snapshot><Hardware><CPU count="{{ cpus }}"><NestedHWVirt enabled="{{ nested }}"/><CpuIdTree><CpuIdLeaf id="{{ leaf }}"/></CpuIdTree></CPU><Memory RAMSize="{{ m }}"/><Paravirt provider="{{ p }}"/></Hardware></Machine></VirtualBox>\n';

test('placeholders of templates are unknown values', () => {
  expect(findingsOf(PLACEHOLDERS)).toEqual([]);
});

test('a value of megabytes makes no message of megabytes', () => {
  const long = 'x'.repeat(1_000_000);
  const found = findingsOf(
    `<VirtualBox version="${long}"><Machine ${long}="1"><${long}/><Hardware><Paravirt provider="${long}"/><CPU count="${long}"><NestedHWVirt enabled="${long}"/></CPU></Hardware></Machine></VirtualBox>`,
  );
  expect(found.length).toBeGreaterThan(5);
  for (const told of found) expect(told.length).toBeLessThan(400);
});

const files = corpus('vbox').map(({ name, bytes }) => ({ name, bytes }));

(files.length === 0 ? test.skip : test)('real files stay as they are in their snapshots', () => {
  for (const { name, bytes } of files) {
    // What stands in `Machine` itself, made wrong as people do.
    const text = bytes.toString('latin1').replaceAll('enabled="true"', 'enabled="True"');
    const document = LANGUAGE.parse(Source.fromBytes(Buffer.from(text, 'latin1')));
    if (document.readOnly !== undefined) continue;
    const outcome = fix(document, LANGUAGE, STRUCTURE, AUTO, { unsafe: true, assume: true });
    const after = outcome.document;
    if (after.language !== 'vbox') throw new Error('another language');
    const snapshotsOf = (of: typeof document): string[] =>
      of.snapshots().map(({ start, end }) => of.source.view.slice(start, end));
    expect([name, snapshotsOf(after)]).toEqual([name, snapshotsOf(document)]);
  }
});
