/**
 * Globs of configurations. A repository that is linted may be anybody's, and so may its patterns: libraries make
 * regular expressions of them (picomatch passes `(a+)+b` through), which can take for ever. This takes time by the
 * length of the path times that of the pattern.
 */

const LONGEST = 500;
const MOST_ALTERNATIVES = 256;

/** Why a pattern cannot be meant as it is written; undefined: it can. */
export function whyNoGlob(pattern: string): string | undefined {
  const { glob } = withoutMarks(pattern);
  if (glob === '' || glob === '/') return 'expected a pattern such as "legacy/**"';
  if (pattern.length > LONGEST) return `expected ${LONGEST} characters at most`;
  if (/\\[A-Za-z0-9_]/.test(pattern)) return 'expected "/" between folders, on every system';
  if (/^[A-Za-z]:/.test(pattern) || pattern.split('/').includes('..')) {
    return 'expected a path from the folder of this configuration downwards';
  }
  return alternativesOf(glob) === undefined
    ? `expected ${MOST_ALTERNATIVES} alternatives in braces at most`
    : undefined;
}

/**
 * Patterns of which the last that fits a path decides; one with `!` in front takes it out again. `*` and `?` stop
 * at slashes, `**` does not; `[a-z]` is one character of those, `{a,b}` either. A pattern without a slash fits at
 * any depth, and what fits a folder fits all that is in it.
 */
export class GlobList {
  readonly #globs: readonly { readonly glob: Glob; readonly excludes: boolean }[];
  /** Whether something in a folder that fits may not fit. */
  readonly hasExceptions: boolean;

  constructor(readonly patterns: readonly string[]) {
    this.#globs = patterns.map((pattern) => {
      const { glob, excludes } = withoutMarks(pattern);
      return { glob: new Glob(glob), excludes };
    });
    this.hasExceptions = this.#globs.some(({ excludes }) => excludes);
  }

  fits(path: GlobPath, isFolder = false): boolean {
    return this.deciding(path, isFolder)?.excludes === false;
  }

  /** The pattern that decides for a path; undefined: none fits. */
  deciding(
    path: GlobPath,
    isFolder = false,
  ): { readonly index: number; readonly excludes: boolean } | undefined {
    for (let index = this.#globs.length - 1; index >= 0; index--) {
      const { glob, excludes } = this.#globs[index]!;
      if (glob.fits(path, isFolder)) return { index, excludes };
    }
    return undefined;
  }
}

/** A path that globs are asked about, split once for all of them. */
export type GlobPath = readonly Name[];

interface Name {
  readonly text: string;
  characters: readonly string[] | undefined;
}

/** Slashes are forward. */
export function globPath(path: string): GlobPath {
  return fold(path)
    .split('/')
    .filter((text) => text !== '')
    .map((text) => ({ text, characters: undefined }));
}

type Segment = '**' | { readonly name: string } | { readonly tokens: readonly Token[] };
type Token = { readonly type: 'star' | 'any' } | CharacterToken | ClassToken;

interface CharacterToken {
  readonly type: 'character';
  readonly character: string;
}

interface ClassToken {
  readonly type: 'class';
  readonly ranges: readonly (readonly [from: string, to: string])[];
  readonly negated: boolean;
}

const ANY_NAME: Segment = { tokens: [{ type: 'star' }] };

// As these systems' file systems are by default.
const FOLDS_CASE = process.platform === 'win32' || process.platform === 'darwin';

function fold(text: string): string {
  return FOLDS_CASE ? text.toLowerCase() : text;
}

class Glob {
  readonly #alternatives: readonly Alternative[];

  constructor(glob: string) {
    const atAnyDepth = !glob.replace(/\/$/, '').includes('/');
    this.#alternatives = (alternativesOf(fold(glob)) ?? []).map((text) =>
      parseAlternative(text, atAnyDepth),
    );
  }

  fits(path: GlobPath, isFolder: boolean): boolean {
    return this.#alternatives.some(({ segments, insideOnly }) => {
      const rest: Segment[] = insideOnly && !isFolder ? [ANY_NAME, '**'] : ['**'];
      return fitsPath([...segments, ...rest], path);
    });
  }
}

interface Alternative {
  readonly segments: readonly Segment[];
  /** It ends in `/` or in `/**`: it fits what is in a folder, and the folder, but no file of that name. */
  readonly insideOnly: boolean;
}

function parseAlternative(text: string, atAnyDepth: boolean): Alternative {
  const names = text.split('/').filter((name) => name !== '' && name !== '.');
  let insideOnly = text.endsWith('/');
  while (names.length > 1 && names.at(-1) === '**') {
    names.pop();
    insideOnly = true;
  }
  const segments = names.map(parseSegment);
  return { segments: atAnyDepth ? ['**', ...segments] : segments, insideOnly };
}

