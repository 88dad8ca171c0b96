import type { Language, VmDocument } from '../languages/index.js';
import { changesJustThat } from '../lint/batch.js';
import { collide, type Edit } from '../source/edits.js';
import { FormatError } from './formatted.js';
import { hostState } from './host-state.js';

/** Removals at the end of a file meet, and wait for each other. */
const MOST_PASSES = 10;

export interface Stripped {
  readonly document: VmDocument;
  /** Of each pass, against what the one before made of it. */
  readonly passes: readonly (readonly Edit[])[];
}

/** Takes away what is of a host. @throws {FormatError} where that would change anything else */
export function stripped(document: VmDocument, language: Language): Stripped {
  const passes: Edit[][] = [];
  let current = document;
  while (passes.length < MOST_PASSES) {
    const edits: Edit[] = [];
    const nodes = [];
    for (const { change } of hostState(current)) {
      if (change === undefined) continue;
      const last = edits.at(-1);
      if (last !== undefined && change.edits.some((edit) => collide(last, edit))) continue;
      edits.push(...change.edits);
      nodes.push(...change.nodes);
    }
    if (edits.length === 0) break;
    const next = language.parse(current.source.edit(edits));
    if (!changesJustThat(language, current, next, nodes)) {
      const what = 'taking away what is of this host would change more than that';
      throw new FormatError(`${what}, which is a defect of vmlint; nothing was changed`);
    }
    passes.push(edits);
    current = next;
  }
  return { document: current, passes };
}
