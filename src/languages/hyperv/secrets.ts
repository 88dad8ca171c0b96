import type { Span } from '../document.js';
import { walkSettings, type Setting } from './settings.js';

/** What protects the keys of a virtual TPM, and what it holds. */
const SECRET = /^(?:key_protector|vtpm_engine_nvram)$/;

/** Where values stand that must never be shown. */
export function secretSettings(root: Setting): Span[] {
  const spans: Span[] = [];
  walkSettings(root, (setting) => {
    if (isSecret(setting) && setting.text !== '') spans.push(setting.at);
  });
  return spans;
}

export function isSecret({ name }: Pick<Setting, 'name'>): boolean {
  return SECRET.test(name);
}

const IN_XML = /<(key_protector|vtpm_engine_nvram)(?=[\s>])[^>]*>([^<]+)/g;
const IN_LISTING = /\/(key_protector|vtpm_engine_nvram) = (.+)/g;

/** The same in some lines of a file, as far as these show it. */
export function secretsInLines(view: string): Span[] {
  const spans: Span[] = [];
  for (const pattern of [IN_XML, IN_LISTING]) {
    for (const match of view.matchAll(pattern)) {
      const end = match.index + match[0].length;
      spans.push({ start: end - match[2]!.length, end });
    }
  }
  return spans;
}
