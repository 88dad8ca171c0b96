import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LANGUAGES, type VmDocument, VmxDocument } from '../../src/languages/index.js';
import { fix } from '../../src/lint/fixer.js';
import { lint } from '../../src/lint/linter.js';
import { NESTED_INTENTS, type Intent } from '../../src/lint/rule.js';
import { applyEdits } from '../../src/source/edits.js';
import { Source } from '../../src/source/source.js';
import { RULES } from '../../rules/index.js';
import { anyBytes, mutatedFile, structuralBytes } from '../support/arbitrary.js';
import { corpus } from '../support/shared.js';

const [vmx] = LANGUAGES;
const RUNS = { numRuns: 3000 };

const file = fc.oneof({ weight: 4, arbitrary: mutatedFile }, structuralBytes, anyBytes);
const intent: fc.Arbitrary<Intent> = fc.record({
  nested: fc.constantFrom(...NESTED_INTENTS),
  stated: fc.boolean(),
});

function checkFindings(bytes: Buffer, intent: Intent): void {
  const document = new VmxDocument(Source.fromBytes(bytes));
  for (const finding of lint(document, RULES, intent).findings) {
    for (const place of [finding, ...finding.related]) {
      expect(place.start).toBeGreaterThanOrEqual(0);
      expect(place.end).toBeGreaterThanOrEqual(place.start);
      expect(place.end).toBeLessThanOrEqual(document.source.view.length);
      const { line, column, offset } = document.source.pointAt(place.start);
      expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
      expect(offset).toBeLessThanOrEqual(bytes.length);
    }
  }
}

function checkFix(bytes: Buffer, intent: Intent, unsafe: boolean): void {
  const options = { unsafe, assume: true };
  const before = new VmxDocument(Source.fromBytes(bytes));
  const { document, composed, applied } = fix(before, vmx!, RULES, intent, options);
  // Bytes outside of the edits that are reported are identical.
  expect(applyEdits(before.source.view, composed.edits)).toBe(document.source.view);
  if (applied.length === 0) expect(Buffer.from(document.source.bytes).equals(bytes)).toBe(true);
  // Fixing twice equals fixing once.
  const again = fix(
    new VmxDocument(Source.fromBytes(document.source.bytes)),
    vmx!,
    RULES,
    intent,
    options,
  );
  expect(again.applied.map((finding) => finding.rule)).toEqual([]);
  // Fixing never makes it worse.
  const errors = (of: VmDocument): number =>
    lint(of, RULES, intent).findings.filter((finding) => finding.severity === 'error').length;
  expect(errors(document)).toBeLessThanOrEqual(errors(before));
}

test('linting any file ends with findings that stand inside of it', () => {
  fc.assert(fc.property(file, intent, checkFindings), RUNS);
});

test('fixing any file changes what it reports and nothing else, once and for all', () => {
  fc.assert(fc.property(file, intent, fc.boolean(), checkFix), RUNS);
});

test('the same holds for the corpus', () => {
  for (const { bytes } of corpus('vmx')) {
    for (const nested of NESTED_INTENTS) {
      checkFindings(bytes, { nested, stated: false });
      checkFix(bytes, { nested, stated: false }, false);
      checkFix(bytes, { nested, stated: true }, true);
    }
  }
});

test('a file is judged the same as bytes and as text', () => {
  fc.assert(
    fc.property(fc.oneof(mutatedFile, anyBytes), intent, (bytes, intent) => {
      const source = Source.fromBytes(bytes);
      const text = bytes.toString('utf8');
      if (source.form !== 'bytes' || !Buffer.from(text, 'utf8').equals(bytes)) return;
      const judge = (from: Source): string[] => {
        const document = new VmxDocument(from);
        // An encoding that only bytes can have, and what follows from it, is no matter for text.
        if (document.declaredEncoding !== undefined && !/utf-?8/i.test(document.declaredEncoding))
          return [];
        return lint(document, RULES, intent).findings.map(
          ({ rule, message, start }) => `${start} ${rule} ${message}`,
        );
      };
      expect(judge(Source.fromText(text))).toEqual(judge(source));
    }),
    RUNS,
  );
});
