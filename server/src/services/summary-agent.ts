import { isDeepStrictEqual } from "node:util";
import { findVersion, insertAgent, insertVersion, lockAgent, updateVersion } from "../db/agents.ts";
import type { Database } from "../db/database.ts";
import { lockSettings, readSetting, writeSetting } from "../db/settings.ts";
import type { ProceduralAgentConfig } from "../domain/procedural-agent-config.ts";
import { SUMMARY_AGENT_CONFIG, SUMMARY_AGENT_ID } from "../domain/summary.ts";

const SETTING = "summary_agent";
const WORDS = {
  name: "Summary and sentiment",
  description:
    "Comes with the platform, and writes the summary and the sentiment of every conversation. Change and release it to " +
    "replace it for the whole installation.",
};

/**
 * Sets up the platform's own summary agent, released, at the first start. At later ones what this version of the
 * platform brings is released as a version of its own, as long as nobody has changed the agent.
 */
export async function setUpSummaryAgent(database: Database): Promise<void> {
  // Through JSON, as it comes back from the database, so that the two can be compared.
  const config = JSON.parse(JSON.stringify(SUMMARY_AGENT_CONFIG)) as ProceduralAgentConfig;
  const seeded = await readSetting<ProceduralAgentConfig>(database, SETTING);
  if (isDeepStrictEqual(seeded, config)) return;
  await database.transaction().execute(async (transaction) => {
    // Of several processes that start at once one sets it up.
    await lockSettings(transaction);
    await bringUpToDate(transaction, config);
  });
}

async function bringUpToDate(transaction: Database, config: ProceduralAgentConfig): Promise<void> {
  const seeded = await readSetting<ProceduralAgentConfig>(transaction, SETTING);
  await lockAgent(transaction, SUMMARY_AGENT_ID);
  const latest = await findVersion<ProceduralAgentConfig>(transaction, SUMMARY_AGENT_ID, "latest");
  const row = { status: "released" as const, ...WORDS, config: JSON.stringify(config), postprocess_agents: "[]" };
  if (!latest) {
    await insertAgent(transaction, { id: SUMMARY_AGENT_ID, livemode: true }, { version: 0, ...row });
  } else if (latest.status !== "released" || !isDeepStrictEqual(latest.config, seeded)) return;
  else if (!isDeepStrictEqual(latest.config, config)) {
    await updateVersion(transaction, latest, { status: "archived" });
    await insertVersion(transaction, { agent_id: SUMMARY_AGENT_ID, version: latest.version + 1, ...row });
  }
  await writeSetting(transaction, SETTING, config);
}
