import { isDeepStrictEqual } from "node:util";
import type { Database } from "../db/database.ts";
import { readSetting, writeSetting } from "../db/settings.ts";
import { upsertTool } from "../db/tools.ts";
import { type AgentConfig, agentConfigSchema } from "../domain/agent-config.ts";
import { OperatorError } from "../domain/error.ts";
import { anyStateOf } from "../domain/precondition.ts";
import type { HttpTool } from "../ports/tool.ts";
import type { Agents } from "./agents.ts";
import type { ApiKey } from "./api-keys.ts";

/** The name of the agent a newcomer finds. */
export const QUICKSTART_NAME = "Appointment booking";

const PROMPT = `You take appointments for Clip & Comb, a hairdresser's.

Greet the customer, and ask how you can help.

- To book, find out the customer's name, the service, the day and the time, one question at a time. Repeat them back
  briefly, then book with @book_appointment and tell the customer the confirmation code.
- When the customer asks what is free, or the time they want is taken, look with @find_free_slots and offer two or three times.
- To cancel, ask for the confirmation code and use @cancel_appointment.
- When everything is settled, say goodbye and use @end_conversation.

Keep your messages short and friendly.`;

/** What the quickstart is made of. */
export interface QuickstartOptions {
  database: Database;
  agents: Agents;
  /** The example service's tools, with absolute addresses. */
  tools: readonly HttpTool[];
  /** The model to use, as `vendor/model`. */
  model: string;
}

/** As whom the quickstart is set up. */
const INSTALLER: ApiKey = { id: "quickstart", name: "quickstart", livemode: true, scopes: null };

/**
 * Sets the quickstart up: the example's tools, and at the first start the agent that uses them, released. At later
 * starts each tool's address is brought up to date as long as nobody has changed the tool, and the model as long as
 * nobody has changed the agent.
 */
export async function setUpQuickstart(options: QuickstartOptions): Promise<void> {
  const { database, agents, tools, model } = options;
  for (const tool of tools) {
    const { name, description, method, url, input_schema, time_limit = 15_000 } = tool;
    await upsertTool(database, { name, description, method, url, input_schema, time_limit });
  }
  const config = configFor(model, tools);
  const seeded = await readSetting<Seeded>(database, SETTING);
  if (seeded === null) {
    const { id, version_id } = await agents.create(INSTALLER, { ...WORDS, config, postprocess_agents: [] });
    await agents.release(INSTALLER, anyStateOf(version_id));
    await writeSetting(database, SETTING, { id, config } satisfies Seeded);
  } else await keepUpToDate(options, seeded, config);
}

/** What was set up: to tell whether somebody has changed it since. */
interface Seeded {
  id: string;
  config: AgentConfig;
}

const SETTING = "quickstart";
const WORDS = {
  name: QUICKSTART_NAME,
  description: "Books and cancels appointments at an imaginary hairdresser's. A good agent to begin with.",
};

async function keepUpToDate(options: QuickstartOptions, seeded: Seeded, config: AgentConfig): Promise<void> {
  const { database, agents } = options;
  const agent = await agents.find(INSTALLER, seeded.id).catch(absent);
  if (agent === null) return;
  const isUntouched = agent.is_released && isDeepStrictEqual(agent.config, seeded.config);
  if (isUntouched && !isDeepStrictEqual(seeded.config, config)) {
    const { version_id } = await agents.update(INSTALLER, anyStateOf(seeded.id), { config });
    await agents.release(INSTALLER, anyStateOf(version_id));
    await writeSetting(database, SETTING, { id: seeded.id, config } satisfies Seeded);
  }
}

function configFor(model: string, tools: readonly HttpTool[]): AgentConfig {
  const enabled = tools.map((tool) => ({ ns: "api", name: tool.name }));
  // Through JSON, as it comes back from the database, so that the two can be compared.
  return JSON.parse(
    JSON.stringify(
      agentConfigSchema.parse({
        personas: [{ name: "Robin" }],
        runtime: { model, prompt: { type: "fixed", text: PROMPT } },
        tool: { tools: [...enabled, { ns: "syscall", name: "end_conversation" }] },
      }),
    ),
  ) as AgentConfig;
}

function absent(error: unknown): null {
  if (error instanceof OperatorError && error.code === "not_found") return null;
  throw error;
}
