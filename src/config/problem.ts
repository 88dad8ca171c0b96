import { MOST_MISTAKES } from './shape.js';
import type { ConfigPlace, ConfigSource } from './source.js';
import type { Mistake } from './tree.js';

/** Why a configuration cannot be used: what is, what should be, and where. */
export interface ConfigProblem {
  /** Absolute. */
  readonly path: string;
  readonly message: string;
  /** Absent: it is about the whole file. */
  readonly at?: ConfigPlace;
  readonly notes: readonly string[];
}

/** So many of a file are told; a file with more is no configuration. */
const TOLD = 20;

export function problemsIn(
  source: ConfigSource,
  mistakes: readonly Mistake[],
  notes: readonly string[] = [],
): ConfigProblem[] {
  const inOrder = [...mistakes].sort((a, b) => a.start - b.start);
  const problems = inOrder
    .slice(0, TOLD)
    .map(({ start, end, message, notes: own = [] }): ConfigProblem => ({
      path: source.path,
      message,
      at: { source, start, end },
      notes: [...own, ...notes],
    }));
  const left = inOrder.length - problems.length;
  if (left > 0) {
    const least = mistakes.length >= MOST_MISTAKES ? 'at least ' : '';
    const message = `${least}${left} more ${left === 1 ? 'error' : 'errors'} in this file`;
    problems.push({ path: source.path, message, notes: [] });
  }
  return problems;
}

/** Configurations cannot be used; nothing was linted. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  }
}
