import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const sdk = (entry: string) => `${fileURLToPath(new URL("../sdk/src/", import.meta.url))}${entry}.ts`;

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), tailwindcss()],
  // The SDK's sources, so that the page builds and is checked without a build of the SDK before it.
  resolve: {
    alias: [
      { find: /^@operator\/sdk$/, replacement: sdk("index") },
      { find: /^@operator\/sdk\/(voice|voice-worklet)(?=$|\?)/, replacement: sdk("$1") },
    ],
  },
  // The server's Content-Security-Policy allows nothing inline, so nothing is inlined.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: "es2022" },
});
