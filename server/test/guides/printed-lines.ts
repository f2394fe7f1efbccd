/**
 * Finds the first line of `shown` that is not in `printed`, or not in its order; null when all are. `…` stands for any
 * text, or alone on its line for any lines; spaces at the ends do not count, nor do empty lines.
 */
export function missingLine(shown: string, printed: string): string | null {
  const lines = printed.split("\n").map((line) => line.trim());
  let from = 0;
  for (const line of shown.split("\n").map((one) => one.trim())) {
    if (line === "" || line === "…") continue;
    const form = new RegExp(`^${line.split("…").map(escaped).join(".*")}$`);
    const found = lines.findIndex((one, index) => index >= from && form.test(one));
    if (found < 0) return line;
    from = found + 1;
  }
  return null;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
