/**
 * Guesses which of some names was meant by one that is none of them, for a "did you mean": the nearest by letters that
 * are wrong, missing or too many, a third of them at most; null when none is near.
 */
export function guess(word: string, names: readonly string[]): string | null {
  const near = names
    .map((name) => ({ name, mistakes: distance(word.slice(0, 64), name) }))
    .filter(({ name, mistakes }) => mistakes <= Math.max(1, Math.floor(Math.max(word.length, name.length) / 3)));
  near.sort((a, b) => a.mistakes - b.mistakes);
  return near[0]?.name ?? null;
}

function distance(left: string, right: string): number {
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...left].entries()) {
    const cells = [row + 1];
    for (let column = 1; column <= right.length; column++) {
      const replaced = (above[column - 1] as number) + (right[column - 1] === letter ? 0 : 1);
      cells.push(Math.min(replaced, (above[column] as number) + 1, (cells[column - 1] as number) + 1));
    }
    above = cells;
  }
  return above[right.length] as number;
}
