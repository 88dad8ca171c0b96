import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import { vmxIn, type Language, type VmxDocument } from '../../src/languages/index.js';
import { fix } from '../../src/lint/fixer.js';
import { lint } from '../../src/lint/linter.js';
import { findMessages } from '../../src/messages/find.js';
import { configured, type Example, type Intent, type Rule } from '../../src/lint/rule.js';
import { Source } from '../../src/source/source.js';

function languageOf(rule: Rule, example: Example): Language {
  return vmxIn(example.dialect ?? rule.dialects?.[0] ?? 'vmx');
}

function read(rule: Rule, example: Example, text = example.text): VmxDocument {
  return languageOf(rule, example).parse(
    Source.fromBytes(Buffer.from(text, example.bytes ? 'latin1' : 'utf8')),
  );
}

function intentOf(example: Example): Intent {
  const { nested = 'require', stack = {}, logText, policies = [] } = example;
  return { nested, stated: example.nested !== undefined, given: stack, logText, policies };
}

/** The rule, told what the example tells it. */
function told(rule: Rule, { options }: Example): Rule {
  return options === undefined ? rule : configured(rule, undefined, options);
}

function fixed(rule: Rule, example: Example, unsafe: boolean, text = example.text): string {
  const options = { unsafe, assume: true };
  const { document } = fix(
    read(rule, example, text),
    languageOf(rule, example),
    [told(rule, example)],
    intentOf(example),
    options,
  );
  return Buffer.from(document.source.bytes).toString(example.bytes ? 'latin1' : 'utf8');
}

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test.each(rule.examples.good.map((example) => [example.text, example] as const))(
    'accepts %j',
    (_text, example) => {
      expect(lint(read(rule, example), [told(rule, example)], intentOf(example)).findings).toEqual(
        [],
      );
    },
  );

  test.each(rule.examples.bad.map((example) => [example.text, example] as const))(
    'rejects %j',
    (_text, example) => {
      const document = read(rule, example);
      const findings = lint(document, [told(rule, example)], intentOf(example)).findings.map(
        (finding) => {
          const { line, column } = document.source.pointAt(finding.start);
          return { line, column, message: finding.message, severity: finding.severity };
        },
      );
      expect(findings).toEqual(
        example.findings.map((expected) => ({
          ...expected,
          message: expect.stringContaining(expected.message),
          severity: expected.severity ?? rule.severity,
        })),
      );
      for (const { message } of findings) expect(message).not.toMatch(/\{\w+\}|\.$/);
      const said = lint(document, [rule], intentOf(example)).findings;
      for (const { productMessage } of said) {
        if (productMessage !== undefined)
          expect(findMessages(productMessage).found).not.toEqual([]);
      }
    },
  );

  test.each(rule.examples.bad.map((example) => [example.text, example] as const))(
    'fixes %j as documented, once and for all',
    (_text, example) => {
      const safe = fixed(rule, example, false);
      expect(safe).toBe(example.fixed ?? example.text);
      expect(fixed(rule, example, false, safe)).toBe(safe);
      const all = fixed(rule, example, true);
      expect(all).toBe(example.fixedUnsafe ?? example.fixed ?? example.text);
      expect(fixed(rule, example, true, all)).toBe(all);
    },
  );

  test('does not touch what its fixes do not name, and leaves nothing fixable', () => {
    for (const example of rule.examples.bad) {
      const after = read(rule, example, fixed(rule, example, true));
      const left = lint(after, [told(rule, example)], intentOf(example)).findings;
      expect(left.filter((finding) => finding.fix !== undefined)).toEqual([]);
    }
  });
});

const BY_KEY = RULES.filter(({ concerns }) => concerns !== undefined);

test.each(BY_KEY.map((rule) => [rule.id, rule] as const))(
  '%s has nothing to say of files without the keys that it concerns',
  (_id, byKey) => {
    const { concerns: _concerns, ...rule } = byKey;
    for (const { examples } of RULES) {
      for (const example of [...examples.good, ...examples.bad]) {
        const document = read(rule, example);
        const intent = intentOf(example);
        const handlers = new Set<string>();
        const asked = { ...rule, check: noting(rule, handlers) };
        const { findings } = lint(document, [asked], intent);
        expect([...handlers].filter((name) => name !== 'document' && name !== 'entry')).toEqual([]);
        if (handlers.has('entry')) continue;
        expect(lint(document, [byKey], intent).findings).toEqual(findings);
      }
    }
  },
);

/** The rule's check, which notes what it wants to be called for. */
function noting(rule: Rule, handlers: Set<string>): Rule['check'] {
  return (context) => {
    const listener = rule.check(context);
    for (const name of Object.keys(listener)) handlers.add(name);
    return listener;
  };
}
