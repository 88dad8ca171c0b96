import { shown } from '../../text/shown.js';
import type { Span } from '../document.js';

export type SettingType = 'node' | 'integer' | 'double' | 'bool' | 'string' | 'bytes' | 'unknown';
export type SettingValue = bigint | number | boolean | string | Uint8Array;

/**
 * One key of a configuration of Hyper-V, whatever kind of file it was read from. Names can repeat among siblings, so
 * children are a list. Trees can be deep, so whoever goes through one must not recurse: see `walkSettings`.
 */
export interface Setting {
  readonly name: string;
  readonly type: SettingType;
  /** Undefined: a node, or what is written is not of its type. */
  readonly value: SettingValue | undefined;
  /** What a template leaves to be filled in. */
  readonly isPlaceholder?: boolean;
  /** The value as people write it: `True`, `4096`, a string, base64. */
  readonly text: string;
  readonly parent: Setting | undefined;
  readonly children: readonly Setting[];
  /** The value; where that has no length, or it is a node: what names it. View offsets. */
  readonly at: Span;
  /** From its start to behind its last child. */
  readonly whole: Span;
}

/** `settings/processors/count`: without the root, which all have. */
export function pathOf(setting: Setting): string {
  const names: string[] = [];
  let at = setting;
  while (at.parent !== undefined) {
    names.push(at.name);
    at = at.parent;
  }
  return names.reverse().join('/');
}

/** Longer paths than those of Hyper-V are cut: of trees without end each finding would have to climb up. */
const LONGEST_PATH = 240;

/** The same for messages: of a path that is too long, its end. */
export function shownPath(setting: Setting): string {
  const names: string[] = [];
  let length = 0;
  let at = setting;
  for (; at.parent !== undefined && length < LONGEST_PATH; at = at.parent) {
    names.push(shown(at.name));
    length += at.name.length + 1;
  }
  if (at.parent !== undefined) names.push('…');
  return names.reverse().join('/');
}

export function childrenNamed(parent: Setting | undefined, name: string): Setting[] {
  return parent === undefined ? [] : parent.children.filter((child) => child.name === name);
}

/** What stands at a path below a setting: the first one of each name. */
export function settingAt(from: Setting | undefined, path: string): Setting | undefined {
  let setting = from;
  for (const name of path.split('/')) {
    if (setting === undefined) return undefined;
    setting = setting.children.find((child) => child.name === name);
  }
  return setting;
}

/** Calls `visit` for each setting below one, in their order, parents first. */
export function walkSettings(from: Setting, visit: (setting: Setting) => void): void {
  const open: Setting[] = [];
  const push = (parent: Setting): void => {
    for (let index = parent.children.length - 1; index >= 0; index--) {
      open.push(parent.children[index]!);
    }
  };
  push(from);
  for (let setting = open.pop(); setting !== undefined; setting = open.pop()) {
    visit(setting);
    push(setting);
  }
}

/** All settings below one, in their order. */
export function settingsBelow(from: Setting | undefined): Setting[] {
  const settings: Setting[] = [];
  if (from !== undefined) walkSettings(from, (setting) => void settings.push(setting));
  return settings;
}

/** Undefined: it is absent, or no integer that a number holds exactly. */
export function integerOf(setting: Setting | undefined): number | undefined {
  if (typeof setting?.value !== 'bigint') return undefined;
  const number = Number(setting.value);
  return Number.isSafeInteger(number) ? number : undefined;
}

export function boolOf(setting: Setting | undefined): boolean | undefined {
  return typeof setting?.value === 'boolean' ? setting.value : undefined;
}

export function stringOf(setting: Setting | undefined): string | undefined {
  return typeof setting?.value === 'string' ? setting.value : undefined;
}

/** As Hyper-V writes it. */
export function textOf(value: SettingValue): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return String(value);
}
