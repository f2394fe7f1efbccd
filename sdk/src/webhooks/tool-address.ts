import type { Tool } from "./tool.ts";

/** A tool that a request is for, with the arguments that are part of the path. */
export interface FoundTool {
  readonly name: string;
  readonly tool: Tool;
  readonly path: ReadonlyMap<string, string>;
}

/** Finds the tool that a request is for: the first whose method fits and whose path the address ends in; null if none. */
export function findTool(tools: ReadonlyMap<string, Tool>, method: string, pathname: string): FoundTool | null {
  const segments = segmentsOf(pathname).map(decoded);
  for (const [name, tool] of tools) {
    if (tool.method !== undefined && tool.method !== method) continue;
    const path = matched(segmentsOf(tool.path ?? encodeURIComponent(name)), segments);
    if (path !== null) return { name, tool, path };
  }
  return null;
}

/** Matches a pattern's segments with the last ones of a path; null when they differ. */
function matched(pattern: readonly string[], segments: readonly string[]): ReadonlyMap<string, string> | null {
  const last = segments.slice(-pattern.length);
  if (pattern.length === 0 || last.length < pattern.length) return null;
  const found = new Map<string, string>();
  for (const [index, expected] of pattern.entries()) {
    const actual = last[index] as string;
    const parameter = /^\{(.+)\}$/.exec(expected)?.[1];
    if (parameter !== undefined) found.set(parameter, actual);
    else if (decoded(expected) !== actual) return null;
  }
  return found;
}

function segmentsOf(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
