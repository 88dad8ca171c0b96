import {
  findMistakenKey,
  findSetting,
  nearestSetting,
  type MistakenKey,
  type SettingDescription,
} from '../languages/vmx/catalogue/index.js';
import type { HypervSetting } from '../languages/hyperv/catalogue/index.js';
import {
  isWithin,
  nearestSettingName,
  settingsAskedFor,
} from '../languages/hyperv/catalogue/lookup.js';
import type { ElementDescription } from '../languages/vbox/catalogue/index.js';
import { elementsAskedFor, nearestElementName } from '../languages/vbox/catalogue/lookup.js';
import { nearNames, rulesAbout, rulesById } from '../lint/find-rules.js';
import type { Rule } from '../lint/rule.js';
import { findMessages, type Found } from '../messages/find.js';
import { guestOsTopic } from './guest-os-topic.js';
import { findTopic, type Topic } from './topics.js';

/** One thing that is known of what was asked. */
export type Known =
  | { readonly kind: 'rule'; readonly rule: Rule }
  /** `mistake`: people write it into a .vmx, where nothing reads it. */
  | {
      readonly kind: 'setting';
      readonly setting: SettingDescription;
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
  /** A message that a product shows. */
  | { readonly kind: 'message'; readonly message: Found }
  /** What people ask about that is none of these: `SLAT`, `promiscuous mode`. */
  | { readonly kind: 'topic'; readonly topic: Topic };

export interface Explanation {
  /** In the order in which it is to be told; empty: nothing is known. */
  readonly known: readonly Known[];
  /** Where nothing is known: ids and settings that may be meant. */
  readonly nearNames: readonly string[];
  /** Where nothing is known: messages that begin so, or have the same words. */
  readonly nearMessages: readonly string[];
}

/**
 * What is known of a rule (by its id, also without the group), a setting (also as a pasted line of a file), a
 * message that a product shows, a value of `guestOS`, or a word of the subject (`SLAT`).
 */
export function explanationOf(what: string, rules: readonly Rule[]): Explanation {
  const named = rulesById(rules, what);
  const known = named.length > 0 ? named.map(ofRule) : aboutSetting(what.trim(), rules);
  if (known !== undefined) return { known, nearNames: [], nearMessages: [] };
  const { found, near } = findMessages(what);
  if (found.length > 0) {
    const messages = found.map((message): Known => ({ kind: 'message', message }));
    return { known: messages, nearNames: [], nearMessages: [] };
  }
  const other = aboutWord(what) ?? aboutLines(what, rules) ?? aboutMisspelt(what.trim(), rules);
  if (other !== undefined) return { known: other, nearNames: [], nearMessages: [] };
  return { known: [], nearNames: nearNames(rules, what), nearMessages: near };
}

/** A value of `guestOS`, or something that is neither a rule nor a setting nor a message. */
function aboutWord(what: string): Known[] | undefined {
  const topic = findTopic(what) ?? guestOsTopic(what.trim());
  return topic && [{ kind: 'topic', topic }];
}

function ofRule(rule: Rule): Known {
  return { kind: 'rule', rule };
}

/** A key that is known, be it as one that people write in vain. */
function aboutSetting(key: string, rules: readonly Rule[]): Known[] | undefined {
  const about = rulesAbout(rules, key);
  const described = describe(key);
  if (described === undefined) {
    return aboutElement(key, rules) ?? aboutHyperv(key, rules) ?? nonEmpty(about.map(ofRule));
  }
  const { parts, meant } = described;
  const all = new Set([...about, ...rulesAbout(rules, meant ?? key)]);
  return [...parts, ...[...all].map(ofRule)];
}

/** An element of VirtualBox, by its name, its path or an attribute. */
function aboutElement(key: string, rules: readonly Rule[]): Known[] | undefined {
  const elements = elementsAskedFor(key);
  if (elements.length === 0) return undefined;
  const asked = key.split('/').map((part) => part.replace('@', ''));
  const aboutNamed = (name: string): readonly Rule[] => rulesAbout(rules, name);
  const about = new Set([...elements.map(({ name }) => name), ...asked].flatMap(aboutNamed));
  // Rules about an element say nothing of each attribute that it has.
  const saysNothing =
    asked.flatMap(aboutNamed).length === 0 &&
    elements.every(({ description }) => description === undefined);
  const word = saysNothing ? aboutWord(key) : undefined;
  if (word !== undefined) return word;
  return [
    ...elements.map((element): Known => ({ kind: 'element', element })),
    ...[...about].map(ofRule),
  ];
}

/** A setting of Hyper-V, by its path or the end of that, or by what cmdlets call it. */
function aboutHyperv(key: string, rules: readonly Rule[]): Known[] | undefined {
  const settings = settingsAskedFor(key);
  if (settings.length === 0) return undefined;
  const about = rules.filter((rule) =>
    settings.some((setting) => rule.settings?.some((called) => isWithin(setting, called))),
  );
  if (about.length === 0 && settings.every(({ description }) => description === undefined)) {
    const word = aboutWord(key);
    if (word !== undefined) return word;
  }
  return [
    ...settings.map((setting): Known => ({ kind: 'hyperv-setting', setting })),
    ...about.filter(({ languages }) => languages.includes('hyperv')).map(ofRule),
  ];
}

function nonEmpty(known: Known[]): Known[] | undefined {
  return known.length > 0 ? known : undefined;
}

function describe(key: string): { parts: Known[]; meant?: string | undefined } | undefined {
  const mistake = findMistakenKey(key);
  const setting = findSetting(key);
  if (mistake === undefined) {
    return setting && { parts: [{ kind: 'setting', setting }] };
  }
  const meant = mistake.instead === undefined ? undefined : findSetting(mistake.instead);
  const parts: Known[] = [
    setting === undefined ? { kind: 'mistake', mistake } : { kind: 'setting', setting, mistake },
  ];
  if (meant !== undefined) parts.push({ kind: 'setting', setting: meant });
  return { parts, meant: mistake.instead };
}

/** A tag of a .vbox, at the start of what was pasted. */
const TAG = /^\s*<([A-Za-z][\w.-]{0,79})[\s/>]/;

/** So Hyper-V writes the settings that have a value. */
const TYPED_TAG = /^\s*<[\w.-]{1,80}\s+type="(?:integer|bool|string|bytes)"/;

/** Pasted lines of a .vmx, or of the list of settings in a vmware.log (`DICT  vhv.enable = "TRUE"`). */
function aboutLines(pasted: string, rules: readonly Rule[]): Known[] | undefined {
  const tag = TAG.exec(pasted)?.[1];
  if (tag !== undefined) {
    const typed = TYPED_TAG.test(pasted) ? aboutHyperv(tag, rules) : undefined;
    return typed ?? aboutSetting(tag, rules) ?? aboutMisspelt(tag, rules);
  }
  const keys = pasted.split(/[\r\n]+/).flatMap(keyOf);
  const [first = ''] = keys;
  if (keys.every((key) => key.toLowerCase() === first.toLowerCase())) {
    return aboutSetting(first, rules) ?? aboutMisspelt(first, rules);
  }
  const known = keys.flatMap((key) => describe(key)?.parts ?? []);
  return known.length === 0 ? undefined : withoutRepeated(known);
}

/** Keys of several devices are one setting. */
function withoutRepeated(known: readonly Known[]): Known[] {
  const seen = new Map<unknown, Set<unknown>>();
  return known.filter((part) => {
    const setting = part.kind === 'setting' ? part.setting : undefined;
    const mistake = part.kind === 'setting' || part.kind === 'mistake' ? part.mistake : undefined;
    let mistakes = seen.get(setting);
    if (mistakes === undefined) seen.set(setting, (mistakes = new Set()));
    if (mistakes.has(mistake)) return false;
    mistakes.add(mistake);
    return true;
  });
}

function keyOf(line: string): string[] {
  const equals = line.indexOf('=');
  if (equals === -1 || equals > LONGEST_HEAD) return [];
  const words = line.slice(0, equals).trim().split(/\s+/);
  const key = words.at(-1)!;
  return key !== '' && (words.length === 1 || words.at(-2) === 'DICT') ? [key] : [];
}

/** What stands before the `=` of a line; keys have up to 80 characters. */
const LONGEST_HEAD = 200;

/** A key of which another spelling is known. */
function aboutMisspelt(key: string, rules: readonly Rule[]): Known[] | undefined {
  if (key === '' || /\s/.test(key)) return undefined;
  const meant = nearestSetting(key)?.key;
  const setting = meant === undefined ? undefined : findSetting(meant);
  if (meant === undefined || setting === undefined) return aboutMisspeltElement(key, rules);
  return [
    { kind: 'misspelling', key, meant },
    { kind: 'setting', setting },
    ...rulesAbout(rules, meant).map(ofRule),
  ];
}

function aboutMisspeltElement(key: string, rules: readonly Rule[]): Known[] | undefined {
  const meant = nearestElementName(key);
  if (meant === undefined) return aboutMisspeltInHyperv(key, rules);
  const known = aboutElement(meant, rules);
  return known && [{ kind: 'misspelling', key, meant }, ...known];
}

function aboutMisspeltInHyperv(key: string, rules: readonly Rule[]): Known[] | undefined {
  const meant = nearestSettingName(key);
  const known = meant === undefined ? undefined : aboutHyperv(meant, rules);
  return known && [{ kind: 'misspelling', key, meant: meant! }, ...known];
}
