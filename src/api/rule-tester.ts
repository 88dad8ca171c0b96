import { AssertionError, deepStrictEqual, strictEqual } from 'node:assert';
import { languageIn, sourceOf, type Language, type VmDocument } from '../languages/index.js';
import { fix, FixerError } from '../lint/fixer.js';
import type { Finding } from '../lint/finding.js';
import { lint } from '../lint/linter.js';
import { configured, type BadExample, type Example, type Intent, type Rule } from '../lint/rule.js';

/** More files than the rule shows its users. */
export interface Cases {
  readonly good?: readonly Example[];
  readonly bad?: readonly BadExample[];
}

/** The functions of a test framework: of Jest, Vitest, Mocha or node:test. */
export interface TestFramework {
  describe(name: string, define: () => void): unknown;
  test(name: string, run: () => void): unknown;
}

/**
 * Runs the examples of a rule, and more cases: it says nothing of the good ones; of the bad ones it says what they
 * say that it says, where they say it; its fixes make of them what they say, do nothing when applied again, and
 * leave nothing that has a fix.
 *
 * Without a framework all is run at once. @throws {AssertionError} that names the rule, the example and what
 * differs; with a framework its tests throw them.
 */
export function ruleTester(rule: Rule, cases: Cases = {}, framework?: TestFramework): void {
  const tests = testsOf(rule, cases);
  if (framework === undefined) {
    for (const { run } of tests) run();
    return;
  }
  framework.describe(rule.id, () => {
    for (const { name, run } of tests) framework.test(name, run);
  });
}

interface Test {
  readonly name: string;
  readonly run: () => void;
}

function testsOf(rule: Rule, cases: Cases): Test[] {
  const good = [...rule.examples.good, ...(cases.good ?? [])];
  const bad = [...rule.examples.bad, ...(cases.bad ?? [])];
  const named = (word: string, example: Example, run: (about: string) => void): Test => {
    const name = `${word} ${example.title ?? JSON.stringify(example.text)}`;
    return { name, run: () => run(`${rule.id} ${name}`) };
  };
  return [
    ...good.map((example) => named('accepts', example, (about) => accepts(rule, example, about))),
    ...bad.flatMap((example) => [
      named('rejects', example, (about) => rejects(rule, example, about)),
      named('fixes', example, (about) => fixes(rule, example, about)),
    ]),
  ];
}

function accepts(rule: Rule, example: Example, about: string): void {
  equal(findingsOf(rule, example), [], `${about}: a good example has findings`);
}

function rejects(rule: Rule, example: BadExample, about: string): void {
  const found = findingsOf(rule, example);
  const expected = example.findings.map((finding, index) => {
    const actual = found[index]?.message;
    // A part of the message is enough.
    const message = actual?.includes(finding.message) ? actual : finding.message;
    return { severity: rule.severity, ...finding, message };
  });
  equal(found, expected, `${about}: the findings differ`);
  for (const { message } of found) {
    const unfilled = /\{\w+\}/.exec(message)?.[0];
    if (unfilled !== undefined) fail(`${about}: nothing fills ${unfilled} in "${message}"`);
    if (message.endsWith('.')) fail(`${about}: "${message}" ends in a full stop`);
  }
}

function fixes(rule: Rule, example: BadExample, about: string): void {
  const fixing = (text: string, unsafe: boolean): string =>
    fixed(rule, example, text, unsafe, about);
  const safe = fixing(example.text, false);
  strictSame(safe, example.fixed ?? example.text, `${about}: the safe fixes make something else`);
  const again = `${about}: fixing what was fixed changes it again`;
  strictSame(fixing(safe, false), safe, again);
  const all = fixing(example.text, true);
  const expected = example.fixedUnsafe ?? example.fixed ?? example.text;
  strictSame(all, expected, `${about}: all fixes, also unsafe ones, make something else`);
  strictSame(fixing(all, true), all, again);
  const left = lint(read(rule, example, all), [told(rule, example)], intentOf(example)).findings;
  const fixable = left
    .filter(({ fix }) => (fix?.edits ?? []).length > 0)
    .map(({ message }) => message);
  equal(fixable, [], `${about}: what was fixed still has fixes`);
}

interface Found extends Pick<Finding, 'message' | 'severity'> {
  readonly line: number;
  readonly column: number;
}

function findingsOf(rule: Rule, example: Example): Found[] {
  const document = read(rule, example, example.text);
  return lint(document, [told(rule, example)], intentOf(example)).findings.map((finding) => {
    const { line, column } = document.source.pointAt(finding.start);
    return { severity: finding.severity, line, column, message: finding.message };
  });
}

/** The text after its fixes. */
function fixed(rule: Rule, example: Example, text: string, unsafe: boolean, about: string): string {
  const before = read(rule, example, text);
  const options = { unsafe, assume: true };
  try {
    const outcome = fix(
      before,
      languageOf(rule, example),
      [told(rule, example)],
      intentOf(example),
      options,
    );
    return Buffer.from(outcome.document.source.bytes).toString(encodingOf(example));
  } catch (error) {
    if (error instanceof FixerError) fail(`${about}: ${error.message}`);
    throw error;
  }
}

function read(rule: Rule, example: Example, text: string): VmDocument {
  const bytes = Buffer.from(text, encodingOf(example));
  const language = languageOf(rule, example);
  return language.parse(sourceOf('', bytes, language.id));
}

function encodingOf({ bytes }: Example): 'latin1' | 'utf8' {
  return bytes ? 'latin1' : 'utf8';
}

function languageOf(rule: Rule, example: Example): Language {
  return languageIn(example.dialect ?? rule.dialects?.[0] ?? rule.languages[0]!);
}

function intentOf({ nested, stack = {}, logText, policies = [] }: Example): Intent {
  const stated = nested !== undefined;
  return { nested: nested ?? 'require', stated, given: stack, logText, policies };
}

/** The rule, told what the example tells it. */
function told(rule: Rule, { options }: Example): Rule {
  return options === undefined ? rule : configured(rule, undefined, options);
}

function equal(actual: unknown, expected: unknown, message: string): void {
  assertWith(message, () => deepStrictEqual(actual, expected));
}

function strictSame(actual: string, expected: string, message: string): void {
  assertWith(message, () => strictEqual(actual, expected));
}

/** What differs is worth more than the message alone. */
function assertWith(message: string, assertion: () => void): void {
  try {
    assertion();
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error;
    const { actual, expected, operator } = error;
    throw new AssertionError({
      message: `${message}\n${error.message}`,
      actual,
      expected,
      operator,
      stackStartFn: ruleTester,
    });
  }
}

function fail(message: string): never {
  throw new AssertionError({ message, stackStartFn: ruleTester });
}
