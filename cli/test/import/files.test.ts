import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readProject } from "../../src/files/agent-project.ts";
import { readExportedFiles } from "../../src/import/exported-files.ts";
import { reportPage } from "../../src/import/import-report.ts";
import { VENDORS } from "../../src/import/importers.ts";
import { runOperator } from "../operator-process.ts";
import { EXPORTS, exportedPaths, imported, importedDocument } from "./exports.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "operator-import-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

test.each([
  ["no JSON", "agent:\n  name: x", /is not JSON/],
  ["JSON that is nested without end", "[".repeat(100_000) + "]".repeat(100_000), /nested deeper than 64/],
  ["JSON of too many values", JSON.stringify(Array.from({ length: 600_000 }, () => 1)), /more than 500000 values/],
  ["more than an export can be", `"${"x".repeat(21 * 1024 * 1024)}"`, /larger than 20 MB/],
])("A file with %s is refused in a sentence that names it", async (_what, text, message) => {
  const path = await fileOf("wrong.json", text);
  await expect(readExportedFiles([path])).rejects.toThrow(message);
  await expect(readExportedFiles([path])).rejects.toThrow(path);
});

test("A file that is not there is named", async () => {
  await expect(readExportedFiles([join(folder, "nowhere.json")])).rejects.toThrow(/nowhere\.json cannot be read/);
});

test("A byte order mark is passed over, and files of one name in two folders are told apart", async () => {
  await mkdir(join(folder, "a"), { recursive: true });
  const paths = [await fileOf("agent.json", '\ufeff{"x": 1}'), await fileOf("a/agent.json", "{}")];
  const documents = await readExportedFiles(paths);
  expect(documents).toEqual([
    { name: "agent.json", content: { x: 1 } },
    { name: paths[1], content: {} },
  ]);
});

test.each(VENDORS)("JSON that is no export of %s is refused, and how to export is said", (vendor) => {
  for (const content of [{}, [], null, 7, "x", { hello: ["world"] }, [[[]]]]) {
    expect(() => importedDocument(vendor, content)).toThrow(/Export one/);
  }
});

/** Values of every kind where another one is expected. */
const ODD = [null, true, 7, "", "x", [], {}, [null], [[]], { a: null }, { __proto__: 1 }];

test.each(EXPORTS)(
  "Whatever stands anywhere in an export of %s, the import ends in a project or in a sentence",
  (vendor, names) => {
    const [document] = imported(vendor, names).report;
    expect(document).toBeDefined();
    for (const odd of ODD) {
      for (const key of KEYS) {
        const content = {
          [key]: odd,
          model: odd,
          voice_id: "x",
          retellLlmData: { [key]: odd, nodes: odd, general_tools: [odd] },
          conversation_config: { agent: { [key]: odd }, [key]: odd },
        };
        const { project } = importedDocument(vendor, content);
        expect(project.conversationalAgents).toHaveLength(1);
      }
    }
  },
);

const KEYS = (
  "name model voice transcriber tools toolIds messages analysisPlan artifactPlan server hooks members states edges mcps begin_message " +
  "general_prompt default_dynamic_variables language voicemail_option post_call_analysis_data handbook_config prompt " +
  "dynamic_variables tts asr turn conversation language_presets platform_settings workflow boosted_keywords endCallPhrases"
).split(" ");

test("A schema that nests as deep as it may, a thousand tools and a million braces are read in no time", () => {
  let schema: Record<string, unknown> = { type: "string" };
  for (let depth = 0; depth < 28; depth++)
    schema = { type: "object", properties: { a: schema, b: { constant_value: 1 } } };
  const tool = { type: "custom", name: "look", url: "https://a.example/x", parameters: schema };
  const tools = Array.from({ length: 2_000 }, (_, index) => ({
    ...tool,
    parameters: {},
    url: `https://a.example/${index}`,
  }));
  const transfers = tools.map(({ name }) => ({
    type: "transfer_call",
    name,
    transfer_destination: { type: "predefined", number: "{{x}}" },
  }));
  const llm = { general_prompt: "{{".repeat(500_000), general_tools: [tool, ...tools, ...transfers] };
  const { project, report } = importedDocument("retell", { agent_name: "A", retellLlmData: llm });
  expect(new Set(project.tools.map(({ name }) => name)).size).toBe(2_001);
  expect(report.length).toBeGreaterThan(2_000);
});

test("A report is a page that shows texts of an export as text", () => {
  const result = importedDocument("retell", {
    agent_name: "A",
    "<img src=x>|`$(id)`": { "a\n# b": "[x](javascript:1)" },
  });
  const page = reportPage("retell", result);
  expect(page).not.toContain("\n# b");
  expect(page.split("\n").filter((line) => line.includes("img"))).toHaveLength(1);
});

test("The command writes the files and the report, prints it by what is to be done, and refuses to mix it with others", async () => {
  const out = join(folder, "agents");
  const run = await runOperator(["import", "retell", ...exportedPaths("retell"), "--out", out]);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  for (const title of [
    "Give these secrets",
    "Set these up",
    "Build these in another way",
    "Look these over",
    "Nothing to do",
  ]) {
    expect(run.stdout).toContain(title);
  }
  expect(run.stdout).toContain("CHECK_SLOTS_AUTHORIZATION");
  expect(await readFile(join(out, "IMPORT.md"), "utf8")).toContain("# Import from retell");
  const { project } = imported("retell", ["dentist.json", "energy-flow.json"]);
  const read = await readProject(out);
  expect(read.conversationalAgents.map(({ slug }) => slug).toSorted()).toEqual(
    project.conversationalAgents.map(({ slug }) => slug).toSorted(),
  );
  expect(read.tools).toHaveLength(project.tools.length);
  const again = await runOperator(["import", "retell", ...exportedPaths("retell"), "--out", out]);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain("--force");
  expect((await runOperator(["import", "retell", ...exportedPaths("retell"), "--out", out, "--force"])).code).toBe(0);
});

test("With --json the command prints one document, and its errors likewise", async () => {
  const paths = exportedPaths("vapi", ["hotel-squad.json"]);
  const run = await runOperator(["--json", "import", "vapi", ...paths, "--out", join(folder, "json")]);
  const shown = JSON.parse(run.stdout) as { conversational_agents: string[]; report: { path: string }[] };
  expect(shown.conversational_agents).toEqual(["hotel-front-desk", "night-porter", "concierge"]);
  expect(shown.report.length).toBeGreaterThan(20);
  const wrong = await runOperator(["--json", "import", "elevenlabs", ...paths, "--out", join(folder, "none")]);
  expect(wrong.code).toBe(1);
  expect(JSON.parse(wrong.stderr)).toMatchObject({
    error: { message: expect.stringContaining("no agent of ElevenLabs") as string },
  });
  expect((await runOperator(["import", "bland", ...paths, "--out", join(folder, "none")])).code).toBe(2);
});
