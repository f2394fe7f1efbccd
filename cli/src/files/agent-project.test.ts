import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AgentProject, readProject, writeProject } from "./agent-project.ts";
import { itemsOf } from "./project-item.ts";
import { assertReferences } from "./references.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "operator-project-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

const AGENT = "name: Desk\nconfig:\n  runtime:\n    model: simulated/assistant\n";
const DESK = "conversational_agents/desk";

async function putAgent(yaml: string | Buffer = AGENT, prompt: string | Buffer = "Answer.\n"): Promise<void> {
  await put(`${DESK}/agent.yaml`, yaml);
  await put(`${DESK}/prompt.md`, prompt);
}

const PROJECT: AgentProject = {
  conversationalAgents: [
    {
      slug: "desk",
      name: "Désk: 'one' #2",
      description: "no",
      config: {
        runtime: { model: "a/b", prompt: { type: "fixed", text: "Line one.\n\n  two $x @y\n" } },
        odd: { on: "yes", "~": null, number: "012", when: "2026-01-01" },
      },
      postprocessAgents: ["notes"],
    },
  ],
  proceduralAgents: [
    {
      slug: "notes",
      name: "Notes",
      description: "",
      config: { runtime: { prompt: { type: "fixed", text: "Note." } } },
    },
  ],
  tools: [
    { type: "http", name: "book", description: "Books.", input_schema: { type: "object" }, headers: { A: null } },
  ],
  transfers: [{ slug: "sales", name: "sales", description: "Sells.", kind: "number", destination: "+14155550123" }],
};

