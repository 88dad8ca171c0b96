/** Where the lines of a view start. A line ends at LF, CR LF or a lone CR. */
export class LineIndex {
  private readonly starts: number[];

  constructor(
    private readonly view: string,
    firstLine = 0,
  ) {
    this.starts = [firstLine];
    let lf = view.indexOf('\n');
    let cr = view.indexOf('\r');
    while (lf !== -1 || cr !== -1) {
      let next: number;
      if (cr === -1 || (lf !== -1 && lf < cr)) next = lf + 1;
      else next = lf === cr + 1 ? lf + 1 : cr + 1;
      this.starts.push(next);
      if (lf !== -1 && lf < next) lf = view.indexOf('\n', next);
      if (cr !== -1 && cr < next) cr = view.indexOf('\r', next);
    }
  }

  get count(): number {
    return this.starts.length;
  }

  /** The 0-based line that holds the character at `offset`. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  startOf(line: number): number {
    return this.starts[line] ?? this.view.length;
  }

  /** End of the line's text, before its end of line. */
  endOf(line: number): number {
    const next = this.starts[line + 1];
    if (next === undefined) return this.view.length;
    return next - (this.view.startsWith('\r\n', next - 2) ? 2 : 1);
  }
}
