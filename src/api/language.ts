import { addLanguage } from '../languages/index.js';
import type { LanguageDefinition } from '../languages/other/definition.js';
import type { OtherDocument } from '../languages/other/document.js';
import { otherLanguage, whyNotAdded } from '../languages/other/language.js';
import type { RuleOptions } from '../lint/options.js';
import { defineRule, type Rule, type RuleContext } from '../lint/rule.js';

/** A rule about files of a language of one's own: `check` gets its documents, and returns what is to be run for one. */
export interface OtherRule<MessageId extends string, Options extends RuleOptions> extends Omit<
  Rule<MessageId, Options>,
  'languages' | 'dialects' | 'concerns' | 'configured' | 'check' | 'review'
> {
  check(
    context: Omit<RuleContext<MessageId, Options>, 'document'> & {
      readonly document: OtherDocument;
    },
  ): { document?: () => void };
}

export interface OwnLanguage extends LanguageDefinition {
  /** `defineRule` for files of this language. @throws {TypeError} as that does */
  rule<const MessageId extends string, const Options extends RuleOptions = RuleOptions>(
    rule: OtherRule<MessageId, Options>,
  ): Rule;
}

/**
 * Declares a language that vmlint does not come with: from now on its files are recognised and read here. A plugin
 * exports it: `export default { languages: [lab], rules: [lab.rule({ … })] }`.
 * @throws {TypeError} where it lacks something, or has the id or an ending of one that vmlint comes with
 */
export function defineLanguage(definition: LanguageDefinition): OwnLanguage {
  const problem = whyNotAdded(definition);
  if (problem !== undefined) throw new TypeError(`The language ${problem}`);
  addLanguage(otherLanguage(definition));
  return {
    ...definition,
    rule: (rule) =>
      defineRule({ ...rule, languages: [definition.id] } as unknown as Parameters<
        typeof defineRule
      >[0]),
  };
}
