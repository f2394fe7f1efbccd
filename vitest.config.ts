import { defineConfig } from "vitest/config";

const results = process.env["TEST_RESULTS"];

export default defineConfig({
  test: {
    include: [
      "server/src/**/*.test.ts",
      "server/test/**/*.test.ts",
      "sdk/**/*.test.ts",
      "dashboard/test/**/*.test.ts",
      "bench/**/*.test.ts",
    ],
    globalSetup: ["server/src/testing/global-setup.ts"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    reporters: results ? ["default", ["json", { outputFile: results }]] : ["default"],
  },
});
