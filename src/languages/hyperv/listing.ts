import type { Setting, SettingType } from './settings.js';
import { textOf } from './settings.js';
import { valueOf } from './xml-tree.js';

/**
 * A tree of settings as text, a line each: `configuration/settings/processors/count = 2`. So examples, documentation
 * and frames show what is in a container. Repeated names have a line each, one below the other.
 */
const LINE = /^(configuration(?:\/[^/=\s]+)*)(?: = (.*))?$/;

const BYTES = 'base64:';

export function isListing(view: string): boolean {
  const end = view.indexOf('\n');
  return LINE.test(end === -1 ? view : view.slice(0, end).replace(/\r$/, ''));
}

/** A line of a listing. */
export interface ListedLine {
  readonly start: number;
  readonly end: number;
}

interface ListedSetting extends Setting {
  readonly children: ListedSetting[];
}

/** The tree that a view of a listing describes. What is no line of one is left out. */
export function readListing(
  view: string,
  decode: (view: string) => string,
): { root: Setting | undefined; lines: ListedLine[] } {
  const lines: ListedLine[] = [];
  let root: ListedSetting | undefined;
  let start = 0;
  while (start < view.length) {
    const newline = view.indexOf('\n', start);
    const end = newline === -1 ? view.length : newline + 1;
    lines.push({ start, end });
    const match = LINE.exec(view.slice(start, newline === -1 ? end : newline));
    if (match !== null) {
      const [, path = '', value] = match;
      const names = path.split('/');
      root ??= node('configuration', undefined, { start, end: start + 'configuration'.length });
      let parent = root;
      for (const [depth, name] of names.slice(1).entries()) {
        const isLast = depth === names.length - 2;
        const known = isLast && value !== undefined ? undefined : last(parent, name);
        const child: ListedSetting =
          known ??
          (isLast && value !== undefined
            ? leaf(name, parent, value, decode(value), { start, end: start + match[0].length })
            : node(name, parent, { start, end: start + path.length }));
        if (known === undefined) parent.children.push(child);
        parent = child;
      }
    }
    start = end;
  }
  return { root, lines };
}

function last(parent: ListedSetting, name: string): ListedSetting | undefined {
  const child = parent.children.at(-1);
  if (child?.name === name && child.type === 'node') return child;
  return parent.children.find((one) => one.name === name && one.type === 'node');
}

function node(
  name: string,
  parent: Setting | undefined,
  at: { start: number; end: number },
): ListedSetting {
  return { name, type: 'node', value: undefined, text: '', parent, children: [], at, whole: at };
}

function leaf(
  name: string,
  parent: Setting,
  written: string,
  decoded: string,
  whole: { start: number; end: number },
): ListedSetting {
  const type = typeOf(written);
  const text =
    type === 'bytes'
      ? decoded.slice(BYTES.length)
      : type === 'string' && /^".*"$/.test(decoded)
        ? decoded.slice(1, -1)
        : decoded;
  const start = whole.end - written.length;
  const at = written === '' ? whole : { start, end: whole.end };
  const value = valueOf(type, text);
  return { name, type, value, text, parent, children: [], at, whole };
}

function typeOf(written: string): SettingType {
  if (/^-?\d+$/.test(written)) return 'integer';
  if (/^(?:True|False)$/.test(written)) return 'bool';
  return written.startsWith(BYTES) ? 'bytes' : 'string';
}

/** A value as a listing has it; strings that could be taken for something else are quoted. */
export function listed(setting: Pick<Setting, 'type' | 'value' | 'text'>): string {
  const { type, value, text } = setting;
  if (value === undefined) return text;
  if (type === 'bytes') return `${BYTES}${textOf(value)}`;
  return type === 'string' && typeOf(text) !== 'string' ? `"${text}"` : text;
}
