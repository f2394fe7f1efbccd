import type { Begun } from "./started.ts";

/** The programs of threads, each a file beside `main.ts`. */
export type ThreadName = "openapi-thread" | "mail-thread" | "media-thread";

/** Returns the program of a thread: beside the built server, or where the sources have it. */
export function threadProgram({ programs }: Pick<Begun, "programs">, name: ThreadName): URL {
  if (programs !== undefined) return new URL(`${name}.js`, programs);
  return new URL(import.meta.url.endsWith(".ts") ? `../${name}.ts` : `./${name}.js`, import.meta.url);
}
