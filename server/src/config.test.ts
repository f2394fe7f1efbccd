import { describe, expect, it } from "vitest";
import { ConfigError, environmentForPrograms, misspelt, readEnvironment, secretsOf } from "./config.ts";

function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    readEnvironment(variables);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("the environment", () => {
  it("has a default for everything that is needed", () => {
    expect(readEnvironment({})).toMatchObject({
      PORT: 4000,
      HOST: "127.0.0.1",
      LOG_LEVEL: "info",
      OPERATOR_MODEL_SERVERS: [],
    });
  });

  it("takes an empty variable as absent", () => {
    expect(readEnvironment({ PORT: "", DATABASE_URL: "" })).toMatchObject({ PORT: 4000 });
  });

  it("reads the programs that MCP servers may run, and none when it does not say", () => {
    expect(readEnvironment({}).OPERATOR_MCP_PROGRAMS).toEqual([]);
    const programs = "npx, crm-server ,/opt/my tools/server";
    expect(readEnvironment({ OPERATOR_MCP_PROGRAMS: programs }).OPERATOR_MCP_PROGRAMS).toEqual([
      "npx",
      "crm-server",
      "/opt/my tools/server",
    ]);
  });

  it("hands programs down where programs and the home are, and nothing else", () => {
    expect(environmentForPrograms({ PATH: "/bin", HOME: "/root", DATABASE_URL: "postgres://x" })).toEqual({
      PATH: "/bin",
      HOME: "/root",
    });
    expect(environmentForPrograms({ DATABASE_URL: "postgres://x" })).toEqual({});
  });

  it("makes the data directory absolute", () => {
    expect(readEnvironment({ OPERATOR_DATA_DIR: "some/where" }).OPERATOR_DATA_DIR).toMatch(/^\/.*\/some\/where$/);
  });

  it.each([
    ["PORT", "eighty"],
    ["PORT", "70000"],
    ["PORT", "80.5"],
    ["DATABASE_URL", "mysql://localhost/x"],
    ["OPERATOR_API_KEY", "secret"],
    ["OPERATOR_API_KEY", "op_prod_short"],
    ["OPERATOR_PUBLIC_URL", "operator.example"],
    ["OPERATOR_MCP_PROGRAMS", "npx,./server"],
    ["OPERATOR_MCP_PROGRAMS", "npx -y crm"],
    ["OPERATOR_RATE_LIMIT", "0"],
    ["OPERATOR_QUICKSTART", "maybe"],
    ["OPERATOR_MODEL_PRICES", "openai/gpt-4o=2.5"],
    ["OPERATOR_MODEL_PRICES", "openai/gpt-4o=free/free"],
    ["SLACK_BASE_URL", "slack.example"],
    ["SLACK_WEBHOOKS", "https://hooks.slack.com/services/T0/B0/x"],
    ["SLACK_WEBHOOKS", "#sales=hooks.slack.com/services/T0/B0/x"],
    ["OPERATOR_MODEL_SERVERS", "http://127.0.0.1:1"],
    ["OPERATOR_MODEL_SERVERS", "openai=http://127.0.0.1:1/v1"],
    ["LOG_LEVEL", "loud"],
  ])("names %s when it is %s", (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: .+`))]);
  });

  it("names every wrong variable at once", () => {
    const problems = problemsOf({ PORT: "x", LOG_LEVEL: "y", OPERATOR_QUICKSTART: "z" });
    expect(problems.map((problem) => problem.split(":")[0]).sort()).toEqual([
      "LOG_LEVEL",
      "OPERATOR_QUICKSTART",
      "PORT",
    ]);
  });

  it("does not repeat a key that is wrong", () => {
    expect(problemsOf({ OPERATOR_API_KEY: "hunter2" }).join()).not.toContain("hunter2");
  });

  it("reads model servers with their names and keys", () => {
    const { OPERATOR_MODEL_SERVERS } = readEnvironment({
      OPERATOR_MODEL_SERVERS: "ollama=http://127.0.0.1:11434/v1, vllm=https://:p%40ss@gpu.example/v1/",
    });
    expect(OPERATOR_MODEL_SERVERS).toEqual([
      { name: "ollama", baseUrl: "http://127.0.0.1:11434/v1" },
      { name: "vllm", baseUrl: "https://gpu.example/v1", apiKey: "p@ss" },
    ]);
  });

  it("reads Slack's webhooks by their channels, and repeats none that is wrong", () => {
    const hook = "https://hooks.slack.com/services/T0/B0/planted";
    const { SLACK_WEBHOOKS: webhooks } = readEnvironment({ SLACK_WEBHOOKS: `#sales=${hook}, büro=${hook}?a=b,` });
    expect(webhooks).toEqual({ "#sales": hook, büro: `${hook}?a=b` });
    expect(problemsOf({ SLACK_WEBHOOKS: `#sales=${hook},${hook}` }).join()).toMatch(
      /entry 2 must have the form #channel=/,
    );
    expect(problemsOf({ SLACK_WEBHOOKS: hook }).join()).not.toContain("planted");
    expect(secretsOf(readEnvironment({ SLACK_WEBHOOKS: `#sales=${hook}` }))).toContain("planted");
  });

  it("reads what models cost", () => {
    const prices = "openai/gpt-4o=2.5/10, ollama/llama3:8b=0/0";
    expect(readEnvironment({ OPERATOR_MODEL_PRICES: prices }).OPERATOR_MODEL_PRICES).toEqual({
      "openai/gpt-4o": { input: 2.5, output: 10 },
      "ollama/llama3:8b": { input: 0, output: 0 },
    });
  });

  it("tells variables that look like ours but are none", () => {
    expect(misspelt({ OPERATOR_DATADIR: "x", OPERATOR_DATA_DIR: "y", PATH: "z" })).toEqual([
      expect.stringContaining("OPERATOR_DATADIR"),
    ]);
  });
});
