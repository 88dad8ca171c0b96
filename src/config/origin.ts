import { shownPath } from '../files/paths.js';
import type { ConfigPlace } from './source.js';

/** Where a value comes from. */
export type Origin =
  | { readonly kind: 'default' }
  /** An option of the command line, with its dashes. */
  | { readonly kind: 'option'; readonly option: string }
  | { readonly kind: 'file'; readonly at: ConfigPlace }
  /** `by`: what chose the preset. */
  | { readonly kind: 'preset'; readonly name: string; readonly by: Origin };

export interface Traced<T> {
  readonly value: T;
  readonly origin: Origin;
}

export const BY_DEFAULT: Origin = { kind: 'default' };

/** `vmlint.config.jsonc:3:13`, `--nested`, `vmlint:strict (--preset)`, `default`. `cwd`: paths are shown from there. */
export function describeOrigin(origin: Origin, cwd: string): string {
  switch (origin.kind) {
    case 'default':
      return 'default';
    case 'option':
      return origin.option;
    case 'file': {
      const { source, start } = origin.at;
      const { line, column } = source.pointAt(start);
      return `${shownPath(source.path, cwd)}:${line}:${column}`;
    }
    case 'preset':
      return `vmlint:${origin.name} (${describeOrigin(origin.by, cwd)})`;
  }
}
