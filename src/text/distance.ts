/**
 * Damerau-Levenshtein distance (optimal string alignment): how many letters to insert, remove, replace or swap
 * with their neighbour make one text the other. Anything above `limit` is `limit + 1`, found early.
 */
export function distanceWithin(left: string, right: string, limit: number): number {
  let start = 0;
  let leftEnd = left.length;
  let rightEnd = right.length;
  if (Math.abs(leftEnd - rightEnd) > limit) return limit + 1;
  while (
    start < leftEnd &&
    start < rightEnd &&
    left.charCodeAt(start) === right.charCodeAt(start)
  ) {
    start++;
  }
  while (
    leftEnd > start &&
    rightEnd > start &&
    left.charCodeAt(leftEnd - 1) === right.charCodeAt(rightEnd - 1)
  ) {
    leftEnd--;
    rightEnd--;
  }
  const rows = leftEnd - start;
  const columns = rightEnd - start;
  if (rows === 0 || columns === 0) return Math.min(rows + columns, limit + 1);

  let beforeLast: number[] = [];
  let last = Array.from({ length: columns + 1 }, (_, column) => column);
  for (let row = 1; row <= rows; row++) {
    const current = [row];
    let least = row;
    const letter = left.charCodeAt(start + row - 1);
    for (let column = 1; column <= columns; column++) {
      const other = right.charCodeAt(start + column - 1);
      let distance = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + (letter === other ? 0 : 1),
      );
      if (
        row > 1 &&
        column > 1 &&
        letter === right.charCodeAt(start + column - 2) &&
        left.charCodeAt(start + row - 2) === other
      ) {
        distance = Math.min(distance, beforeLast[column - 2]! + 1);
      }
      current.push(distance);
      if (distance < least) least = distance;
    }
    // A swap reaches back over one row, so that two rows above the limit decide.
    if (least > limit && Math.min(...last) >= limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(last[columns]!, limit + 1);
}
