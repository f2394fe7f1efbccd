import { proceduralAgentConfigSchema } from "../domain/procedural-agent-config.ts";

/** The id of the procedural agent in every example. */
export const PROCEDURAL_AGENT_ID = "pa_4Hc7Wq1Zn9E";

const CREATED_AT = "2025-06-19T09:30:00.000Z";
const VERSION_ID = `${PROCEDURAL_AGENT_ID}@v0`;

const CONFIG = {
  filter_statuses: ["completed"],
  runtime: {
    model: "openai/gpt-4o",
    reasoning_effort: "low",
    prompt: { type: "fixed", text: "Find out what the customer wanted, and note it with @set_custom_fields." },
  },
  tool: { tools: [{ ns: "syscall", name: "set_custom_fields" }] },
  output: {
    output_schema: { type: "object", properties: { wish: { type: "string" } }, required: ["wish"] },
    post_url: "https://example.com/wishes",
  },
};

/** What the configuration above comes to, with every default. */
const WHOLE_CONFIG = proceduralAgentConfigSchema.parse(CONFIG);
const AGENT = { name: "Wishes", description: "Notes what customers wanted." };
const VERSION = { version_id: VERSION_ID, ...AGENT, version_status: "released" };
const TIMES = { created_at: CREATED_AT, updated_at: CREATED_AT };

/** Examples of the objects of procedural agents, by the name of their component. */
export const PROCEDURAL_AGENT_EXAMPLES: Record<string, object> = {
  ProceduralAgentConfig: WHOLE_CONFIG,
  ProceduralAgentConfigInput: CONFIG,
  NewProceduralAgent: { ...AGENT, config: CONFIG },
  ProceduralAgent: {
    id: PROCEDURAL_AGENT_ID,
    ...VERSION,
    is_released: true,
    config: WHOLE_CONFIG,
    triggered_by: [{ id: "ca_7Yd2Kp0QxLm", name: "Appointments" }],
  },
  AgentUser: { id: "ca_7Yd2Kp0QxLm", name: "Appointments" },
  ProceduralAgentItem: { id: PROCEDURAL_AGENT_ID, ...VERSION, ...TIMES },
  ProceduralAgentVersion: { ...VERSION, ...TIMES },
  ProceduralAgentChange: { description: "Notes what customers wanted, and why." },
  ProceduralAgentVersionId: { id: PROCEDURAL_AGENT_ID, version_id: VERSION_ID },
};
