import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../src/testing/database.ts";
import { runGuide } from "./run-guide.ts";

const F = "```";
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "operator-page-"));
});

afterAll(() => rm(folder, { recursive: true }));

async function runPage(text: string) {
  const file = join(folder, "page.md");
  await writeFile(file, text);
  const database = await createTestDatabase();
  try {
    return await runGuide({ slug: "none", file, databaseUrl: database.url });
  } finally {
    await database.drop();
  }
}

/** Tells whether a process is there; one that only waits to be counted as dead is not. */
function runs(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
}

describe("the run of a page", () => {
  it("has one bash for all blocks, a server that answers, and a home of its own; what is left running ends with it", async () => {
    const { failure, output } = await runPage(`# A page
${F}sh
word=hello
sleep 1000 &
echo "$!" > ~/pid
${F}
${F}text
${F}
${F}sh
curl --silent "$OPERATOR_HOST/health"
echo; echo "$word"; ls ~; cat ~/pid
${F}
${F}text
{"status":"…"}
hello
…
pid
${F}
`);
    expect(failure).toBeNull();
    const pid = Number(/pid\n(\d+)/.exec(output)?.[1]);
    expect(pid).toBeGreaterThan(0);
    await expect.poll(() => runs(pid)).toBe(false);
  });

  it.each([
    [
      "a command fails",
      `${F}sh\necho before\nfalse\necho after\n${F}\n`,
      "page.md:2: this block ended with code 1.\nbefore\n",
    ],
    ["a variable has no value", `${F}sh\necho "$NOBODY"\n${F}\n`, "NOBODY: unbound variable"],
    ["a text was not printed", `${F}sh\necho one\n${F}\n${F}text\ntwo\n${F}\n`, "page.md:5: this was not printed: two"],
  ])("says where and why when %s", async (_what, blocks, words) => {
    const { failure } = await runPage(`# A page\n${blocks}`);
    expect(failure).toContain(words);
    expect(failure).not.toContain("after");
  });

  it("starts nothing for a page without blocks to run", async () => {
    expect(await runPage(`# A page\n${F}sh by=scripts/other.ts\nexit 1\n${F}\n`)).toEqual({
      failure: null,
      output: "",
    });
  });
});
