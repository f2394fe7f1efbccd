import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { environmentSchema, readEnvironment } from "../src/config.ts";
import { stopWithin } from "../src/start/stop-within.ts";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(join(REPOSITORY, path), "utf8");
const manifest = JSON.parse(read("package.json")) as { scripts: Record<string, string>; engines: { node: string } };
const STOP_WITHIN = stopWithin(readEnvironment({}));

/** The instructions of a Dockerfile, continued lines joined. */
const dockerfile = read("Dockerfile")
  .replaceAll("\\\n", " ")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));
const all = (name: string) =>
  dockerfile.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));

describe("the image", () => {
  it("is of a Node that the platform runs on", () => {
    const least = Number(/\d+/.exec(manifest.engines.node)?.[0]);
    const used = all("FROM").map((line) => Number(/^node:(\d+)-slim/.exec(line)?.[1]));
    for (const version of used) expect(version).toBeGreaterThanOrEqual(least);
  });

  it("is made of what there is", () => {
    const sources = all("COPY").flatMap((line) => line.split(/\s+/).slice(0, -1));
    const own = sources.filter((source) => !source.startsWith("--"));
    const paths = own.map((source) => source.replace("/srv/operator/", ""));
    // What a build makes is there once the server was built, which every test run begins with.
    const missing = paths.filter((path) => !existsSync(join(REPOSITORY, path)));
    expect(missing.filter((path) => !path.endsWith("/dist"))).toEqual([]);
    for (const part of ["sdk", "server", "cli", "dashboard"]) expect(paths).toContain(`${part}/dist`);
  });

  it("runs what `npm start` runs, under an account that may do nothing, and is asked how it is", () => {
    const [command] = all("CMD").map((line) => (JSON.parse(line) as string[]).join(" "));
    expect(manifest.scripts["start"]).toBe(command);
    expect(dockerfile.findLastIndex((line) => line === "USER node")).toBeGreaterThan(
      dockerfile.findLastIndex((line) => line.startsWith("FROM")),
    );
    expect(all("HEALTHCHECK")[0]).toContain("/health");
    expect(all("ENV").join(" ")).toContain("HOST=0.0.0.0");
  });
});

describe("the composition of containers", () => {
  const compose = parse(read("compose.yaml")) as {
    services: Record<string, { environment: Record<string, string>; volumes: string[]; stop_grace_period?: string }>;
    volumes: Record<string, unknown>;
  };

  it("sets variables that there are", () => {
    const names = Object.keys(compose.services["operator"]?.environment ?? {});
    expect(names.filter((name) => !(name in environmentSchema.shape))).toEqual([]);
    expect(names).toContain("OPERATOR_MASTER_KEY");
  });

  it("keeps what is to be kept in volumes that it declares", () => {
    const used = Object.values(compose.services).flatMap(({ volumes }) =>
      volumes.map((volume) => volume.split(":")[0]),
    );
    expect(used.sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it("leaves the platform the time that it takes to stop", () => {
    const seconds = Number.parseInt(compose.services["operator"]?.stop_grace_period ?? "", 10);
    expect(seconds * 1000).toBeGreaterThan(STOP_WITHIN);
  });

  it("keeps secrets out of what is committed", () => {
    const { services } = compose;
    for (const name of ["OPERATOR_API_KEY", "OPERATOR_MASTER_KEY"])
      expect(services["operator"]?.environment[name]).toMatch(/^\$\{[A-Z_]+:\?/);
    expect(read(".gitignore")).toContain("/.env");
    expect(read(".dockerignore")).toContain(".env");
  });
});

describe("the unit of systemd", () => {
  const unit = read("examples/deploy/operator.service");
  const setting = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(unit)?.[1] ?? "";

  it("runs what `npm start` runs", () => {
    expect(setting("ExecStart")).toBe(`/usr/bin/env ${manifest.scripts["start"]}`);
  });

  it("leaves the platform the time that it takes to stop", () => {
    expect(Number(setting("TimeoutStopSec")) * 1000).toBeGreaterThan(STOP_WITHIN);
  });

  it("has settings that the platform starts with", () => {
    const lines = read("examples/deploy/operator.env").trim().split("\n");
    const settings = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    );
    expect(Object.keys(settings).filter((name) => !(name in environmentSchema.shape))).toEqual([]);
    expect(readEnvironment(settings)).toMatchObject({ OPERATOR_DATA_DIR: `/var/lib/${setting("StateDirectory")}` });
  });
});

describe("the settings of a process among several", () => {
  it("are such that there are, once their secrets are filled in", () => {
    const text = read("examples/scale/first.env").replace("operator:…", "operator:secret");
    const lines = text
      .replace("OPERATOR_MASTER_KEY=…", `OPERATOR_MASTER_KEY=${"A".repeat(43)}=`)
      .trim()
      .split("\n");
    const settings = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    );
    expect(Object.keys(settings).filter((name) => !(name in environmentSchema.shape))).toEqual([]);
    expect(readEnvironment(settings).OPERATOR_NODE_URL).toBe("http://10.0.0.11:4000");
  });
});
