import { nearest } from '../text/nearest.js';
import type { NamedRule } from './directives.js';
import { definedRules } from './rule.js';

/** A file may have very many that take a look at all rules each, and is looked at more than once. */
const known = new WeakMap<NamedRule, string | undefined>();

/**
 * The id of the rule that somebody meant, by one that does not exist; undefined: nobody can tell. A group of its own
 * is none that is misspelt: it is that of a plugin, which may be run elsewhere.
 */
export function meantRule(named: NamedRule): string | undefined {
  if (!known.has(named)) known.set(named, meantBy(named.id));
  return known.get(named);
}

function meantBy(id: string): string | undefined {
  const ids = [...definedRules()];
  const [group = '', name] = id.split('/', 2);
  if (name === undefined) return ids.find((other) => other.endsWith(`/${id}`)) ?? nearest(id, ids);
  const groups = [...new Set(ids.map((other) => other.slice(0, other.indexOf('/'))))];
  return nearest(group, groups) === undefined ? undefined : nearest(id, ids);
}
