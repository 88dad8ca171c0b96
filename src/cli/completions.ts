import type { Options } from 'yargs';
import { PRESET_NAMES } from '../config/presets.js';
import { COMMANDS, LINT_OPTIONS, OPTIONS_OF } from './options.js';

const REPORTS = ['pretty', 'compact', 'json'];

/**
 * What the shell may offer for the last of the words (the first is the program), one a line; nothing where a
 * path can stand, so that it offers files.
 */
export function completions(words: readonly string[]): string {
  const current = words.at(-1) ?? '';
  const named = OPTIONS_OF[words[1] ?? ''];
  const options = named ?? LINT_OPTIONS;
  return offers(words, options)
    .filter((word) => word.startsWith(current))
    .join('\n');
}

function offers(words: readonly string[], options: Readonly<Record<string, Options>>): string[] {
  const current = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  const option = before.startsWith('--') ? options[before.slice(2)] : undefined;
  if (option?.choices !== undefined) return option.choices.map(String);
  if (before === '--format') return REPORTS;
  if (before === '--preset') return [...PRESET_NAMES];
  if (current.startsWith('-')) {
    return [...Object.keys(options), 'help', 'version'].map((name) => `--${name}`);
  }
  return words.length <= 2 ? [...COMMANDS] : [];
}
