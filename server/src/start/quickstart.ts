import { join } from "node:path";
import { createAppointmentService } from "../../../examples/appointments/service.ts";
import type { Agents } from "../services/agents.ts";
import { setUpQuickstart } from "../services/quickstart.ts";
import type { Started } from "./started.ts";

const QUICKSTART_PATH = "/examples/appointments";

/** Serves the example's appointment service beside the platform, and sets up the agent that uses it. */
export async function startQuickstart(started: Started & { agents: Agents }): Promise<void> {
  const { environment, door, database, agents, catalog, signingKey } = started;
  const file = join(environment.OPERATOR_DATA_DIR, "appointments.json");
  const signingKeys = async () => {
    const { current, next } = await signingKey.keys();
    return next === null ? [current] : [current, next];
  };
  const service = createAppointmentService({ signingKeys, file, prefix: QUICKSTART_PATH });
  door.listeners.set(QUICKSTART_PATH, service.listener);
  const tools = service.tools.map(({ path, ...tool }) => ({ ...tool, url: `${door.url}${path}` }));
  const preferred = catalog.vendors().find((vendor) => vendor.isConfigured && vendor.suggestedModel !== null);
  await setUpQuickstart({ database, agents, tools, model: preferred?.suggestedModel ?? "simulated/assistant" });
}
