import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatted, whyUnformatted } from '../../src/format/index.js';
import {
  detectLanguage,
  sourceOf,
  vboxIn,
  vmxIn,
  type Language,
  type VmDocument,
} from '../../src/languages/index.js';
import { fix } from '../../src/lint/fixer.js';
import { lint } from '../../src/lint/linter.js';
import type { Intent } from '../../src/lint/rule.js';
import { Source } from '../../src/source/source.js';
import { RULES } from '../../rules/index.js';
import { mutatedFile, structuralBytes } from '../support/arbitrary.js';
import { corpus } from '../support/shared.js';
import { endsAlike, vboxText, vmxText } from '../support/texts.js';

const VMX = vmxIn('vmx');
const VBOX = vboxIn('vbox');
const INTENT: Intent = { nested: 'auto', stated: false };
const runs = (usual: number) => ({ numRuns: Number(process.env['FC_RUNS'] ?? usual) });

const fixed = (document: VmDocument, language: Language): VmDocument =>
  fix(document, language, RULES, INTENT, { unsafe: false, assume: true }).document;
const tidy = (document: VmDocument, language: Language): VmDocument =>
  formatted(document, language).document;
const saved = (document: VmDocument, language: Language): VmDocument =>
  tidy(fixed(document, language), language);

/** Whether both may be done to it: not where a fix has shown that the VM is suspended or encrypted, say. */
const isFree = (document: VmDocument): boolean =>
  document.readOnly === undefined && whyUnformatted(document) === undefined;

function counts(document: VmDocument): Map<string, number> {
  const all = new Map<string, number>();
  for (const { rule } of lint(document, RULES, INTENT).findings) {
    all.set(rule, (all.get(rule) ?? 0) + 1);
  }
  return all;
}

/** @returns whether both could be done */
function check(document: VmDocument, language: Language): boolean {
  if (!isFree(document)) return false;
  const first = tidy(document, language);
  const before = counts(document);
  for (const [rule, count] of counts(first)) {
    expect([rule, Math.max(count, before.get(rule) ?? 0)]).toEqual([rule, before.get(rule) ?? 0]);
  }
  const formattedLast = saved(document, language);
  const fixedLast = fixed(first, language);
  if (!isFree(formattedLast) || !isFree(fixedLast)) return false;
  // What was saved does not change when it is saved again.
  expect(saved(formattedLast, language).source.view).toBe(formattedLast.source.view);
  const { view } = document.source;
  // A last line without an end stays one, and what a fix adds there waits for what another does to it; a comment about
  // a line that goes is about the next one.
  const isEnded = /[\r\n]$/.test(view) && !/vmlint-format-ignore(?!-)/.test(view);
  if (isEnded && endsAlike(view)) expectSame(document, language);
  return true;
}

function expectSame(document: VmDocument, language: Language): void {
  const formattedLast = saved(document, language).source.view;
  const fixedLast = fixed(tidy(document, language), language);
  // Formatting before fixing makes no difference in the end.
  expect(tidy(fixedLast, language).source.view).toBe(formattedLast);
  // A line that VMware cannot read is not formatted before a fix makes it readable, and a fix changes no more of it.
  if (document.nodes.every(({ type }) => type !== 'malformed')) {
    expect(fixedLast.source.view).toBe(formattedLast);
  }
}

const vmxFile = fc.oneof(
  { weight: 3, arbitrary: mutatedFile },
  { weight: 3, arbitrary: vmxText.map((text) => Buffer.from(text)) },
  structuralBytes,
);

test('any .vmx: formatting brings no finding, and it does not matter whether it comes before fixing', () => {
  let done = 0;
  fc.assert(
    fc.property(vmxFile, (file) => {
      const document = VMX.parse(Source.fromBytes(file));
      // As fixes add and remove lines, most lines may end otherwise, and that is what uniform ends are measured by.
      if (endsAlike(document.source.view) && check(document, VMX)) done++;
    }),
    runs(3000),
  );
  expect(done).toBeGreaterThan(runs(3000).numRuns / 5);
});

test('any .vbox likewise', () => {
  let done = 0;
  fc.assert(
    fc.property(vboxText, (text) => {
      if (endsAlike(text) && check(VBOX.parse(Source.fromText(text)), VBOX)) done++;
    }),
    runs(500),
  );
  expect(done).toBeGreaterThan(runs(500).numRuns / 5);
});

test.each([
  ['a blank line with blanks before it', 'x = "1"\n \nx = "1"\n'],
  ['a blank line with blanks before it, and no end', 'y = "2"\nx = "1"\n \nx = "1"'],
  ['a CR before it, and an LF behind blanks', 'x = "1"\rx = "1"\n  \n'],
  ['a blank line with a CR before it, and an LF behind', 'x = "1"\r\rx = "1"\n\n'],
  ['a value that has quotes in it', 'annotation=19"rack\n'],
  ['typographic quotes', 'a=“TRUE”\n'],
])('a line goes, or is mended, with %s', (_what, text) => {
  expectSame(VMX.parse(Source.fromText(text)), VMX);
});

test.each(['vmx', 'vbox', 'hyperv/xml'])('all real %s files', (folder) => {
  let done = 0;
  for (const { name, bytes } of corpus(folder)) {
    const source = sourceOf(name, bytes);
    const detected = detectLanguage(name, source);
    if ('whyNot' in detected) continue;
    const { language } = detected;
    try {
      if (check(language.parse(source), language)) done++;
    } catch (error) {
      throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
    }
  }
  process.stdout.write(`fixed and formatted ${done} ${folder} files in either order\n`);
});
