/**
 * vmlint as a library. The same code runs behind the command: what it says of a file, this says. Nothing here
 * writes files, prints, ends the process, or changes the working folder.
 */
import { RECOMMENDED, RULES } from '../../rules/index.js';

export { configFor, ConfigurationError } from './config.js';
export type { ConfigForOptions, ConfigurationProblem } from './config.js';
export { explain } from './explain.js';
export type { Explained, Explanation, RuleDescription } from './explain.js';
export { fixText, lintFiles, lintText } from './lint.js';
export type { FixResult, FixTextOptions, LintFilesOptions, LintTextOptions } from './lint.js';
export type { ConfigOptions, FileConfig, FixOptions, JudgeOptions, TextOptions } from './model.js';
export { OptionError } from './option-error.js';
export { ruleTester } from './rule-tester.js';
export type { Cases, TestFramework } from './rule-tester.js';
export * from './hyperv.js';
export * from './vbox.js';
export * from './vmx.js';

export { defineLanguage } from './language.js';
export type { OtherRule, OwnLanguage } from './language.js';
export { addNodeBehind, removeNode, replaceNode } from '../languages/other/changes.js';
export type { LanguageDefinition, TreeNode } from '../languages/other/definition.js';
export type { OtherDocument, OtherNode } from '../languages/other/document.js';
export { LanguageError } from '../languages/other/language.js';
export { defineRule } from '../lint/rule.js';
export { RuleError } from '../lint/rule-error.js';
export type { OptionValue, RuleOption, RuleOptions } from '../lint/options.js';
export type { Policy } from '../lint/policy.js';

/** Every rule that comes with vmlint, by id. */
export const rules = RULES;
/** The rules that apply unless somebody says otherwise. */
export const recommended = RECOMMENDED;

export type {
  BadExample,
  Example,
  Handlers,
  Intent,
  NestedIntent,
  Preset,
  Reference,
  Report as RuleReport,
  ReviewContext,
  Rule,
  RuleContext,
} from '../lint/rule.js';
export type {
  Command,
  Finding as RuleFinding,
  Fix as RuleFix,
  FixSafety,
  Range,
  Related as RuleRelated,
  Severity,
} from '../lint/finding.js';
export type { Omitted } from '../lint/omissions.js';
export type {
  FileReport,
  FileStatus,
  Finding,
  Fix,
  Edit,
  LineChange,
  ReadOnlyReason,
  Related,
  Report,
  SkipReason,
  Summary,
} from '../report/json-model.js';
export type { Point } from '../source/source.js';
export type { LanguageId } from '../languages/index.js';
export type { ElementDescription } from '../languages/vbox/catalogue/index.js';
export type { MistakenKey, SettingDescription } from '../languages/vmx/catalogue/index.js';
export type { ProductMessage, Step } from '../messages/model.js';
export type { Stack } from '../stack/stack.js';
