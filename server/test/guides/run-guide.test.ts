import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";
import { runGuide } from "./run-guide.ts";

const F = "```";
let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "operator-page-"));
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function runPage(text: string) {
  const file = join(folder, "page.md");
  await writeFile(file, text);
  return runGuide({ slug: "none", file, databaseUrl: database.url });
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
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
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
