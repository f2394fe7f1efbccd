import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

/** The programs of threads, which are files of their own beside the server: nothing imports them. */
function threads(...names: string[]): Plugin {
  return {
    name: "threads",
    buildStart() {
      for (const name of names) {
        const id = fileURLToPath(new URL(`src/${name}.ts`, import.meta.url));
        this.emitFile({ type: "chunk", id, fileName: `${name}.js` });
      }
    },
  };
}

export default defineConfig({ plugins: [threads("openapi-thread", "mail-thread", "media-thread")] });
