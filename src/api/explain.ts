import { RULES } from '../../rules/index.js';
import { explanationOf, type Known } from '../explain/explanation.js';
import type { Topic } from '../explain/topics.js';
import type { HypervSetting } from '../languages/hyperv/catalogue/index.js';
import type { ElementDescription } from '../languages/vbox/catalogue/index.js';
import type { MistakenKey, SettingDescription } from '../languages/vmx/catalogue/index.js';
import type { Rule } from '../lint/rule.js';
import type { ProductMessage } from '../messages/model.js';
import { messagesOfRule } from '../messages/table.js';
import { OptionError, shown } from './option-error.js';

/** A rule without its code. */
export type RuleDescription = Omit<Rule, 'check' | 'review' | 'concerns' | 'messages'>;

/** One thing that is known of what was asked. */
export type Explained =
  | {
      readonly kind: 'rule';
      readonly rule: RuleDescription;
      /** What products say where the rule finds something. */
      readonly productMessages: readonly string[];
    }
  | {
      readonly kind: 'setting';
      readonly setting: SettingDescription;
      /** People write it into a `.vmx`, where nothing reads it. */
      readonly mistake?: MistakenKey;
    }
  /** A key that no VMware product reads. */
  | { readonly kind: 'mistake'; readonly mistake: MistakenKey }
  /** An element in settings of VirtualBox. */
  | { readonly kind: 'element'; readonly element: ElementDescription }
  /** A setting in configurations of Hyper-V. */
  | { readonly kind: 'hyperv-setting'; readonly setting: HypervSetting }
  /** A key that is not known, and the one that was probably meant. */
  | { readonly kind: 'misspelling'; readonly key: string; readonly meant: string }
  | {
      /** A message that a product shows: its cause, and what to do. */
      readonly kind: 'message';
      readonly message: ProductMessage;
      /** What of it stands in what was asked. */
      readonly texts: readonly string[];
      /** Other messages that stand there for the same reason. */
      readonly alsoThere: readonly string[];
    }
  /** A word of the subject (`SLAT`, `promiscuous mode`), or a value of `guestOS`. */
  | { readonly kind: 'topic'; readonly topic: Topic };

export interface Explanation {
  /** In the order in which it is to be told; empty where nothing is known. */
  readonly known: readonly Explained[];
  /** Where nothing is known: ids of rules and settings that may be meant. */
  readonly nearNames: readonly string[];
  /** Where nothing is known: messages that begin so, or have the same words. */
  readonly nearMessages: readonly string[];
}

/**
 * What `vmlint explain` knows of a rule (by its id, also without the group), a setting (also as a pasted line), or
 * a message that a product shows. Nothing is thrown where nothing is known.
 */
export function explain(what: string): Explanation {
  if (typeof what !== 'string') {
    throw new OptionError(`what to explain is ${shown(what)}, expected a string`);
  }
  const { known, nearNames, nearMessages } = explanationOf(what, RULES);
  return { known: known.map(explained), nearNames, nearMessages };
}

function explained(part: Known): Explained {
  switch (part.kind) {
    case 'rule': {
      const { rule } = part;
      return { kind: 'rule', rule: described(rule), productMessages: messagesOfRule(rule.id) };
    }
    case 'message': {
      const { entry, texts, alsoThere } = part.message;
      return { kind: 'message', message: entry, texts, alsoThere };
    }
    default:
      return part;
  }
}

function described(rule: Rule): RuleDescription {
  const parts = Object.entries(rule).filter(([name]) => !CODE.includes(name));
  return Object.fromEntries(parts) as unknown as RuleDescription;
}

const CODE = ['check', 'review', 'concerns', 'messages'];
