import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHttpServer, type HttpServices } from "../../src/http/server.ts";
import { callerAddress } from "../../src/lib/caller-address.ts";
import { rateLimit } from "../../src/lib/rate-limit.ts";
import { UNOBSERVED } from "../../src/testing/unobserved.ts";

const DOCUMENTS_ROOT = fileURLToPath(new URL("../../..", import.meta.url));

let directory: string;
let server: FastifyInstance;
let url: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "operator-page-"));
  await mkdir(join(directory, "assets"));
  await writeFile(join(directory, "index.html"), "<!doctype html><title>The page</title>");
  await writeFile(join(directory, "demo.html"), "<!doctype html><title>A chat</title>");
  await writeFile(join(directory, "widget.js"), "void 0;");
  await writeFile(join(directory, "assets", "page-1a2b.js"), "export {};");
  // The page and the documents ask nothing of the services.
  server = await buildHttpServer({} as HttpServices, {
    logger: pino({ enabled: false }),
    ...UNOBSERVED,
    limit: rateLimit(1_000),
    addressOf: callerAddress([]),
    publicUrl: "http://localhost",
    pageDirectory: directory,
    documentsRoot: DOCUMENTS_ROOT,
  });
  url = await server.listen({ host: "127.0.0.1", port: 0 });
});

afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

/** The directives of an answer's policy, by name. */
function policyOf({ headers }: Response): Map<string, string> {
  const policy = headers.get("content-security-policy") ?? "";
  return new Map(policy.split(";").map((directive) => directive.trim().split(/ (.*)/s, 2) as [string, string]));
}

const SHOWN = ["/", "/demo/demo_9Qx4B7Kd2Mv", "/assets/page-1a2b.js", "/docs", "/docs/style.css"];

describe("what a browser shows", () => {
  it.each(SHOWN)(
    "%s runs no code but files of this origin, reaches nothing else and is framed by nobody",
    async (path) => {
      const answer = await fetch(`${url}${path}`);
      expect(answer.status).toBe(200);
      const policy = policyOf(answer);
      expect(policy.get("default-src")).toBe("'none'");
      expect(policy.get("script-src")).toBe("'self'");
      expect(policy.get("connect-src")).toBe("'self'");
      expect(policy.get("media-src")).toBe("'self'");
      expect(policy.get("frame-ancestors")).toBe("'none'");
      expect(policy.get("base-uri")).toBe("'none'");
      expect([...policy.values()].join(" ")).not.toMatch(/unsafe|\*/);
    },
  );

  it.each(SHOWN)("%s is taken for what it is called, and says nobody where it was linked from", async (path) => {
    const { headers } = await fetch(`${url}${path}`);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("content-type")).toMatch(/^text\/(html|javascript|css); charset=utf-8$/);
  });

  it("is asked for anew as the page, and kept as one of its assets, whose name changes with it", async () => {
    expect((await fetch(`${url}/`)).headers.get("cache-control")).toBe("no-cache");
    expect((await fetch(`${url}${SHOWN[2]}`)).headers.get("cache-control")).toContain("immutable");
  });

  it("is not sent again to whoever has it, and is sent when it has changed", async () => {
    for (const path of ["/", "/demo/demo_9Qx4B7Kd2Mv", "/widget.js"]) {
      const etag = (await fetch(`${url}${path}`)).headers.get("etag") ?? "";
      expect(etag).toMatch(/^"[\w-]{22}"$/);
      const again = await fetch(`${url}${path}`, { headers: { "if-none-match": `"older", W/${etag}` } });
      expect([again.status, await again.text()]).toEqual([304, ""]);
      expect((await fetch(`${url}${path}`, { headers: { "if-none-match": '"older"' } })).status).toBe(200);
    }
  });

  it("is the widget for pages of other sites too, and no link's page for those who search", async () => {
    const { headers } = await fetch(`${url}/widget.js`, { headers: { origin: "https://shop.example" } });
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect((await fetch(`${url}/demo/demo_9Qx4B7Kd2Mv`)).headers.get("x-robots-tag")).toBe("noindex");
    expect((await fetch(`${url}/`)).headers.get("cross-origin-resource-policy")).toBeNull();
  });
});
