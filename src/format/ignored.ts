import type { BaseNode, CommentText, Span } from '../languages/index.js';

const NEXT = 'vmlint-format-ignore';
const START = `${NEXT}-start`;
const END = `${NEXT}-end`;

interface Commented {
  readonly source: { readonly view: string };
  comments(): Iterable<CommentText>;
}

/**
 * The parts of a view that comments keep from being formatted: from behind `vmlint-format-ignore-start` to
 * `vmlint-format-ignore-end` or the end of the file, and what follows `vmlint-format-ignore`, which `spanBehind` gives.
 */
export function ignoredSpans(
  document: Commented,
  spanBehind: (comment: CommentText) => Span | undefined,
): Span[] {
  const { view } = document.source;
  if (!view.includes(NEXT)) return [];
  const spans: Span[] = [];
  let open: BaseNode | undefined;
  for (const comment of document.comments()) {
    const [word] = /^[\w-]*/.exec(view.slice(comment.text.start, comment.text.end))!;
    if (word === START) {
      open ??= comment.node;
    } else if (word === END && open !== undefined) {
      spans.push({ start: open.end, end: comment.node.start });
      open = undefined;
    } else if (word === NEXT && open === undefined) {
      const span = spanBehind(comment);
      if (span !== undefined) spans.push(span);
    }
  }
  if (open !== undefined) spans.push({ start: open.end, end: view.length });
  return spans;
}

/** Whether a span touches one of the others, which are in order of their starts. */
export class Spans {
  #next = 0;
  #reaches = -1;

  constructor(private readonly spans: readonly Span[]) {}

  /** To be asked in the order of the places. */
  touch({ start, end }: Span): boolean {
    while (
      this.#next < this.spans.length &&
      this.spans[this.#next]!.start < Math.max(end, start + 1)
    ) {
      this.#reaches = Math.max(this.#reaches, this.spans[this.#next]!.end);
      this.#next++;
    }
    return start < this.#reaches;
  }
}