describe("a folder of agents", () => {
  it("is read as it was written", async () => {
    await writeProject(folder, PROJECT);
    expect(await readProject(folder)).toEqual(PROJECT);
    expect(await readFile(join(folder, DESK, "prompt.md"), "utf8")).toBe("Line one.\n\n  two $x @y\n\n");
  });

  it("that is not there, or empty, holds nothing", async () => {
    const nothing = { conversationalAgents: [], proceduralAgents: [], tools: [], transfers: [] };
    expect(await readProject(join(folder, "none"))).toEqual(nothing);
    await put(".git/config", "");
    await put("README.md", "");
    expect(await readProject(folder)).toEqual(nothing);
  });

  it("may have been saved on any system: byte order marks and line ends are not part of it", async () => {
    const bom = Buffer.from([0xef, 0xbb, 0xbf]);
    const yaml = Buffer.from(AGENT.replaceAll("\n", "\r\n"));
    await putAgent(Buffer.concat([bom, yaml]), Buffer.concat([bom, Buffer.from("One.\r\nTwo.\r\n")]));
    const [agent] = (await readProject(folder)).conversationalAgents;
    expect(agent?.config).toEqual({
      runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "One.\nTwo." } },
    });
  });

  it.each([
    ["name: [Desk\nconfig: {}\n", /agent\.yaml:\d:\d+: /],
    ["name: a\nname: b\n", /agent\.yaml:2:1: Map keys must be unique/],
    [`${AGENT}descripton: x\n`, /agent\.yaml:5:1: descripton is not known here\. Did you mean description\?/],
    ["name: 12\nconfig: { runtime: {} }\n", /agent\.yaml:1:1: name must be a text, put it in quotes/],
    ["config: { runtime: {} }\n", /agent\.yaml:1:1: name must be a text, and is missing/],
    ["name: Desk\nconfig: none\n", /agent\.yaml:2:1: config must be an object/],
    [`${AGENT}    prompt:\n      text: Hi.\n`, /agent\.yaml:6:7: The text of the prompt stands in prompt\.md/],
    [`${AGENT}postprocess_agents: notes\n`, /agent\.yaml:5:1: postprocess_agents must be a list of texts/],
    ["- a\n", /agent\.yaml:1:1: This is no object of fields/],
    ["", /agent\.yaml:1:1: This is no object of fields/],
    ["a: &a [x]\nb: [*nothing]\n", /agent\.yaml:\d:\d+: .*nothing/],
  ])("whose agent.yaml is %j is refused with its place", async (yaml, message) => {
    await putAgent(yaml);
    await expect(readProject(folder)).rejects.toThrow(message);
  });

  it("with a bomb of references is refused, not unfolded", async () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const inner = level === 0 ? "x" : Array.from({ length: 10 }, () => `*l${level - 1}`).join(", ");
      return `l${level}: &l${level} [${inner}]`;
    });
    await putAgent(`${levels.join("\n")}\n`);
    await expect(readProject(folder)).rejects.toThrow(/agent\.yaml:1:1: It cannot be read: .*alias/);
  });

  it("with what is no text is refused", async () => {
    await putAgent(AGENT, Buffer.from([0x41, 0xff, 0xfe]));
    await expect(readProject(folder)).rejects.toThrow(/prompt\.md is no text in UTF-8/);
    await put(`${DESK}/prompt.md`, Buffer.alloc(5 * 1024 * 1024, "a"));
    await expect(readProject(folder)).rejects.toThrow(/prompt\.md is larger than 4 MB/);
  });

  it.each(["agent.yaml", "prompt.md"])("that lacks %s is refused", async (missing) => {
    await putAgent();
    await rm(join(folder, DESK, missing));
    await expect(readProject(folder)).rejects.toThrow(new RegExp(`${missing} is missing`));
  });

  it("with two folders of one name, but for the case of letters, is refused", async () => {
    await putAgent();
    await put("conversational_agents/Desk/agent.yaml", AGENT);
    await put("conversational_agents/Desk/prompt.md", "Answer.\n");
    await expect(readProject(folder)).rejects.toThrow(/desk and Desk are one name/);
  });

  it("with a file that is not called as its tool, or a field that tools do not have, is refused", async () => {
    const tool = "description: Books.\ninput_schema: { type: object }\n";
    await put("tools/book.yaml", `name: cook\n${tool}`);
    await expect(readProject(folder)).rejects.toThrow(/book\.yaml:1:1: The tool is called cook.*cook\.yaml/);
    await put("tools/book.yaml", `${tool}timelimit_sec: 3\n`);
    await expect(readProject(folder)).rejects.toThrow(/book\.yaml:3:1: timelimit_sec .* Did you mean time_limit_sec\?/);
  });

  it("with links is refused, wherever they lead", async () => {
    await putAgent();
    await rm(join(folder, DESK, "prompt.md"));
    await symlink("/etc/hostname", join(folder, DESK, "prompt.md"));
    await expect(readProject(folder)).rejects.toThrow(/prompt\.md is a link/);
    await rm(join(folder, "conversational_agents"), { recursive: true });
    await symlink(tmpdir(), join(folder, "conversational_agents"));
    await expect(writeProject(folder, PROJECT)).rejects.toThrow(/conversational_agents is a link/);
  });

  it.each(["../out", "..", "a/b", "a\\b", "", ".hidden", "C:", "a".repeat(65)])(
    "takes nothing of the name %j",
    async (slug) => {
      const transfer = { ...(PROJECT.transfers[0] as AgentProject["transfers"][number]), slug };
      await expect(writeProject(folder, { ...PROJECT, transfers: [transfer] })).rejects.toThrow(/cannot name a file/);
    },
  );
});

describe("references between files", () => {
  it("to nothing are refused with a guess", () => {
    const [agent] = PROJECT.conversationalAgents as [AgentProject["conversationalAgents"][number]];
    const items = itemsOf({ ...PROJECT, conversationalAgents: [{ ...agent, postprocessAgents: ["note"] }] });
    expect(() => assertReferences(items)).toThrow(
      /postprocess_agents\[0\] of agent desk names note, .* Did you mean notes\?/,
    );
  });

  it("may name versions, and ids", () => {
    const [agent] = PROJECT.conversationalAgents as [AgentProject["conversationalAgents"][number]];
    const postprocessAgents = ["notes@v3", "pa_0123456789a", "pa_0123456789a@v1"];
    const items = itemsOf({ ...PROJECT, conversationalAgents: [{ ...agent, postprocessAgents }] });
    expect(() => assertReferences(items)).not.toThrow();
  });
});
