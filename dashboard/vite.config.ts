import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { widgetBuild } from "./widget-build.ts";

const sdk = (entry: string) => `${fileURLToPath(new URL("../sdk/src/", import.meta.url))}${entry}.ts`;

const page = (name: string) => fileURLToPath(new URL(`${name}.html`, import.meta.url));

// The SDK's sources, so that the page builds and is checked without a build of the SDK before it.
const resolve = {
  alias: [
    { find: /^@operator\/sdk$/, replacement: sdk("index") },
    { find: /^@operator\/sdk\/(voice|voice-worklet)(?=$|\?)/, replacement: sdk("$1") },
  ],
};

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), tailwindcss(), widgetBuild(resolve)],
  resolve,
  build: {
    // The server's Content-Security-Policy allows nothing inline, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    rolldownOptions: { input: { index: page("index"), demo: page("demo") } },
  },
});
