import { resolve } from 'node:path';
import { DEFAULT_MAX_SIZE } from '../files/max-size.js';
import { DEFAULT_FORMAT, END_OF_LINE_CHOICES, type FormatOptions } from '../format/options.js';
import { sourceOf } from '../languages/index.js';
import { NO_PATH } from '../run/check-file.js';
import { formatSource, type FormatFileOptions, type FormatReport } from '../run/format-file.js';
import { Source } from '../source/source.js';
import { isConfigured } from './configured.js';
import type { FileConfig, TextOptions } from './model.js';
import { OptionError, shown } from './option-error.js';
import { languageOf } from './options.js';

export const FORMAT_OPTIONS: readonly (keyof FormatOptions)[] = ['endOfLine', 'groupNamespaces'];

export interface FormattedContent {
  /** Undefined: it was left as it is. */
  readonly formatted: Source | undefined;
  /** Why it was left although somebody may think that it was formatted. */
  readonly whyNot: string | undefined;
}

/** What options say of how a file is to be written, else its configuration. @throws {OptionError} */
export function formatOptions(
  { endOfLine, groupNamespaces }: { readonly [Name in keyof FormatOptions]?: unknown },
  config: FileConfig | undefined,
): FormatOptions {
  if (config !== undefined && !isConfigured(config)) {
    throw new OptionError(`config is ${shown(config)}, expected what configFor gives`);
  }
  const otherwise = config?.format ?? DEFAULT_FORMAT;
  const asked = END_OF_LINE_CHOICES.find((choice) => choice === endOfLine);
  if (endOfLine !== undefined && asked === undefined) {
    const known = END_OF_LINE_CHOICES.join(', ');
    throw new OptionError(`endOfLine is ${shown(endOfLine)}, expected one of ${known}`);
  }
  if (groupNamespaces !== undefined && typeof groupNamespaces !== 'boolean') {
    throw new OptionError(`groupNamespaces is ${shown(groupNamespaces)}, expected true or false`);
  }
  return {
    endOfLine: asked ?? otherwise.endOfLine,
    groupNamespaces: groupNamespaces ?? otherwise.groupNamespaces,
  };
}

/** What `vmlint format --stdin` makes of a text or of bytes. */
export function formatContent(
  content: string | Uint8Array,
  { path, cwd, language, config }: TextOptions,
  format: FormatOptions,
): FormattedContent {
  if (config?.ignoredBy !== undefined) return { formatted: undefined, whyNot: undefined };
  const place = {
    path: path ?? NO_PATH,
    absolute: path === undefined ? undefined : resolve(cwd ?? '', path),
    language: languageOf(language),
  };
  const source =
    typeof content === 'string'
      ? Source.fromText(content)
      : sourceOf(path ?? '', content, language);
  const options: FormatFileOptions = {
    format,
    hostState: 'leave',
    check: false,
    backup: false,
    force: false,
    maxSize: DEFAULT_MAX_SIZE,
  };
  let formatted: Source | undefined;
  const report = formatSource(place, source, options, (now) => void (formatted = now));
  return { formatted, whyNot: whyNot(report) };
}

function whyNot({ status, reason, explanation, error }: FormatReport): string | undefined {
  if (status === 'failed') return error;
  const isLeft = status === 'read-only' || (status === 'skipped' && reason !== 'not-a-vm-config');
  return isLeft ? explanation : undefined;
}
