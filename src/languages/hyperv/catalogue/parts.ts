import type { HypervSetting } from './model.js';

/** What an entry may say besides its path and its type. */
type More = Omit<HypervSetting, 'path' | 'type'>;

export function node(path: string, more: More = {}): HypervSetting {
  return { path, type: 'node', ...more };
}

export function int(path: string, more: More = {}): HypervSetting {
  return { path, type: 'integer', ...more };
}

export function bool(path: string, more: More = {}): HypervSetting {
  return { path, type: 'bool', ...more };
}

export function text(path: string, more: More = {}): HypervSetting {
  return { path, type: 'string', ...more };
}

export function bytes(path: string, more: More = {}): HypervSetting {
  return { path, type: 'bytes', ...more };
}
