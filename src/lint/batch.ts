import type { NodeSplice } from '../languages/change.js';
import type { Language, VmDocument } from '../languages/index.js';
import { byPosition, collide, type Edit } from '../source/edits.js';
import { attribute } from './attribute.js';
import { SEVERITIES, type Finding, type Fix } from './finding.js';
import type { Judgement } from './linter.js';

type Fixable = Finding & { readonly fix: Fix };

/** A text with some fixes made, and what the rules say about it. */
export interface Step<F extends Fixable> {
  readonly fixes: readonly F[];
  readonly document: VmDocument;
  readonly judgement: Judgement;
}

interface Taken {
  readonly fix: Fix;
  /** In order. */
  readonly edits: readonly Edit[];
  /** The furthest reach of this one and all that were taken before it. */
  readonly lastEdit: number;
  readonly lastNode: number;
}

/** From this reach on (characters, lines) a fix is compared with all others, not with its neighbours. */
const WIDE = { edits: 10_000, nodes: 1000 };

/** Of fixes that touch the same place or the same node, the first; the others wait for the next pass. */
export function withoutOverlaps<F extends Fixable>(findings: readonly F[]): F[] {
  const inOrder = findings
    .map((finding) => ({ finding, ...extent(finding.fix) }))
    .sort((a, b) => a.firstEdit - b.firstEdit);
  const local: Taken[] = [];
  const wide: Taken[] = [];
  const accepted: F[] = [];
  for (const { finding, firstEdit, lastEdit, firstNode, lastNode } of inOrder) {
    const { fix } = finding;
    const edits = [...fix.edits].sort(byPosition);
    const isClear = (other: Taken): boolean =>
      !meet(edits, other.edits) && !shareNodes(fix, other.fix);
    const isWide = lastEdit - firstEdit > WIDE.edits || lastNode - firstNode > WIDE.nodes;
    let clear = wide.every(isClear);
    for (let index = local.length - 1; clear && index >= 0; index--) {
      const other = local[index]!;
      if (!isWide && other.lastEdit < firstEdit && other.lastNode < firstNode) break;
      clear = isClear(other);
    }
    if (!clear) continue;
    accepted.push(finding);
    const before = local.at(-1);
    if (isWide) {
      wide.push({ fix, edits, lastEdit, lastNode });
    } else {
      local.push({
        fix,
        edits,
        lastEdit: Math.max(lastEdit, before?.lastEdit ?? 0),
        lastNode: Math.max(lastNode, before?.lastNode ?? 0),
      });
    }
  }
  return accepted;
}

function extent(fix: Fix): Record<'firstEdit' | 'lastEdit' | 'firstNode' | 'lastNode', number> {
  const extent = { firstEdit: Infinity, lastEdit: -1, firstNode: Infinity, lastNode: -1 };
  for (const { start, end } of fix.edits) {
    extent.firstEdit = Math.min(extent.firstEdit, start);
    extent.lastEdit = Math.max(extent.lastEdit, end);
  }
  for (const { index, remove } of fix.nodes) {
    extent.firstNode = Math.min(extent.firstNode, index);
    extent.lastNode = Math.max(extent.lastNode, index + remove);
  }
  return extent;
}

/** Whether some of these edits collides with some of those. Both in order; one fix may have an edit on every line. */
function meet(some: readonly Edit[], others: readonly Edit[]): boolean {
  const [few, many] = some.length < others.length ? [some, others] : [others, some];
  return few.some((edit) => {
    for (let at = firstEndingAt(many, edit.start); at < many.length; at++) {
      if (many[at]!.start > edit.end) return false;
      if (collide(edit, many[at]!)) return true;
    }
    return false;
  });
}

/** The index of the first edit that does not end before `offset`. */
function firstEndingAt(edits: readonly Edit[], offset: number): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edits[middle]!.end < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function shareNodes(a: Fix, b: Fix): boolean {
  return a.nodes.some((splice) => b.nodes.some((other) => sameNodes(splice, other)));
}

function sameNodes(a: NodeSplice, b: NodeSplice): boolean {
  if (a.remove === 0 || b.remove === 0) return a.remove === b.remove && a.index === b.index;
  return a.index < b.index + b.remove && b.index < a.index + a.remove;
}

/** So many texts are tried in a pass before what is left of it waits for the next one. */
const MAX_TRIALS = 64;

/**
 * The document with as many of the fixes as do just what they name and bring nothing new that is as bad;
 * no step where that is none. `cut`: not everything was tried.
 */
