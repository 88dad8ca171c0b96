import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { shownPath } from '../files/paths.js';
import type { Rule } from '../lint/rule.js';
import { GlobList } from './globs.js';
import { itemsOf, layerOf, stringOf, type Layer } from './layer.js';
import type { Origin, Traced } from './origin.js';
import type { PresetName } from './presets.js';
import { ConfigError, problemsIn, type ConfigProblem } from './problem.js';
import { readConfig, type ReadConfig } from './read.js';
import { configurationShape } from './shapes/configuration.js';
import type { Shape } from './shape.js';
import type { ConfigPlace } from './source.js';
import { targetOf } from './targets.js';
import { valueOf, type ConfigNode } from './tree.js';

/** Each of two files that extend the same two takes both, and so on: there are as many as ways to them. */
const MOST_EXTENDED = 200;

/** A configuration with all that it extends, laid out. */
export interface LoadedConfig {
  /** The folder that its patterns start from. */
  readonly folder: string;
  readonly root: boolean;
  readonly presets: readonly Traced<PresetName>[];
  /** What is later wins. */
  readonly layers: readonly ScopedLayer[];
  readonly ignore: IgnoreList;
  readonly ignoreFindings: readonly IgnoredFindings[];
  /** Its own file, then those that it extends; absolute. */
  readonly files: readonly string[];
}

export interface ScopedLayer {
  readonly layer: Layer;
  /** Absent: it is about all files. */
  readonly files?: GlobList;
}

/** An entry of `"ignoreFindings"`. */
export interface IgnoredFindings {
  /** Absent: it is about all files. */
  readonly files?: GlobList;
  /** The folder that the patterns start from. */
  readonly folder: string;
  /** An id, `group/*`, or `*`. */
  readonly rule: string;
  /** A key, possibly with `*`. */
  readonly setting?: string;
  readonly reason: string;
  /** The last day on which it counts, as `2027-01-01`. */
  readonly until?: string;
  /** Where the entry stands. */
  readonly at: ConfigPlace;
  /** Where in it the rule is named. */
  readonly ruleAt: ConfigPlace;
}

/** The patterns of `"ignore"`, each with its place. */
export class IgnoreList {
  readonly globs: GlobList;

  constructor(readonly patterns: readonly Traced<string>[]) {
    this.globs = new GlobList(patterns.map(({ value }) => value));
  }
}

/** Reads configurations with what they extend; each file once. */
export class ConfigLoader {
  readonly #shape: Shape;
  readonly #read = new Map<string, ReturnType<typeof readConfig>>();

  /** `cwd`: messages show paths from there. */
  constructor(
    rules: readonly Rule[],
    private readonly cwd: string,
  ) {
    this.#shape = configurationShape(rules);
  }

  /** @throws {ConfigError} with all that is wrong in it and in what it extends */
  async load(path: string): Promise<LoadedConfig> {
    const collection = new Collection(dirname(path));
    await this.#collect(path, [], collection);
    if (collection.problems.length > 0) throw new ConfigError(inOrder(collection.problems));
    return collection.finish();
  }

  /** Farther first: what a file extends comes before what it says itself. */
  async #collect(path: string, chain: readonly string[], into: Collection): Promise<void> {
    const read = await this.#readOnce(path);
    const by = chain.at(-1);
    const notes = by === undefined ? [] : [`${shownPath(by, this.cwd)} extends it`];
    if ('problems' in read) {
      into.add(read.problems.map((one) => ({ ...one, notes: [...one.notes, ...notes] })));
      return;
    }
    into.add(problemsIn(read.source, read.mistakes, notes));
    into.files.push(path);
    const here = [...chain, path];
    // In a package.json, the file of its configuration.
    const names =
      read.node.type === 'string' ? [read.node] : itemsOf(valueOf(read.node, 'extends'));
    for (const name of names) {
      const isWrong = read.mistakes.some(({ start }) => start === name.start);
      if (!isWrong) await this.#extend(read, name, here, into);
    }
    if (read.mistakes.length === 0 && read.node.type === 'object') into.take(read);
  }

  async #extend(
    { source, node: whole }: ReadConfig,
    node: ConfigNode,
    chain: readonly string[],
    into: Collection,
  ): Promise<void> {
    const name = stringOf(node) ?? '';
    const at = { source, start: node.start, end: node.end };
    const refuse = (message: string, notes: readonly string[] = []): void => {
      into.add(problemsIn(source, [{ start: at.start, end: at.end, message, notes }]));
    };
    if (name.startsWith('vmlint:')) {
      const value = name.slice('vmlint:'.length) as PresetName;
      into.presets.push({ value, origin: { kind: 'file', at } });
      return;
    }
    // Fields of a package.json name files without a folder in front.
    const isField = node === whole && !/^[./\\]/.test(name);
    const target = targetOf(isField ? `./${name}` : name, source.path);
    if (!('path' in target)) {
      refuse(target.message, target.notes);
      return;
    }
    const again = chain.findIndex((path) => isSame(path, target.path));
    if (again !== -1) {
      const circle = [...chain.slice(again), target.path];
      const shown = circle.map((path) => shownPath(path, this.cwd)).join(' → ');
      refuse(`Unexpected cycle in "extends", expected an end to it: ${shown}`);
    } else if (into.files.length >= MOST_EXTENDED) {
      refuse(
        `Unexpected number of configurations that extend others, expected ${MOST_EXTENDED} at most`,
      );
    } else {
      await this.#collect(target.path, chain, into);
    }
  }

  #readOnce(path: string): ReturnType<typeof readConfig> {
    let read = this.#read.get(path);
    if (read === undefined) this.#read.set(path, (read = readConfig(path, this.#shape)));
    return read;
  }
}

