import { RULES } from '../../rules/index.js';
import { findMistakenKey, findSetting, nearestSetting } from '../languages/vmx/catalogue/index.js';
import { nearNames, rulesAbout, rulesById } from '../lint/find-rules.js';
import type { Rule } from '../lint/rule.js';
import { findMessages } from '../messages/find.js';
import { createColors, type Colors } from '../report/colors.js';
import { escapeControls } from '../report/escape.js';
import { wantsColor } from './color.js';
import { explainMessage } from './explain-message.js';
import { explainMisplaced, explainMistake, explainRule, explainSetting } from './explanations.js';
import { toStderr, toStdout } from './output.js';

/**
 * Explains a rule, a setting (also as a pasted line of a file), or a message that a product shows: its cause, what
 * to do, and the rules that have to do with it.
 */
export async function runExplain(
  what: string,
  color: 'auto' | 'always' | 'never',
): Promise<number> {
  const colors = createColors(await wantsColor(color, 1));
  const { found, near } = explanations(what, colors);
  if (found.length > 0) {
    toStdout(found.join('\n\n'));
    return 0;
  }
  toStderr(unknown(what, near));
  return 2;
}

interface Explanations {
  readonly found: readonly string[];
  /** Messages that may be meant. */
  readonly near: readonly string[];
}

function explanations(what: string, colors: Colors): Explanations {
  const rules = rulesById(RULES, what);
  const found =
    rules.length > 0
      ? rules.map((rule) => explainRule(rule, colors))
      : aboutSetting(what.trim(), colors);
  if (found !== undefined) return { found, near: [] };
  const messages = findMessages(what);
  if (messages.found.length > 0) {
    return {
      found: messages.found.map((message) => explainMessage(message, RULES, colors)),
      near: [],
    };
  }
  return {
    found: aboutLines(what, colors) ?? aboutMisspelt(what.trim(), colors) ?? [],
    near: messages.near,
  };
}

/** A key that is known, be it as one that people write in vain. */
function aboutSetting(key: string, colors: Colors): string[] | undefined {
  const described = describe(key, colors);
  return (
    described && [...described.parts, ...described.rules.map((rule) => explainRule(rule, colors))]
  );
}

function describe(
  key: string,
  colors: Colors,
): { parts: readonly string[]; rules: readonly Rule[] } | undefined {
  const mistake = findMistakenKey(key);
  const setting = findSetting(key);
  const rules = rulesAbout(RULES, key);
  if (mistake === undefined) {
    if (setting !== undefined) return { parts: [explainSetting(setting, colors)], rules };
    return rules.length > 0 ? { parts: [], rules } : undefined;
  }
  const meant = mistake.instead === undefined ? undefined : findSetting(mistake.instead);
  return {
    parts: [
      setting === undefined
        ? explainMistake(mistake, colors)
        : explainMisplaced(setting, mistake, colors),
      ...(meant === undefined ? [] : [explainSetting(meant, colors)]),
    ],
    rules: [...new Set([...rules, ...rulesAbout(RULES, mistake.instead ?? key)])],
  };
}

/** Pasted lines of a .vmx, or of the list of settings in a vmware.log (`DICT  vhv.enable = "TRUE"`). */
function aboutLines(pasted: string, colors: Colors): string[] | undefined {
  const keys = pasted.split(/[\r\n]+/).flatMap(keyOf);
  const [first = ''] = keys;
  if (keys.every((key) => key.toLowerCase() === first.toLowerCase())) {
    return aboutSetting(first, colors) ?? aboutMisspelt(first, colors);
  }
  const known = keys.flatMap((key) => describe(key, colors)?.parts ?? []);
  return known.length === 0 ? undefined : [...new Set(known)];
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
function aboutMisspelt(key: string, colors: Colors): string[] | undefined {
  if (key === '' || /\s/.test(key)) return undefined;
  const meant = nearestSetting(key)?.key;
  const setting = meant === undefined ? undefined : findSetting(meant);
  if (meant === undefined || setting === undefined) return undefined;
  return [
    `${escapeControls(key)} is not known; ${meant} is:\n`,
    explainSetting(setting, colors),
    ...rulesAbout(RULES, meant).map((rule) => explainRule(rule, colors)),
  ];
}

/** Who pastes a log need not see it again. */
const LONGEST_ECHO = 200;

function unknown(what: string, messages: readonly string[]): string {
  const shown = what.length > LONGEST_ECHO ? `${what.slice(0, LONGEST_ECHO)}…` : what;
  const names = nearNames(RULES, what);
  const meant = names.length === 0 ? '' : ` Did you mean ${names.join(' or ')}?`;
  return [
    `error: nothing is known of "${escapeControls(shown)}": no rule, no setting, no message of a product.${meant}`,
    ...(messages.length === 0
      ? []
      : ['Messages that begin so, or have these words:', ...messages.map((text) => `  ${text}`)]),
    '`vmlint rules` lists the rules, `vmlint settings` the settings.',
    '',
  ].join('\n');
}
