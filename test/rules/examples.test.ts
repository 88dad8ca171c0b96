import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import { ruleTester } from '../../src/api/index.js';
import { languageIn, type VmDocument } from '../../src/languages/index.js';
import { lint } from '../../src/lint/linter.js';
import { findMessages } from '../../src/messages/find.js';
import type { Example, Intent, Rule } from '../../src/lint/rule.js';
import { Source } from '../../src/source/source.js';

for (const rule of RULES) ruleTester(rule, {}, { describe, test });

function read(rule: Rule, example: Example): VmDocument {
  const bytes = Buffer.from(example.text, example.bytes ? 'latin1' : 'utf8');
  const dialect = example.dialect ?? rule.dialects?.[0] ?? rule.languages[0]!;
  return languageIn(dialect).parse(Source.fromBytes(bytes));
}

function intentOf(example: Example): Intent {
  const { nested = 'require', stack = {}, logText, policies = [] } = example;
  return { nested, stated: example.nested !== undefined, given: stack, logText, policies };
}

test.each(RULES.map((rule) => [rule.id, rule] as const))(
  '%s quotes messages of products that `explain` knows',
  (_id, rule) => {
    for (const example of rule.examples.bad) {
      for (const { productMessage } of lint(read(rule, example), [rule], intentOf(example))
        .findings) {
        if (productMessage !== undefined) {
          expect(findMessages(productMessage).found).not.toEqual([]);
        }
      }
    }
  },
);

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
