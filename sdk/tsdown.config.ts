import { defineConfig, type UserConfig } from "tsdown";

const shared: UserConfig = {
  platform: "neutral",
  target: "es2022",
  outDir: "dist",
  sourcemap: true,
  logLevel: "error",
};

export default defineConfig([
  {
    ...shared,
    format: ["esm", "cjs"],
    dts: true,
    entry: { index: "src/index.ts", voice: "src/voice.ts", webhooks: "src/webhooks.ts" },
  },
  // Apart from the others, so that it is one file that a page can serve as it is.
  { ...shared, format: "esm", dts: false, clean: false, entry: { "voice-worklet": "src/voice-worklet.ts" } },
]);
