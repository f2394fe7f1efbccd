import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { main: "src/main.ts" },
  format: "esm",
  platform: "node",
  target: "node20.19",
  outDir: "dist",
  sourcemap: true,
  dts: false,
  logLevel: "error",
  fixedExtension: false,
});