/** Those of a file together, by their places. */
function inOrder(problems: readonly ConfigProblem[]): ConfigProblem[] {
  const files = [...new Set(problems.map(({ path }) => path))];
  const placeOf = ({ at }: ConfigProblem): number => at?.start ?? Infinity;
  return files.flatMap((file) =>
    problems.filter(({ path }) => path === file).sort((a, b) => placeOf(a) - placeOf(b)),
  );
}

function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  try {
    return realpathSync.native(one) === realpathSync.native(other);
  } catch {
    return false;
  }
}

class Collection {
  readonly problems: ConfigProblem[] = [];
  readonly presets: Traced<PresetName>[] = [];
  readonly files: string[] = [];
  readonly #layers: ScopedLayer[] = [];
  readonly #ignore: Traced<string>[] = [];
  readonly #ignoreFindings: IgnoredFindings[] = [];
  #root = false;

  constructor(private readonly folder: string) {}

  /** A file that is extended in two ways is told of once. */
  add(problems: readonly ConfigProblem[]): void {
    for (const problem of problems) {
      const isKnown = this.problems.some(
        ({ path, message, at }) =>
          path === problem.path && message === problem.message && at?.start === problem.at?.start,
      );
      if (!isKnown) this.problems.push(problem);
    }
  }

  take({ source, node }: ReadConfig): void {
    const root = valueOf(node, 'root');
    // Of the files that were taken in, the one that was asked for is the last.
    this.#root = root?.type === 'boolean' && root.value;
    this.#layers.push({ layer: layerOf(source, node) });
    for (const override of itemsOf(valueOf(node, 'overrides'))) {
      const files = globsIn(valueOf(override, 'files'));
      this.#layers.push({ layer: layerOf(source, override), ...files });
    }
    for (const pattern of itemsOf(valueOf(node, 'ignore'))) {
      const at = { source, start: pattern.start, end: pattern.end };
      const origin: Origin = { kind: 'file', at };
      this.#ignore.push({ value: stringOf(pattern) ?? '', origin });
    }
    for (const entry of itemsOf(valueOf(node, 'ignoreFindings'))) {
      const setting = stringOf(valueOf(entry, 'setting'));
      const rule = valueOf(entry, 'rule') ?? entry;
      const until = stringOf(valueOf(entry, 'until'));
      this.#ignoreFindings.push({
        folder: this.folder,
        ...globsIn(valueOf(entry, 'files')),
        rule: stringOf(rule) ?? '',
        ...(setting !== undefined && { setting }),
        reason: stringOf(valueOf(entry, 'reason')) ?? '',
        ...(until !== undefined && { until }),
        at: { source, start: entry.start, end: entry.end },
        ruleAt: { source, start: rule.start, end: rule.end },
      });
    }
  }

  finish(): LoadedConfig {
    return {
      folder: this.folder,
      root: this.#root,
      presets: this.presets,
      layers: this.#layers,
      ignore: new IgnoreList(this.#ignore),
      ignoreFindings: this.#ignoreFindings,
      files: this.files,
    };
  }
}

function globsIn(node: ConfigNode | undefined): { files: GlobList } | undefined {
  if (node === undefined) return undefined;
  return { files: new GlobList(itemsOf(node).flatMap((item) => stringOf(item) ?? [])) };
}
