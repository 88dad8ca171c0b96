import type { VmcxRegion, VmcxRegionType } from './ast.js';

/** Every object starts at a multiple of it, whatever larger alignment a file has. */
export const PAGE = 0x1000;

export interface Claim {
  /** Where the claimed part ends: at the end of the file or before a page that something else has already. */
  readonly end: number;
  readonly isOverlapping: boolean;
}

/**
 * Which pages of the file belong to something. No page belongs to two, so that whatever a file says, none of its bytes
 * is read as two things, and the work stays within the size of the file.
 */
export class Space {
  private readonly isTaken: Uint8Array;
  private readonly regions: VmcxRegion[] = [];

  constructor(readonly length: number) {
    this.isTaken = new Uint8Array(Math.ceil(length / PAGE));
  }

  /** @param start a multiple of the page, within the file */
  claim(start: number, size: number): Claim {
    const limit = Math.min(start + size, this.length);
    let page = start / PAGE;
    for (; page * PAGE < limit; page++) {
      if (this.isTaken[page] === 1)
        return { end: Math.max(start, page * PAGE), isOverlapping: true };
      this.isTaken[page] = 1;
    }
    return { end: limit, isOverlapping: false };
  }

  add(type: VmcxRegionType, start: number, end: number): void {
    if (end > start) this.regions.push({ type, start, end });
  }

  /** All regions in order, and gaps between them. */
  all(): VmcxRegion[] {
    this.regions.sort((a, b) => a.start - b.start);
    const all: VmcxRegion[] = [];
    let end = 0;
    for (const region of this.regions) {
      if (region.start > end) all.push({ type: 'gap', start: end, end: region.start });
      all.push(region);
      end = region.end;
    }
    if (end < this.length) all.push({ type: 'gap', start: end, end: this.length });
    return all;
  }
}
