import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import type { Reporter } from "vitest/node";

const results = process.env["TEST_RESULTS"];

/** The results as JSON do not tell of errors that no test has caught: their number stands in a file beside them. */
function noteUnhandled(file: string): Reporter {
  return { onTestRunEnd: (_modules, errors) => writeFileSync(`${file}.unhandled`, String(errors.length)) };
}

export default defineConfig({
  // The SDK's sources, as the page's build takes them: no test waits for a build of the SDK.
  resolve: {
    alias: [
      { find: /^@operator\/sdk$/, replacement: fileURLToPath(new URL("sdk/src/index.ts", import.meta.url)) },
      {
        find: /^@operator\/sdk\/(voice|webhooks)$/,
        replacement: fileURLToPath(new URL("sdk/src/$1.ts", import.meta.url)),
      },
    ],
  },
  test: {
    include: [
      "server/src/**/*.test.ts",
      "server/test/**/*.test.ts",
      "sdk/**/*.test.ts",
      "cli/**/*.test.ts",
      "dashboard/test/**/*.test.ts",
      "bench/**/*.test.ts",
    ],
    globalSetup: ["server/src/testing/global-setup.ts"],
    // Tests wait for what is to happen, not for a time; these only end what waits in vain, on a busy machine too.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
    // Files share what they import: to read the platform anew for each takes longer than most tests. No test may leave
    // globals, timers or the environment changed.
    isolate: false,
    reporters: results ? ["default", ["json", { outputFile: results }], noteUnhandled(results)] : ["default"],
  },
});
