import { copyFile, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowser } from "../../../server/src/testing/browser.ts";
import { type EchoServer, startEchoServer } from "../echo-server.ts";
import { type InstalledPackage, installPackage } from "./installed-package.ts";

const TYPES = fileURLToPath(new URL("../../../node_modules/@types", import.meta.url));
/** How much a page may load for a session by text, gzipped. */
const MOST_GZIPPED = 15 * 1024;

let installed: InstalledPackage;
let server: EchoServer;
beforeAll(async () => {
  [installed, server] = await Promise.all([installPackage(), startEchoServer()]);
}, 180_000);
afterAll(async () => {
  await installed?.remove();
  await server?.cleanUp();
});

describe("the package", () => {
  it("holds what is built, and how to use it, and nothing else", () => {
    const others = installed.files.filter((file) => !/^dist\/[\w-]+\.(d\.ts|d\.cts|js|cjs)$/.test(file));
    expect(others).toEqual(["README.md", "package.json"]);
  });

  it("brings nothing else with it", async () => {
    const lock = await readFile(join(installed.folder, "node_modules/.package-lock.json"), "utf8");
    expect(Object.keys((JSON.parse(lock) as { packages: object }).packages)).toEqual(["node_modules/@operator/sdk"]);
  });

  it.each(["in-node.mjs", "in-node.cjs"])("works in a program of Node: %s", async (program) => {
    const { code, output } = await installed.node([program], {
      OPERATOR_HOST: server.host,
      OPERATOR_API_KEY: server.key,
      OPERATOR_AGENT: server.agent,
    });
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(JSON.parse(output)).toEqual({
      said: ["You said: Hello"],
      names: ["Echo"],
      refusal: "not_found",
      hasEtag: true,
      handler: "function",
    });
  });
});

describe("the package's types", () => {
  const strict = { strict: true, noEmit: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true };
  const node = { ...strict, target: "ES2022", lib: ["ES2023"], typeRoots: [TYPES], types: ["node"] };

  it.each([
    ["a module of Node", "types.mts", { ...node, module: "NodeNext", skipLibCheck: false }],
    ["CommonJS of Node", "types.cts", { ...node, module: "NodeNext", skipLibCheck: false }],
    [
      "a page that is bundled",
      "types.ts",
      { ...strict, target: "ES2022", module: "ESNext", moduleResolution: "Bundler", lib: ["ES2023", "DOM"], types: [] },
    ],
  ])(
    "are there for %s, where wrong bodies and names do not compile",
    async (_what, file, options) => {
      if (file !== "types.ts") await copyFile(join(installed.folder, "types.ts"), join(installed.folder, file));
      expect(await installed.typeCheck(file, options)).toEqual({ code: 0, output: "" });
    },
    120_000,
  );
});

describe("the package in a page", () => {
  let browser: Browser;
  let site: Server;
  let files: Map<string, string>;
  beforeAll(async () => {
    files = await bundle(join(installed.folder, "page.html"));
    site = createServer((request, response) => {
      const text = files.get(new URL(request.url ?? "", "http://x").pathname.slice(1));
      const type = request.url?.endsWith(".js") ? "text/javascript" : "text/html";
      response.writeHead(text === undefined ? 404 : 200, { "content-type": type }).end(text);
    });
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    browser = await startBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  it("holds a session by text with a real server", async () => {
    const { channel } = await server.client.conversations.create({
      agent_id: server.agent,
      channel: { type: "chat_realtime" },
    });
    const page = await browser.newPage();
    const { port } = site.address() as AddressInfo;
    const about = encodeURIComponent(JSON.stringify([channel.session_url, channel.token]));
    await page.goto(`http://127.0.0.1:${port}/page.html#${about}`);
    await expect.poll(() => page.title()).toBe("ended");
    expect(await page.locator("li").allTextContents()).toEqual([
      "user_message received: Hello from a page",
      "agent_message completed: You said: Hello from a page",
    ]);
  });

  it("is small", () => {
    const scripts = [...files].filter(([name]) => name.endsWith(".js")).map(([, text]) => text);
    const size = gzipSync(scripts.join("\n"), { level: 9 }).length;
    process.stdout.write(`A page's session by text: ${size} bytes gzipped, of ${MOST_GZIPPED} at most\n`);
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(MOST_GZIPPED);
  });
});

/** Bundles a page as for production; returns its files by their names. */
async function bundle(page: string): Promise<Map<string, string>> {
  const root = join(page, "..");
  const result = await build({
    root,
    configFile: false,
    logLevel: "error",
    mode: "production",
    build: { write: false, target: "es2022", rolldownOptions: { input: page } },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as { output: BuiltFile[] };
  return new Map(output.map((file) => [file.fileName, textOf(file)]));
}

interface BuiltFile {
  fileName: string;
  code?: string;
  source?: string | Uint8Array;
}

function textOf({ code, source }: BuiltFile): string {
  return code ?? Buffer.from(source ?? "").toString();
}
