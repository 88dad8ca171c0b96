import { distanceWithin } from '../../../text/distance.js';
import type { SettingDescription } from './model.js';
import { withStars } from './units.js';

interface Candidate {
  readonly setting: SettingDescription;
  /** The folded pattern. */
  readonly text: string;
  /** Digits belong to the name (`hypervisor.cpuid.v0`) and stand for no device. */
  readonly literal: boolean;
  readonly letters: number;
}

/**
 * Settings by the number of their units and by length, with the set of letters of each: an unknown key is
 * compared with the few that differ from it by four letters at most. What one key costs does not depend on
 * how many keys there are.
 */
export class TypoIndex {
  readonly #buckets = new Map<number, Candidate[]>();
  /** Those of devices by what is left of them without its units: `ethernet.nopromisc`. */
  readonly #withoutUnits = new Map<string, SettingDescription>();

  constructor(settings: readonly SettingDescription[]) {
    for (const setting of settings) {
      if (setting.pattern.endsWith('**') || setting.hostOnly === true) continue;
      const text = setting.pattern.toLowerCase();
      // A mask of one leaf is as near as the masks of all leaves are.
      if (setting.type === 'mask' && !text.includes('*')) continue;
      const candidate = {
        setting,
        text,
        literal: /[0-9]/.test(text),
        letters: lettersOf(text),
      };
      const units = candidate.literal ? LITERAL : unitsIn(withStars(text));
      const bucket = bucketOf(units, text.length);
      const others = this.#buckets.get(bucket);
      if (others === undefined) this.#buckets.set(bucket, [candidate]);
      else others.push(candidate);
      if (OF_A_DEVICE.test(text)) this.#indexWithoutUnits(setting, text);
    }
  }

  #indexWithoutUnits(setting: SettingDescription, text: string): void {
    const rest = text.replace(UNITS, '');
    const other = this.#withoutUnits.get(rest);
    // `sata.present` is rather the controller than a disk.
    if (other === undefined || setting.pattern.length < other.pattern.length) {
      this.#withoutUnits.set(rest, setting);
    }
  }

  /** The nearest of them, where one alone is the nearest. */
  nearest(folded: string): { setting: SettingDescription; distance: number } | undefined {
    if (folded.length < SHORTEST || folded.length > LONGEST) return undefined;
    const unitless = this.#withoutUnits.get(folded);
    if (unitless !== undefined) {
      return { setting: unitless, distance: unitless.pattern.length - folded.length };
    }
    const starred = withStars(folded);
    const units = unitsIn(starred);
    const allowed = starred.length < 8 ? 1 : 2;
    let nearest: Candidate[] = [];
    let least = allowed;
    const compare = (text: string, bucket: number): void => {
      const letters = lettersOf(text);
      for (let length = text.length - allowed; length <= text.length + allowed; length++) {
        for (const candidate of this.#buckets.get(bucketOf(bucket, length)) ?? []) {
          if (countBits(candidate.letters ^ letters) > 2 * allowed) continue;
          const distance = distanceWithin(text, candidate.text, least);
          if (distance > least || !isPlausible(text, candidate, distance)) continue;
          if (candidate.literal && isAnotherNumber(text, starred, candidate)) continue;
          if (text !== starred && !candidate.literal && candidate.setting.nesting !== true)
            continue;
          if (distance < least) nearest = [];
          least = distance;
          nearest.push(candidate);
        }
      }
    };
    compare(starred, units);
    compare(folded, LITERAL);
    // A digit for a letter that looks like it (`vhv.enab1e`), or one too many; elsewhere it may be another key.
    if (units > 0) compare(folded, 0);
    let found = nearest;
    if (found.length > 1) found = found.filter(({ setting }) => setting.nesting);
    // Of hypervisor.cpuid.v0 to v5 people know the first.
    if (found.length > 1) found = found.filter(({ setting }) => setting.description !== undefined);
    return found.length === 1 ? { setting: found[0]!.setting, distance: least } : undefined;
  }
}

/** `ethernet*.present`, and not the leaf of a mask (`cpuid.*.ecx`). */
const OF_A_DEVICE = /^[^.]*\*/;

/** Another number is another thing, and no typo, unless a key was pressed twice (`hypervisor.cpuid.v00`). */
function isAnotherNumber(text: string, starred: string, { text: pattern }: Candidate): boolean {
  return withStars(pattern) === starred && !isDoubled(text, pattern);
}

/** Whether the text is the pattern with one character twice in a row. */
function isDoubled(text: string, pattern: string): boolean {
  if (text.length !== pattern.length + 1) return false;
  let at = 0;
  while (at < pattern.length && text[at] === pattern[at]) at++;
  return at > 0 && text[at] === text[at - 1] && text.slice(at + 1) === pattern.slice(at);
}

/** Stands for the number of units of settings whose digits are a part of their names. */
const LITERAL = 9;

const SHORTEST = 4;
const LONGEST = 64;

/**
 * Short words with another letter are mostly other words (`ohci` and `ehci`), not typos, and so are words with
 * two other letters (`maxSize` and `minSize`). Of the settings that make or break nesting such letters are let
 * pass. Where a dot is wrong, nothing else may be.
 */
function isPlausible(
  text: string,
  { text: pattern, setting }: Candidate,
  distance: number,
): boolean {
  const written = text.split('.');
  const expected = pattern.split('.');
  if (written.length !== expected.length) return distance <= 1;
  if (distance > 1 && setting.nesting !== true && otherLetters(text, pattern) > 2) return false;
  return expected.every((word, at) => {
    const other = written[at]!;
    if (word === other || word.replace(UNITS, '').length > 4) return true;
    if (distanceWithin(other, word, 1) > 1) return false;
    return (
      setting.nesting === true || word.length !== other.length || otherLetters(word, other) === 0
    );
  });
}

/** How many letters only one of the two has. */
function otherLetters(left: string, right: string): number {
  const counts = new Map<string, number>();
  for (const letter of left) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  for (const letter of right) counts.set(letter, (counts.get(letter) ?? 0) - 1);
  return [...counts.values()].reduce((sum, count) => sum + Math.abs(count), 0);
}

const UNITS = /[*:]/g;

function bucketOf(units: number, length: number): number {
  return units * 256 + length;
}

function unitsIn(starred: string): number {
  let units = 0;
  for (let at = starred.indexOf('*'); at >= 0; at = starred.indexOf('*', at + 1)) units++;
  return units;
}

/** One bit a letter. Other characters share the bits that letters leave. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

function countBits(bits: number): number {
  let rest = bits;
  let count = 0;
  for (; rest !== 0; count++) rest &= rest - 1;
  return count;
}
