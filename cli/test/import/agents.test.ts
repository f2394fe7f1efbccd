import { expect, test } from "vitest";
import { imported, importedDocument } from "./exports.ts";

interface Config {
  personas?: { name: string; language: string | null; voice: { provider: string; id: string } }[];
  runtime: {
    model: string;
    speaks_first?: boolean;
    prompt: { type: string; text: string; routes?: { name: string; instructions: string; description: string }[] };
    variables?: { name: string; default_value: string | null }[];
  };
  tool?: { tools?: { ns: string; name: string }[]; transfers?: { id: string }[] };
  [part: string]: unknown;
}

function configs(result: ReturnType<typeof imported>): Config[] {
  return result.project.conversationalAgents.map(({ config }) => config as unknown as Config);
}

function vapi(change: Record<string, unknown>) {
  return configs(importedDocument("vapi", { name: "A", model: { provider: "openai", model: "gpt-4o" }, ...change }))[0];
}

test.each([
  ["the first message when none is said who begins", { firstMessage: "Hello $you!" }, true, "> Hello $$you!"],
  [
    "words of its own",
    { firstMessageMode: "assistant-speaks-first-with-model-generated-message", firstMessage: "No." },
    true,
    null,
  ],
  ["nothing while the user begins", { firstMessageMode: "assistant-waits-for-user", firstMessage: "No." }, false, null],
])("An assistant of Vapi begins with %s", (_what, change, speaksFirst, words) => {
  const config = vapi(change);
  expect(config?.runtime.speaks_first).toBe(speaksFirst);
  if (words === null) expect(config?.runtime.prompt.text).not.toContain("No.");
  else expect(config?.runtime.prompt.text).toContain(words);
});

test.each([
  ["openai", "gpt-4.1", "openai/gpt-4.1"],
  ["azure-openai", "gpt-4o", "openai/gpt-4o"],
  ["anthropic", "claude-sonnet-4-5", "anthropic/claude-sonnet-4-5"],
  ["google", "gemini-2.5-flash", "google/gemini-2.5-flash"],
  ["groq", "llama-3.3-70b-versatile", "openai/gpt-4o"],
  ["constructor", "x", "openai/gpt-4o"],
])("A model of %s called %s becomes %s", (provider, model, expected) => {
  expect(vapi({ model: { provider, model } })?.runtime.model).toBe(expected);
});

test("A model that no vendor of the platform has is stood in for, and how to keep it is said", () => {
  const { report } = importedDocument("vapi", { model: { provider: "groq", model: "llama" } });
  expect(report.find(({ path }) => path.endsWith("model.model"))).toMatchObject({
    outcome: "changed",
    message: expect.stringContaining("OPERATOR_MODEL_SERVERS=groq=") as string,
  });
});

test("One model and the platform's own voices can be asked for", () => {
  const [config] = configs(imported("vapi", ["bike-shop.json"], { model: "simulated/assistant", hasOwnVoices: true }));
  expect(config?.runtime.model).toBe("simulated/assistant");
  expect(config?.personas).toEqual([{ name: "Mira", language: null, voice: { provider: "operator", id: "Female 1" } }]);
});

test("A squad becomes one agent whose members are routes with their own tools", () => {
  const { project, report } = imported("vapi", ["hotel-squad.json"]);
  expect(project.conversationalAgents.map(({ slug }) => slug)).toEqual([
    "hotel-front-desk",
    "night-porter",
    "concierge",
  ]);
  const [squad] = configs({ project, report });
  expect(squad?.runtime.prompt.routes?.map(({ name }) => name)).toEqual(["Front desk", "Bookings", "Spa"]);
  expect(squad?.runtime.prompt.routes?.[0]?.instructions).toContain(
    'change to the route "Spa": The guest asks about the spa.',
  );
  expect(squad?.runtime.prompt.routes?.[1]?.instructions).toContain("@free_rooms, @show_map");
  expect(squad?.runtime.variables).toEqual([{ name: "hotel", description: null, default_value: "Seeblick" }]);
  expect(report.some(({ path, todo }) => path.includes("members[3].assistantId") && todo === "rebuild")).toBe(true);
});

test("Of two agents that hand callers to each other one does, and the other way is said to be missing", () => {
  const { project, report } = imported("vapi", ["hotel-squad.json"]);
  expect(project.transfers.filter(({ kind }) => kind === "agent").map(({ destination }) => destination)).toEqual([
    "concierge",
  ]);
  expect(
    report.filter(({ path, message }) => path.includes("assistants[3]") && message.includes("hands callers back")),
  ).not.toEqual([]);
});

test("The states of a Retell LLM become routes, the first one named in the prompt", () => {
  const [dentist] = configs(imported("retell", ["dentist.json", "energy-flow.json"]));
  const { type, text, routes = [] } = dentist?.runtime.prompt ?? { type: "", text: "" };
  expect(type).toBe("intent_routing");
  expect(text).toContain('Begin with the route "find_wish"');
  expect(routes.map(({ name }) => name)).toEqual(["find_wish", "book", "change"]);
  expect(routes[0]?.instructions).toContain("Find out before: name (Their full name).");
  expect(routes[1]?.description).toBe("They want a new appointment. Find out before: name (Their full name).");
  expect(routes[1]?.instructions).toContain("@check_slots, @book_slot");
  expect(routes[2]?.instructions).toContain("- wish: What is to be done (one of: move, cancel)");
});