export function largestAcceptable<F extends Fixable>(
  document: VmDocument,
  findings: readonly Finding[],
  batch: readonly F[],
  language: Language,
  judge: (document: VmDocument) => Judgement,
  isFixable: (finding: Finding) => boolean,
  reject: (finding: F) => void,
): { step: Step<F> | undefined; cut: boolean } {
  // What can be fixed in its turn may come to light: two pairs on a line hide what is wrong with each.
  const count = (all: readonly Finding[]): Map<string, number> =>
    countByIdentity(all.filter((finding) => !isFixable(finding)));
  const before = count(findings);
  let best: Step<F> | undefined;
  let trials = 0;
  const halve = (fixes: readonly F[]): void => {
    if (fixes.length === 1) {
      reject(fixes[0]!);
    } else {
      const half = fixes.length >> 1;
      grow(fixes.slice(0, half));
      grow(fixes.slice(half));
    }
  };
  const grow = (fixes: readonly F[]): void => {
    if (fixes.length === 0 || trials++ >= MAX_TRIALS) return;
    const all = [...(best?.fixes ?? []), ...fixes];
    const next = apply(document, language, all);
    if (next === undefined) {
      halve(fixes);
      return;
    }
    const judgement = judge(next);
    const brought = broughtAsBad(before, count(judgement.findings), all);
    // Of what was there before, nobody can tell which is new.
    const added = judgement.findings.filter((finding) => {
      const identity = identityOf(finding);
      return brought.has(identity) && !before.has(identity);
    });
    const { guilty, acceptable } = attribute(all, added, next.source.lines);
    for (const finding of acceptable) brought.delete(identityOf(finding));
    if (brought.size === 0) {
      best = { fixes: all, document: next, judgement };
      return;
    }
    const innocent = fixes.filter((finding) => !guilty.has(finding));
    if (innocent.length === fixes.length) {
      halve(fixes);
    } else {
      for (const finding of fixes) if (guilty.has(finding)) reject(finding);
      grow(innocent);
    }
  };
  grow(batch);
  return { step: best, cut: trials > MAX_TRIALS };
}

/** What there is more of than before, and as bad as the least of what was fixed. */
function broughtAsBad(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  fixes: readonly Fixable[],
): Set<string> {
  let least = 0;
  for (const { severity } of fixes) least = Math.max(least, SEVERITIES.indexOf(severity));
  const brought = new Set<string>();
  for (const [identity, count] of after) {
    const severity = SEVERITIES.findIndex((name) => identity.startsWith(name));
    if (severity <= least && count > (before.get(identity) ?? 0)) brought.add(identity);
  }
  return brought;
}

/** Findings are the same before and after an edit if they say the same; their places move. */
function countByIdentity(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const identity = identityOf(finding);
    counts.set(identity, (counts.get(identity) ?? 0) + 1);
  }
  return counts;
}

function identityOf({ severity, rule, message }: Finding): string {
  return `${severity} ${rule} ${message}`;
}

/** The document with the fixes made; undefined where that would change more of its nodes than they name. */
function apply(
  document: VmDocument,
  language: Language,
  fixes: readonly Fixable[],
): VmDocument | undefined {
  const next = language.parse(document.source.edit(fixes.flatMap(({ fix }) => fix.edits)));
  const splices = fixes.flatMap(({ fix }) => fix.nodes);
  // What is added before a node comes before its replacement.
  splices.sort((a, b) => a.index - b.index || a.remove - b.remove);
  return changesJustThat(language, document, next, splices) ? next : undefined;
}

/** Whether the nodes of two documents differ in just what these name, which are in order. */
export function changesJustThat(
  language: Language,
  before: VmDocument,
  after: VmDocument,
  splices: readonly NodeSplice[],
): boolean {
  let old = 0;
  let now = 0;
  const sameUpTo = (end: number): boolean => {
    for (; old < end; old++, now++) {
      if (now >= after.nodes.length) return false;
      if (language.signature(before, old) !== language.signature(after, now)) return false;
    }
    return true;
  };
  for (const { index, remove, insert } of splices) {
    if (!sameUpTo(index)) return false;
    for (const expected of insert) {
      if (now >= after.nodes.length || language.signature(after, now) !== expected) return false;
      now++;
    }
    old += remove;
  }
  return sameUpTo(before.nodes.length) && now === after.nodes.length;
}
