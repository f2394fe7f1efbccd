/** One line of a comparison: only in the former text, only in the later one, or in both. */
export interface DiffLine {
  readonly sign: "-" | "+" | " ";
  readonly text: string;
}

/** More changed lines than this are not searched for what they have in common: the search grows with their square. */
const MOST_CHANGES = 1_500;

/** Compares two texts line by line. What they have in common is the most they can have in common. */
export function diffLines(former: string, later: string): DiffLine[] {
  const before = linesOf(former);
  const after = linesOf(later);
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return [
    ...marked(" ", before.slice(0, start)),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...marked(" ", before.slice(before.length - end)),
  ];
}

function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function marked(sign: DiffLine["sign"], lines: readonly string[]): DiffLine[] {
  return lines.map((text) => ({ sign, text }));
}

/** E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986): the furthest reach with each count of edits. */
function middle(before: readonly string[], after: readonly string[]): DiffLine[] {
  const reach = new Map<number, number>([[1, 0]]);
  const history: Map<number, number>[] = [];
  const most = Math.min(before.length + after.length, MOST_CHANGES);
  for (let edits = 0; edits <= most; edits++) {
    history.push(new Map(reach));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = isDown(reach, diagonal, edits) ? at(reach, diagonal + 1) : at(reach, diagonal - 1) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      reach.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(history, before, after);
    }
  }
  return [...marked("-", before), ...marked("+", after)];
}

function at(reach: ReadonlyMap<number, number>, diagonal: number): number {
  return reach.get(diagonal) ?? -1;
}

function isDown(reach: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  return diagonal === -edits || (diagonal !== edits && at(reach, diagonal - 1) < at(reach, diagonal + 1));
}

function walkBack(
  history: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): DiffLine[] {
  const lines: DiffLine[] = [];
  let x = before.length;
  let y = after.length;
  for (let edits = history.length - 1; edits >= 0; edits--) {
    const reach = history[edits] as ReadonlyMap<number, number>;
    const goesDown = isDown(reach, x - y, edits);
    const diagonal = goesDown ? x - y + 1 : x - y - 1;
    const fromX = at(reach, diagonal);
    const fromY = fromX - diagonal;
    while (x > Math.max(0, fromX) && y > Math.max(0, fromY) && before[x - 1] === after[y - 1]) {
      lines.push({ sign: " ", text: before[--x] as string });
      y--;
    }
    if (edits === 0) break;
    if (goesDown) lines.push({ sign: "+", text: after[--y] as string });
    else lines.push({ sign: "-", text: before[--x] as string });
  }
  return lines.reverse();
}

/** How many lines in common are shown around each change. */
const AROUND = 3;

/** Leaves out what is far from every change; `null` stands for lines that were left out. */
export function nearChanges(lines: readonly DiffLine[]): (DiffLine | null)[] {
  const isShown = lines.map(() => false);
  for (const [index, { sign }] of lines.entries()) {
    if (sign === " ") continue;
    isShown.fill(true, Math.max(0, index - AROUND), index + AROUND + 1);
  }
  return lines.flatMap((line, index) => {
    if (isShown[index]) return [line];
    return index > 0 && isShown[index - 1] ? [null] : [];
  });
}
