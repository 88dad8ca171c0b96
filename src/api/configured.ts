import type { FileConfig } from './model.js';

const known = new WeakSet<FileConfig>();

/** Notes what configurations say of a file, so that nothing else is taken for it. */
export function asConfigured(config: FileConfig): FileConfig {
  known.add(config);
  return config;
}

export function isConfigured(config: FileConfig): boolean {
  return known.has(config);
}
