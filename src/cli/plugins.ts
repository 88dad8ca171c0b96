import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inPlainWords } from '../files/errors.js';
import { isThere } from '../files/there.js';
import { addLanguage, allLanguages, type Language } from '../languages/index.js';
import type { LanguageDefinition } from '../languages/other/definition.js';
import { otherLanguage, whyNotAdded } from '../languages/other/language.js';
import { SEVERITIES } from '../lint/finding.js';
import { defineRule, type Rule } from '../lint/rule.js';
import { guarded } from '../lint/rule-error.js';
import { UsageError } from './usage-error.js';

/** The launcher's `import()`: the program itself is a script, which has none. */
declare const importModule: (url: string) => Promise<unknown>;

/**
 * The rules of modules, which are run for it. Only the command line names them: a configuration never runs code.
 * @param own rules that have their ids already
 * @throws {UsageError} for a module that cannot be loaded, or that exports something else
 */
export async function loadPlugins(
  names: readonly string[],
  own: readonly Rule[],
  cwd: string,
): Promise<readonly Rule[]> {
  const taken = new Map(own.map(({ id }) => [id, 'vmlint']));
  const languages = new Map<string, string>();
  const loaded: Rule[] = [];
  for (const name of new Set(names)) {
    const plugin = await load(name, cwd);
    for (const language of languagesIn(plugin, name)) {
      const other = languages.get(language.id);
      if (other !== undefined) {
        throw new UsageError(
          `--plugin ${name}: its language ${language.id} is already one of ${other}`,
        );
      }
      languages.set(language.id, name);
      addLanguage(language);
    }
    for (const rule of rulesIn(plugin, name)) {
      const other = taken.get(rule.id);
      if (other !== undefined) {
        throw new UsageError(`--plugin ${name}: its rule ${rule.id} is already one of ${other}`);
      }
      taken.set(rule.id, name);
      loaded.push(rule);
    }
  }
  return loaded;
}

function refuser(name: string): (message: string) => never {
  return (message) => {
    throw new UsageError(`--plugin ${name}: ${message}`);
  };
}

/** What a module exports. */
async function load(name: string, cwd: string): Promise<unknown> {
  const refuse = refuser(name);
  const path = modulePath(name, cwd) ?? refuse('no such file, and no such package in node_modules');
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    refuse('it is a folder; name the module in it');
  }
  let module: unknown;
  try {
    module = await importModule(pathToFileURL(path).href);
  } catch (error) {
    return refuse(`it could not be loaded: ${messageOf(error)}`);
  }
  const exported = field(module, 'default');
  // A CommonJS module that was compiled from an ES module has its default export in another.
  const isPlugin = [exported, field(exported, 'default')].find((one) =>
    ['rules', 'languages'].some((list) => field(one, list) !== undefined),
  );
  return isPlugin ?? refuse('expected `export default { rules: [...] }`');
}

function languagesIn(plugin: unknown, name: string): Language[] {
  const refuse = refuser(name);
  const languages = field(plugin, 'languages') ?? [];
  if (!Array.isArray(languages)) return refuse('its `languages` are no list');
  return languages.map((language: unknown) => {
    const problem = whyNotAdded(language);
    if (problem !== undefined) return refuse(`its language ${problem}`);
    return otherLanguage(language as LanguageDefinition, name);
  });
}

/** Those of its languages are known already. */
function rulesIn(plugin: unknown, name: string): Rule[] {
  const refuse = refuser(name);
  const rules = field(plugin, 'rules') ?? [];
  if (!Array.isArray(rules)) return refuse('its `rules` are no list');
  return rules.map((rule: unknown, index) => {
    const problem = whyNoRule(rule);
    if (problem !== undefined) return refuse(`rules[${index}] ${problem}`);
    try {
      return guarded(defineRule(rule as Rule), name);
    } catch (error) {
      return refuse(messageOf(error));
    }
  });
}

