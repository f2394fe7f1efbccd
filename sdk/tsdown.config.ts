import { defineConfig, type UserConfig } from "tsdown";

const shared: UserConfig = {
  format: "esm",
  platform: "neutral",
  target: "es2022",
  outDir: "dist",
  sourcemap: true,
  logLevel: "error",
};

export default defineConfig([
  { ...shared, dts: true, entry: { index: "src/index.ts", voice: "src/voice.ts" } },
  // Apart from the others, so that it is one file that a page can serve as it is.
  { ...shared, dts: false, clean: false, entry: { "voice-worklet": "src/voice-worklet.ts" } },
]);
