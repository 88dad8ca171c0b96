/** What plugins are written with: `import { defineRule } from 'vmlint'`. */
export { defineRule } from './lint/rule.js';
export type {
  BadExample,
  Example,
  Handlers,
  Intent,
  Preset,
  Reference,
  Report,
  Rule,
  RuleContext,
} from './lint/rule.js';
export type { RuleOption, RuleOptions } from './lint/options.js';
export type { Finding, Fix, FixSafety, Range, Related, Severity } from './lint/finding.js';
export { addPair, removePair, setValue } from './languages/vmx/changes.js';
export { keyRange, lineRange, valueRange } from './languages/vmx/ranges.js';
export { isAbsent, setAll, stated } from './languages/vmx/stated.js';
