/** A pasted message has file names, values and punctuation of its own: enough words in common decide. */
const ENOUGH = 0.75;
const FEW_WORDS = 3;

/**
 * How well a pasted text fits a message of a product, from 0 (not) to 1 (all of its words). A part of a
 * message fits, and a message with what stood around it. Names in quotes tell messages apart that are alike
 * otherwise (`Module 'HV' power on failed`).
 */
export function fitOfMessage(pasted: string, message: string): number {
  const asked = wordsOf(pasted);
  const known = wordsOf(message);
  const askedNames = quotedNames(pasted);
  const knownNames = quotedNames(message);
  if (askedNames.size > 0 && knownNames.size > 0 && !shareOne(askedNames, knownNames)) return 0;
  let common = 0;
  for (const word of known) if (asked.has(word)) common++;
  const shorter = Math.min(asked.size, known.size);
  if (common < 2 || (common < shorter && common < FEW_WORDS)) return 0;
  return common >= shorter * ENOUGH ? common / shorter : 0;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[a-z0-9][a-z0-9'-]*/g) ?? []);
}

function quotedNames(text: string): Set<string> {
  return new Set([...text.toLowerCase().matchAll(/'([^'\s]+)'/g)].map(([, name]) => name!));
}

function shareOne(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some((name) => others.has(name));
}