/** A path from the working folder, or a package as `import` finds it from there. */
function modulePath(name: string, cwd: string): string | undefined {
  const path = resolve(cwd, name);
  if (/^\.{1,2}(?:[\\/]|$)/.test(name) || isAbsolute(name)) return isThere(path) ? path : undefined;
  const parts = name.split('/');
  const length = name.startsWith('@') ? 2 : 1;
  for (let folder = cwd; ; folder = dirname(folder)) {
    const home = join(folder, 'node_modules', ...parts.slice(0, length));
    if (isThere(join(home, 'package.json'))) return entryOf(home, parts.slice(length));
    if (dirname(folder) === folder) break;
  }
  return isFile(path) ? path : undefined;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The file that a package, or a part of it, is imported from. */
function entryOf(home: string, part: readonly string[]): string | undefined {
  let description: unknown;
  try {
    description = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  } catch {
    return undefined;
  }
  const exported = field(description, 'exports');
  const subpath = ['.', ...part].join('/');
  if (exported !== undefined && exported !== null) {
    const isTable = Object.keys(exported).some((key) => key.startsWith('.'));
    const target = conditional(isTable ? field(exported, subpath) : part.length ? null : exported);
    return target === undefined ? undefined : join(home, target);
  }
  if (part.length > 0) return join(home, ...part);
  const main = field(description, 'main');
  const candidates = [typeof main === 'string' ? main : 'index.js', `${String(main)}.js`];
  return candidates.map((file) => join(home, file)).find(isFile);
}

const CONDITIONS = new Set(['node', 'import', 'module-sync', 'default']);

/** The first of the targets whose conditions hold, as Node takes them. */
function conditional(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null) return undefined;
  const choices: unknown[] = Array.isArray(target)
    ? target
    : Object.entries(target).flatMap(([name, choice]: [string, unknown]) =>
        CONDITIONS.has(name) ? [choice] : [],
      );
  for (const choice of choices) {
    const found = conditional(choice);
    if (found !== undefined) return found;
  }
  return undefined;
}

function field(value: unknown, name: string): unknown {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject ? Reflect.get(value, name) : undefined;
}

function messageOf(error: unknown): string {
  const message = field(error, 'code') === undefined ? field(error, 'message') : undefined;
  const text = typeof message === 'string' ? message : inPlainWords(error);
  return text.split('\n')[0] ?? '';
}

const TEXTS = ['id', 'summary', 'why', 'fixSafety'] as const;
const LISTS = ['languages', 'sources', 'presets'] as const;

/** What a rule lacks that only its author's compiler would have told. */
function whyNoRule(rule: unknown): string | undefined {
  if (typeof rule !== 'object' || rule === null) return 'is no rule: make it with defineRule';
  const has = (name: string, is: (value: unknown) => boolean): boolean => is(field(rule, name));
  const isText = (value: unknown): boolean => typeof value === 'string';
  const text = TEXTS.find((name) => !has(name, isText));
  if (text !== undefined) return `lacks the text \`${text}\``;
  const list = LISTS.find((name) => !has(name, Array.isArray));
  if (list !== undefined) return `lacks the list \`${list}\``;
  const examples = field(rule, 'examples');
  if (!Array.isArray(field(examples, 'good')) || !Array.isArray(field(examples, 'bad'))) {
    return 'lacks `examples` with the lists `good` and `bad`';
  }
  if (!has('messages', (value) => typeof value === 'object' && value !== null)) {
    return 'lacks the object `messages`';
  }
  if (!has('check', (value) => typeof value === 'function')) return 'lacks the function `check`';
  if (!has('severity', (value) => SEVERITIES.some((severity) => severity === value))) {
    return `has no \`severity\` of ${SEVERITIES.join(', ')}`;
  }
  const ids = allLanguages().map(({ id }) => id);
  const languages = field(rule, 'languages') as unknown[];
  const areKnown = languages.every((language) => ids.some((id) => id === language));
  return areKnown ? undefined : `has \`languages\` other than ${ids.join(', ')}`;
}
