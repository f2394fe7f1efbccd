import { fileURLToPath } from "node:url";
import { build, type InlineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One file of the widget: where it begins, how it is called, and in which form a browser takes it. */
interface Piece {
  readonly entry: string;
  readonly file: string;
  readonly format: "iife" | "es";
}

/** Their names never change, since other sites name them; the server has browsers ask each time whether they did. */
const PIECES: readonly Piece[] = [
  { entry: here("src/widget/widget.ts"), file: "widget.js", format: "iife" },
  { entry: here("src/widget/voice-entry.ts"), file: "widget-voice.js", format: "es" },
  { entry: here("../sdk/src/voice-worklet.ts"), file: "widget-worklet.js", format: "es" },
];

/** Builds the widget after the pages: each of its files stands alone, and is loaded by pages of other origins. */
export function widgetBuild(resolve: NonNullable<InlineConfig["resolve"]>): Plugin {
  let outDir = "dist";
  return {
    name: "operator:widget",
    apply: "build",
    configResolved(config) {
      outDir = config.build.outDir;
    },
    async closeBundle() {
      for (const piece of PIECES) await build(configOf(piece, { resolve, outDir }));
    },
  };
}

interface Surroundings {
  readonly resolve: NonNullable<InlineConfig["resolve"]>;
  /** Where the pages are built. */
  readonly outDir: string;
}

function configOf({ entry, file, format }: Piece, { resolve, outDir }: Surroundings): InlineConfig {
  return {
    configFile: false,
    root: here("."),
    logLevel: "warn",
    publicDir: false,
    resolve,
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      outDir,
      emptyOutDir: false,
      target: "es2022",
      minify: true,
      lib: { entry, formats: [format], name: "operatorWidgetScript", fileName: () => file },
    },
  };
}
