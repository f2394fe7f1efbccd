/** A line of two texts that are compared. */
export interface DiffLine {
  kind: "same" | "added" | "removed";
  text: string;
}

/** A run of lines that are the same and are not shown. */
export interface DiffGap {
  kind: "gap";
  count: number;
}

/** Beyond so many pairs of lines the middle is shown as replaced: to compare it would take too long. */
const MOST_PAIRS = 4_000_000;

/** Compares two texts line by line. */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = linesOf(before);
  const now = linesOf(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  const most = Math.min(old.length, now.length) - start;
  while (end < most && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  const as = (kind: DiffLine["kind"]) => (text: string) => ({ kind, text });
  return [
    ...old.slice(0, start).map(as("same")),
    ...diffMiddle(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    ...old.slice(old.length - end).map(as("same")),
  ];
}

/** Leaves out what is the same but for a few lines around each change. */
export function foldSame(lines: readonly DiffLine[], around = 3): (DiffLine | DiffGap)[] {
  const isNear = nearChanges(lines, around);
  const shown: (DiffLine | DiffGap)[] = [];
  for (const [place, line] of lines.entries()) {
    const last = shown.at(-1);
    if (isNear[place]) shown.push(line);
    else if (last?.kind === "gap") last.count++;
    else shown.push({ kind: "gap", count: 1 });
  }
  return shown;
}

function nearChanges(lines: readonly DiffLine[], around: number): boolean[] {
  const isNear = lines.map(() => false);
  for (const [place, { kind }] of lines.entries()) {
    if (kind !== "same") isNear.fill(true, Math.max(0, place - around), place + around + 1);
  }
  return isNear;
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

function diffMiddle(old: readonly string[], now: readonly string[]): DiffLine[] {
  if (old.length * now.length > MOST_PAIRS) return inTurn(old, now);
  const common = commonLengths(old, now);
  const width = now.length + 1;
  const lines: DiffLine[] = [];
  let [at, to] = [0, 0];
  while (at < old.length && to < now.length) {
    if (old[at] === now[to]) {
      lines.push({ kind: "same", text: old[at] as string });
      at++;
      to++;
    } else if ((common[(at + 1) * width + to] ?? 0) >= (common[at * width + to + 1] ?? 0)) {
      lines.push({ kind: "removed", text: old[at++] as string });
    } else {
      lines.push({ kind: "added", text: now[to++] as string });
    }
  }
  return [...lines, ...inTurn(old.slice(at), now.slice(to))];
}

function inTurn(old: readonly string[], now: readonly string[]): DiffLine[] {
  const removed = old.map((text): DiffLine => ({ kind: "removed", text }));
  return [...removed, ...now.map((text): DiffLine => ({ kind: "added", text }))];
}

/** How many lines the rests of both texts have in common, from every pair of places on. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint32Array {
  const width = now.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  for (let at = old.length - 1; at >= 0; at--) {
    for (let to = now.length - 1; to >= 0; to--) {
      const here = at * width + to;
      common[here] =
        old[at] === now[to]
          ? (common[here + width + 1] ?? 0) + 1
          : Math.max(common[here + width] ?? 0, common[here + 1] ?? 0);
    }
  }
  return common;
}
