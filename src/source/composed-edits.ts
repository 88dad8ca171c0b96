import type { Edit } from './edits.js';

export interface OwnedEdit<Owner> extends Edit {
  readonly owner: Owner;
}

/** A stretch of the current text: what is left of the first text between two offsets, or what an edit put there. */
type Piece<Owner> =
  | { readonly at: number; readonly length: number; readonly from: number }
  | { readonly at: number; readonly length: number; readonly text: string; readonly owner: Owner };

/**
 * The edits of several passes as one list against the first text, so that a report can name places in the
 * file that a person has, and so that applying the list to that file gives the last text.
 */
export class ComposedEdits<Owner> {
  /** In the order of the current text, without gaps; `at` counts in the current text. */
  private pieces: Piece<Owner>[];

  constructor(private readonly firstLength: number) {
    this.pieces = firstLength === 0 ? [] : [{ at: 0, length: firstLength, from: 0 }];
  }

  /** Adds edits of the current text, in order and without overlaps. */
  add(pass: readonly OwnedEdit<Owner>[]): void {
    const pieces: Piece<Owner>[] = [];
    let index = 0;
    let at = 0;
    const push = (piece: Piece<Owner>, start: number, end: number): void => {
      if (start >= end) return;
      const part = { ...piece, at, length: end - start };
      pieces.push(
        'text' in piece
          ? { ...part, text: piece.text.slice(start, end), owner: piece.owner }
          : { ...part, from: piece.from + start },
      );
      at += end - start;
    };
    /** Goes on to a place of the old text, and takes along what lies before it if it is to be kept. */
    let place = 0;
    const advance = (to: number, keep: boolean): void => {
      while (index < this.pieces.length) {
        const piece = this.pieces[index]!;
        const end = Math.min(to, piece.at + piece.length);
        // Of what was only removed, an empty text is left to say so.
        if (piece.length === 0) pieces.push({ ...piece, at });
        else if (keep) push(piece, place - piece.at, end - piece.at);
        place = Math.max(place, end);
        if (piece.at + piece.length > to) return;
        index++;
      }
    };
    for (const edit of pass) {
      advance(edit.start, true);
      pieces.push({ at, length: edit.text.length, text: edit.text, owner: edit.owner });
      at += edit.text.length;
      advance(edit.end, false);
    }
    advance(Infinity, true);
    this.pieces = pieces;
  }

  /** In order; `start` and `end` count in the first text. Where edits meet, they are one, of the first owner. */
  get edits(): OwnedEdit<Owner>[] {
    const edits: OwnedEdit<Owner>[] = [];
    let offset = 0;
    let text = '';
    let owner: Owner | undefined;
    const end = (at: number): void => {
      if (owner !== undefined && (at > offset || text !== '')) {
        edits.push({ start: offset, end: at, text, owner });
      }
      text = '';
      owner = undefined;
    };
    for (const piece of this.pieces) {
      if ('text' in piece) {
        text += piece.text;
        owner ??= piece.owner;
      } else {
        end(piece.from);
        offset = piece.from + piece.length;
      }
    }
    end(this.firstLength);
    return edits;
  }

  /** The place in the first text of a place in the current one; what was inserted stands where it was put. */
  toOriginal(offset: number): number {
    let low = 0;
    let high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const piece = this.pieces[middle]!;
      if (piece.at + piece.length <= offset) low = middle + 1;
      else high = middle;
    }
    // What an edit put there stands behind what was kept before it.
    for (let index = low; index >= 0; index--) {
      const piece = this.pieces[index];
      if (piece === undefined || 'text' in piece) continue;
      return piece.from + Math.min(Math.max(0, offset - piece.at), piece.length);
    }
    return low < this.pieces.length ? 0 : this.firstLength;
  }
}
