interface Line {
  readonly start: number;
}

/** Where the lines of a view start. A line ends at LF, CR LF or a lone CR. */
export class LineIndex {
  /** `lines` that a grammar found already: all but the empty one behind a last end of line. */
  constructor(
    private readonly view: string,
    private readonly lines: readonly Line[],
  ) {}

  static of(view: string, firstLine: number): LineIndex {
    const lines: Line[] = [];
    let start = firstLine;
    let lf = view.indexOf('\n', start);
    let cr = view.indexOf('\r', start);
    while (lf !== -1 || cr !== -1) {
      lines.push({ start });
      if (cr === -1 || (lf !== -1 && lf < cr)) start = lf + 1;
      else start = lf === cr + 1 ? lf + 1 : cr + 1;
      if (lf !== -1 && lf < start) lf = view.indexOf('\n', start);
      if (cr !== -1 && cr < start) cr = view.indexOf('\r', start);
    }
    if (start < view.length) lines.push({ start });
    return new LineIndex(view, lines);
  }

  /** The 0-based line that holds the character at `offset`. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.lines[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    const line = Math.max(0, low - 1);
    const isBehindLast = offset === this.view.length && line === this.lines.length - 1;
    return isBehindLast && /[\r\n]$/.test(this.view.slice(-1)) ? line + 1 : line;
  }

  startOf(line: number): number {
    return this.lines[line]?.start ?? this.view.length;
  }

  /** End of the line's text, before its end of line. */
  endOf(line: number): number {
    const next = this.startOf(line + 1);
    if (next === this.startOf(line)) return next;
    if (this.view.startsWith('\r\n', next - 2)) return next - 2;
    return /[\r\n]/.test(this.view.charAt(next - 1)) ? next - 1 : next;
  }
}
