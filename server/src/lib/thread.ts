import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { type ResourceLimits, Worker } from "node:worker_threads";

/** What a thread begins with. */
export interface ThreadStart {
  /** Copied for it. */
  readonly data?: unknown;
  readonly limits?: ResourceLimits;
}

/** Starts a program of this one's as a thread, which sees nothing of the environment. */
export function startThread(file: URL, { data, limits = {} }: ThreadStart = {}): Worker {
  const isSource = file.pathname.endsWith(".ts");
  return new Worker(isSource ? throughTsx(file) : file, {
    eval: isSource,
    workerData: data,
    env: {},
    execArgv: [],
    resourceLimits: limits,
  });
}

/** The sources are TypeScript, which a thread reads through tsx, as the whole process does that runs from them. */
function throughTsx(file: URL): string {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx/package.json"));
  const loader = new URL("./dist/esm/api/index.mjs", tsx);
  return `import("${loader.href}").then(({ register }) => { register(); return import("${file.href}"); });`;
}