test("Tools that the platform calls otherwise have its names in a prompt", () => {
  const [dentist] = configs(imported("retell", ["dentist.json"]));
  expect(dentist?.runtime.prompt.text).toContain(
    "Use @end_conversation when they say goodbye, and @nurse in an emergency.",
  );
  const [library] = configs(imported("elevenlabs", ["library.json", "library-tools.json"]));
  expect(library?.runtime.prompt.text).toContain(
    "`@transfer`: for people. `@end_conversation`: at the end. Never use @@everyone.",
  );
});

test("A conversation flow becomes steps of one prompt, in their order and with their ways out", () => {
  const [flow] = configs(imported("retell", ["energy-flow.json"]));
  const text = flow?.runtime.prompt.text ?? "";
  expect(flow?.runtime).toMatchObject({
    model: "google/gemini-2.5-flash",
    speaks_first: false,
    prompt: { type: "fixed" },
  });
  expect(text).toContain('Begin with "Begrüßung"');
  expect(text).toMatch(/### Begrüßung\n\nSay exactly this:\n\n> Guten Tag/);
  expect(text).toContain('- When this holds, go to "Kundennummer suchen": $customer_no is unbekannt');
  expect(text).toContain('go to "Schluss": it did not work out');
  expect(text).toContain("Call @submit_reading here.");
  expect(text).toContain("Hand the caller over to @mensch.");
  expect(text).toContain('Whatever step you are at, go to "Kundennummer suchen"');
  expect(flow?.["language"]).toEqual({ default_language: "German", supported_languages: ["German"] });
  expect(flow?.["channel"]).toEqual({ is_voicemail_enabled: false });
});

test("A workflow of ElevenLabs becomes steps with conditions in words", () => {
  const [, events] = configs(imported("elevenlabs", ["library.json", "library-tools.json", "events-flow.json"]));
  const text = events?.runtime.prompt.text ?? "";
  expect(text).toContain('go to "Talks": (the value of "kind" is "talk") and (they ask for talks)');
  expect(text).toContain('go to "End": it worked out');
  expect(text).toContain("Call @find_floor here.");
  expect(text).toContain("Say:\n\n> Talks are on Thursdays at 7.");
  expect(events?.runtime.speaks_first).toBe(false);
});

test("Agents of one name have folders of their own", () => {
  const { project } = imported("elevenlabs", ["library.json", "library-tools.json", "events-flow.json"]);
  expect(project.conversationalAgents.map(({ slug }) => slug)).toEqual(["city-library", "city-library-2"]);
  expect(project.transfers.find(({ kind }) => kind === "agent")).toMatchObject({ destination: "city-library-2" });
});

test("ElevenLabs' presets become languages with personas, and its placeholders examples", () => {
  const [library] = configs(imported("elevenlabs", ["library.json", "library-tools.json"]));
  expect(library?.["language"]).toEqual({ default_language: "English", supported_languages: ["English", "Danish"] });
  expect(library?.personas).toEqual([
    { name: "Ida", language: "Danish", voice: { provider: "elevenlabs", id: "XrExE9yKIg1WjnnlVkGX" } },
    { name: "Ida", language: null, voice: { provider: "elevenlabs", id: "EXAVITQu4vr4xnSDxMaL" } },
  ]);
  expect(library?.runtime.variables).toEqual([
    { name: "reader_name", description: "For example: Alex", default_value: null },
  ]);
});

test.each([
  ["vapi", ["bike-shop.json", "bike-shop-tools.json"], ["summary", "structured_data", "success_evaluation", "mood"]],
  ["retell", ["dentist.json"], ["reason", "insurance", "is_new_patient", "pain", "call_successful"]],
  ["elevenlabs", ["library.json", "library-tools.json"], ["solved", "book_title", "renewals", "mood"]],
] as const)("What %s finds out after a call is the output of a procedural agent", (vendor, names, fields) => {
  const { project } = imported(vendor, names);
  const [agent] = project.proceduralAgents;
  expect(project.conversationalAgents[0]?.postprocessAgents).toEqual([agent?.slug]);
  const { output } = agent?.config as { output: { output_schema: { properties: object } } };
  expect(Object.keys(output.output_schema.properties)).toEqual(fields);
});

test("What is to be called or set up is said with the call", () => {
  const { report } = imported("retell", ["dentist.json"]);
  const note = report.find(({ path }) => path.endsWith("mcps[0].url"));
  expect(note).toMatchObject({
    todo: "set_up",
    message: expect.stringContaining('POST /mcp_servers {"name":"records"') as string,
  });
});

test("An export cannot ask for a variable of whoever applies it", () => {
  const { project, report } = importedDocument("vapi", {
    firstMessage: "Hi ${env:AWS_SECRET}",
    model: { provider: "openai", model: "gpt-4o" },
  });
  expect(JSON.stringify(project)).not.toContain("${env:");
  expect(report.find(({ path }) => path.endsWith("firstMessage"))).toMatchObject({ outcome: "changed", todo: "check" });
});
