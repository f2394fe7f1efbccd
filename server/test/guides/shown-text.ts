/** What begins and ends a part of a file, in the comments of its language; it is never shown itself. */
const MARKER = /^\s*(?:\/\/|#|--|;|<!--)\s*#(region|endregion)\b[ \t]*([\w-]*)/;

/** Returns what a block shows of a file: all of it or one region, as far left as it goes. Throws when it has none of that name. */
export function shownText(text: string, region: string | null): string {
  const lines = text.replace(/\n+$/, "").split("\n");
  const chosen = region === null ? lines : linesOf(lines, region);
  const shown = outdented(chosen.filter((line) => !MARKER.test(line)));
  return `${shown.join("\n").replace(/^\n+|\s+$/g, "")}\n`;
}

function linesOf(lines: readonly string[], region: string): string[] {
  const begin = lines.findIndex((line) => {
    const [, kind, name] = MARKER.exec(line) ?? [];
    return kind === "region" && name === region;
  });
  if (begin < 0) throw new Error(`There is no "#region ${region}" in it.`);
  let depth = 0;
  for (let index = begin; index < lines.length; index++) {
    const kind = MARKER.exec(lines[index] ?? "")?.[1];
    if (kind === "region") depth += 1;
    if (kind === "endregion") depth -= 1;
    if (depth === 0) return lines.slice(begin + 1, index);
  }
  throw new Error(`The "#region ${region}" never ends.`);
}

function outdented(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const least = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.slice(least));
}
