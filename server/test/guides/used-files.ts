import { existsSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";

/** Names of files within a text of commands, or of a program. */
const NAMED = /(?:examples|docs|scripts|bench|sdk|cli|server)\/[\w./@-]*[\w/]/g;
/** What programs name beside themselves. */
const BESIDE = /["'`](\.{1,2}\/[\w./@-]+)["'`]/g;

/**
 * Finds which files some commands use: those that they name, with what lies in folders that they name, and what these
 * name or import in turn. Returns a test for a file within the repository.
 */
export function usedBy(repository: string, commands: string): (file: string) => boolean {
  const used = new Set<string>();
  const waiting = namesIn(commands);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (used.has(file) || !existsSync(join(repository, file))) continue;
    used.add(file);
    if (!/\.(ts|js|mjs|cjs|sh|html)$/.test(file) || statSync(join(repository, file)).isDirectory()) continue;
    const text = readFileSync(join(repository, file), "utf8");
    const beside = [...text.matchAll(BESIDE)].map(([, path]) => posix.join(posix.dirname(file), path ?? ""));
    waiting.push(...namesIn(text), ...beside);
  }
  return (file) => {
    const folders = file.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"));
    // A whole page's folder says nothing of what is used in it.
    return folders.some((path, index) => used.has(path) && (index >= 2 || path === file));
  };
}

function namesIn(text: string): string[] {
  return [...text.matchAll(NAMED)].map(([name]) => name.replace(/\/$/, ""));
}
