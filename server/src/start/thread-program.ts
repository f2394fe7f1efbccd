import type { Begun } from "./started.ts";

/** Returns the program of a thread: beside the built server, or where the sources have it. */
export function threadProgram({ programs }: Pick<Begun, "programs">, name: "openapi-thread" | "mail-thread"): URL {
  if (programs !== undefined) return new URL(`${name}.js`, programs);
  return new URL(import.meta.url.endsWith(".ts") ? `../${name}.ts` : `./${name}.js`, import.meta.url);
}
