const LONGEST_WORD = 64;
const MOST_MISTAKES = 3;

/**
 * Guesses which of the candidates was meant by a word that is none of them, for a "did you mean". Case, `_`, `-`,
 * spaces and dots do not count; otherwise up to a third of the letters, three at most, may be wrong, missing, too many
 * or swapped. Returns the nearest, the first among equals, or `null`. The cost grows with the number of candidates
 * only: words over 64 characters are not compared.
 */
export function closest(word: string, candidates: Iterable<string>): string | null {
  if (word.length > LONGEST_WORD) return null;
  const wanted = fold(word);
  let best: string | null = null;
  let fewest = MOST_MISTAKES + 1;
  for (const candidate of candidates) {
    if (candidate.length > LONGEST_WORD) continue;
    const known = fold(candidate);
    const allowed = Math.min(fewest - 1, Math.floor(Math.max(wanted.length, known.length) / 3));
    const mistakes = distanceWithin(wanted, known, allowed);
    if (mistakes === null) continue;
    best = candidate;
    fewest = mistakes;
    if (fewest === 0) break;
  }
  return best;
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[_\-. ]/g, "");
}

/**
 * Counts the edits (insertion, deletion, substitution, swap of neighbours) between two words; `null` when there are
 * more than `limit`. Looks only at the band of the table in which that few edits can lie.
 */
function distanceWithin(left: string, right: string, limit: number): number | null {
  if (limit < 0 || Math.abs(left.length - right.length) > limit) return null;
  const far = limit + 1;
  const rows = [Array.from({ length: right.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= left.length; row++) {
    const cells: number[] = new Array<number>(right.length + 1).fill(far);
    if (row <= limit) cells[0] = row;
    const last = Math.min(right.length, row + limit);
    for (let column = Math.max(1, row - limit); column <= last; column++) {
      cells[column] = cheapest({ left, right, rows, cells, row, column });
    }
    rows.push(cells);
  }
  const distance = rows[left.length]?.[right.length] ?? far;
  return distance > limit ? null : distance;
}

interface Place {
  left: string;
  right: string;
  rows: readonly number[][];
  cells: readonly number[];
  row: number;
  column: number;
}

function cheapest({ left, right, rows, cells, row, column }: Place): number {
  const above = rows[row - 1] as number[];
  const isSame = left[row - 1] === right[column - 1];
  const straight = (above[column - 1] as number) + (isSame ? 0 : 1);
  const edited = Math.min(straight, (above[column] as number) + 1, (cells[column - 1] as number) + 1);
  const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
  if (row < 2 || column < 2 || !isSwap) return edited;
  return Math.min(edited, ((rows[row - 2] as number[])[column - 2] as number) + 1);
}