function withoutMarks(pattern: string): { glob: string; excludes: boolean } {
  const excludes = pattern.startsWith('!');
  return { glob: pattern.slice(excludes ? 1 : 0).replace(/^(?:\.\/)+/, ''), excludes };
}

/** What the braces stand for; undefined: too much. */
function alternativesOf(glob: string): string[] | undefined {
  let open = [glob];
  const done: string[] = [];
  while (open.length > 0) {
    const next: string[] = [];
    for (const one of open) {
      const brace = firstBrace(one);
      if (brace === undefined) done.push(one);
      else next.push(...brace.parts.map((part) => brace.before + part + brace.after));
    }
    if (done.length + next.length > MOST_ALTERNATIVES) return undefined;
    open = next;
  }
  return done;
}

/** The first `{…,…}`, nested ones in its parts. Braces without a comma are what they are. */
function firstBrace(glob: string): { before: string; parts: string[]; after: string } | undefined {
  const opened: { at: number; commas: number[] }[] = [];
  let first: { at: number; commas: number[]; end: number } | undefined;
  for (let index = 0; index < glob.length; index++) {
    const character = glob[index];
    if (character === '\\') index++;
    else if (character === '{') opened.push({ at: index, commas: [] });
    else if (character === ',') opened.at(-1)?.commas.push(index);
    else if (character === '}') {
      const brace = opened.pop();
      if (brace === undefined || brace.commas.length === 0) continue;
      if (first === undefined || brace.at < first.at) first = { ...brace, end: index };
    }
  }
  if (first === undefined) return undefined;
  const bounds = [first.at, ...first.commas, first.end];
  return {
    before: glob.slice(0, first.at),
    parts: bounds.slice(1).map((bound, index) => glob.slice(bounds[index]! + 1, bound)),
    after: glob.slice(first.end + 1),
  };
}

function parseSegment(text: string): Segment {
  if (text === '**') return '**';
  if (!/[*?[\\]/.test(text)) return { name: text };
  const tokens: Token[] = [];
  const characters = Array.from(text);
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index]!;
    const next = characters[index + 1];
    if (character === '*') {
      if (tokens.at(-1)?.type !== 'star') tokens.push({ type: 'star' });
    } else if (character === '?') {
      tokens.push({ type: 'any' });
    } else if (character === '\\' && next !== undefined) {
      tokens.push({ type: 'character', character: next });
      index++;
    } else if (character === '[') {
      const end = characters.indexOf(']', index + 2);
      if (end === -1) {
        tokens.push({ type: 'character', character });
        continue;
      }
      tokens.push(parseClass(characters.slice(index + 1, end)));
      index = end;
    } else {
      tokens.push({ type: 'character', character });
    }
  }
  return { tokens };
}

function parseClass(characters: readonly string[]): ClassToken {
  const negated = characters[0] === '!' || characters[0] === '^';
  const members = negated ? characters.slice(1) : characters;
  const ranges: [string, string][] = [];
  for (let index = 0; index < members.length; index++) {
    const from = members[index]!;
    const to = members[index + 2];
    if (members[index + 1] === '-' && to !== undefined) {
      ranges.push([from, to]);
      index += 2;
    } else {
      ranges.push([from, from]);
    }
  }
  return { type: 'class', ranges, negated };
}

function fitsPath(segments: readonly Segment[], path: GlobPath): boolean {
  return fitsAll(segments, path, (segment) => segment === '**', fitsName);
}

function fitsName(segment: Segment, name: Name): boolean {
  if (segment === '**') return true;
  if ('name' in segment) return segment.name === name.text;
  name.characters ??= Array.from(name.text);
  return fitsAll(segment.tokens, name.characters, ({ type }) => type === 'star', fitsCharacter);
}

function fitsCharacter(token: Token, character: string): boolean {
  if (token.type === 'character') return token.character === character;
  if (token.type !== 'class') return true;
  return token.ranges.some(([from, to]) => from <= character && character <= to) !== token.negated;
}

/** Whether a list of parts, some of which stand for any number of items, fits a list of items. */
function fitsAll<Part, Item>(
  parts: readonly Part[],
  items: readonly Item[],
  isStar: (part: Part) => boolean,
  fits: (part: Part, item: Item) => boolean,
): boolean {
  let part = 0;
  let item = 0;
  // Only the last star need take more: what stands before it fits as early as it can.
  let star = -1;
  let taken = 0;
  while (item < items.length) {
    if (part < parts.length && isStar(parts[part]!)) {
      star = part++;
      taken = item;
    } else if (part < parts.length && fits(parts[part]!, items[item]!)) {
      part++;
      item++;
    } else if (star !== -1) {
      part = star + 1;
      item = ++taken;
    } else {
      return false;
    }
  }
  while (part < parts.length && isStar(parts[part]!)) part++;
  return part === parts.length;
}
