import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The SDK is built in from its sources, so that the command line needs no build of it. */
export default defineConfig({
  resolve: {
    alias: [{ find: /^@operator\/sdk$/, replacement: fileURLToPath(new URL("../sdk/src/index.ts", import.meta.url)) }],
  },
  ssr: { noExternal: ["@operator/sdk"] },
});
