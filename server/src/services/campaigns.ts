import { readPace } from "../db/campaign-attempts.ts";
import { cancelWaiting, lastRowNumber, listRows, undeferRows } from "../db/campaign-rows.ts";
import {
  type CampaignCounts,
  type CampaignEntry,
  countCampaigns,
  deleteCampaign,
  findCampaign,
  insertCampaign,
  listCampaigns,
  lockCampaign,
  updateCampaign,
  wakeCampaign,
} from "../db/campaigns.ts";
import type { Database } from "../db/database.ts";
import type {
  Campaign,
  CampaignChange,
  CampaignStatus,
  NewCampaign,
  RowState,
  RowsReport,
} from "../domain/campaign.ts";
import { PACING_WINDOW } from "../domain/campaign-rules.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import type { Target } from "../domain/precondition.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { Agents } from "./agents.ts";
import type { ApiKey } from "./api-keys.ts";
import { exportCampaign } from "./campaign-export.ts";
import { addRows, type GivenRow, readRows } from "./campaign-rows.ts";
import { campaignRowShown, campaignShown } from "./campaign-view.ts";
import type { Channels } from "./channels.ts";
import { assertUnchanged, tagged } from "./entity-tags.ts";
import type { Jobs } from "./jobs.ts";

interface Services {
  database: Database;
  agents: Pick<Agents, "findForConversation">;
  channels: Channels;
  jobs: Pick<Jobs, "announce">;
}

/** Rows to be added: as they are, or as CSV. */
export type GivenRows = NewCampaign["rows"] | string;

/** Campaigns: making, changing, filling, starting and stopping them. `campaign-steps.ts` begins their conversations. */
export class Campaigns {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Makes a campaign with its rows. Throws where the agent or the channel is not there, or a row is wrong. */
  async create(key: ApiKey, input: NewCampaign): Promise<Campaign & { added_rows: RowsReport }> {
    const livemode = modeFor(key, input.livemode);
    this.#assertChannel(input.channel.type);
    await this.#assertAgent(key, input.agent_id);
    const { name, agent_id, hours } = wellFormed(input);
    const { row, added_rows } = await this.#services.database.transaction().execute(async (transaction) => {
      const made = await insertCampaign(transaction, {
        id: newId("camp"),
        livemode,
        name,
        agent_id,
        hours: hours && JSON.stringify(hours),
        channel: JSON.stringify(wellFormed(input.channel)),
        pacing: JSON.stringify(input.pacing),
        retries: JSON.stringify(input.retries),
        status: "draft",
      });
      return { row: made, added_rows: await addRows(transaction, made, placed(input.rows)) };
    });
    const shown = await this.#shown(row);
    return tagged({ ...shown, added_rows }, configurationOf(row), shown);
  }

  /** Lists campaigns, newest first. A test key sees those of test mode. */
  async list(key: ApiKey, { position, limit }: { position: CursorPosition | null; limit: number }) {
    const { database } = this.#services;
    const rows = await listCampaigns(database, { testOnly: !key.livemode }, { position, limit: limit + 1 });
    const { shown, cursor } = cutPage(rows, limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    const counts = await countCampaigns(
      database,
      shown.map(({ id }) => id),
    );
    return { data: shown.map((row) => campaignShown(row, counts.get(row.id) as CampaignCounts)), cursor };
  }

  /** Shows a campaign. Throws `not_found`. */
  async show(key: ApiKey, id: string): Promise<Campaign> {
    return this.#shown(await this.find(key, id));
  }

  /** Finds a campaign that the key may see. Throws `not_found`. */
  async find(key: ApiKey, id: string): Promise<CampaignEntry> {
    const row = await findCampaign(this.#services.database, id);
    if (row && (key.livemode || !row.livemode)) return row;
    throw notFound("campaign", id);
  }

  /** Changes a campaign that is a draft or paused. Throws `campaign_status`, `etag_mismatch`, and what creating it would. */
  async change(key: ApiKey, target: Target, change: CampaignChange): Promise<Campaign> {
    const { id } = target;
    const { channel: former } = await this.find(key, id);
    if (change.agent_id !== undefined) await this.#assertAgent(key, change.agent_id);
    if (change.channel !== undefined && change.channel.type !== former.type) {
      const message = `The campaign is on ${former.type}, and stays there. Make another one on ${change.channel.type}.`;
      throw new OperatorError("invalid_field", message, { param: "channel.type" });
    }
    return this.#changeLocked(key, target, async (transaction, { status }) => {
      assertStatus({ id, status }, ["draft", "paused"], "change it");
      // Later than it would be by the new hours, nothing is to wait.
      if (change.hours !== undefined || change.agent_id !== undefined) await undeferRows(transaction, id);
      return columnsOf(change);
    });
  }

  /** Adds rows, all but duplicates or none. Throws `campaign_status` for a campaign that is over, `invalid_field`. */
  async addRows(key: ApiKey, id: string, given: GivenRows): Promise<RowsReport> {
    const { database, jobs } = this.#services;
    const { channel } = await this.find(key, id);
    const rows = typeof given === "string" ? await readRows(given, channel.type) : placed(given);
    const report = await database.transaction().execute(async (transaction) => {
      const campaign = await lockCampaign(transaction, id);
      if (!campaign) throw notFound("campaign", id);
      assertStatus(campaign, ["draft", "running", "paused"], "add rows");
      const added = await addRows(transaction, campaign, rows);
      for (const query of wakeCampaign(transaction, id)) await transaction.executeQuery(query);
      return added;
    });
    jobs.announce();
    return report;
  }

  /** Lists rows in their order, from after the row `after` on. Throws `not_found`. */
  async rows(
    key: ApiKey,
    { id, state }: { id: string; state: RowState | undefined },
    { after, limit }: { after: number; limit: number },
  ) {
    const { channel } = await this.find(key, id);
    const rows = await listRows(this.#services.database, { campaignId: id, state }, { after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? (shown.at(-1)?.number ?? null) : null;
    return { data: shown.map((row) => campaignRowShown(row, channel.type)), last };
  }

  /** Writes a campaign as CSV, piece by piece; `name` is what the file may be called. Throws `not_found`. */
  async export(key: ApiKey, id: string): Promise<{ name: string; pieces: AsyncIterable<string> }> {
    const row = await this.find(key, id);
    return { name: row.id, pieces: exportCampaign(this.#services.database, row) };
  }

  /** Starts a draft. Throws `campaign_status`, and where its agent cannot hold conversations. */
  async start(key: ApiKey, target: Target): Promise<Campaign> {
    const { id } = target;
    const { agent_id } = await this.find(key, id);
    await this.#assertAgent(key, agent_id);
    return this.#changeLocked(key, target, async (transaction, { status }) => {
      assertStatus({ id, status }, ["draft"], "start it");
      if ((await lastRowNumber(transaction, id)) === 0) {
        const message = `Campaign ${id} has no rows. Add some with POST /campaigns/${id}/rows.`;
        throw new OperatorError("campaign_status", message);
      }
      return { status: "running", started_at: new Date() };
    });
  }

  /** Begins nothing any more; conversations that were begun go on. Throws `campaign_status`. */
  async pause(key: ApiKey, target: Target): Promise<Campaign> {
    const { id } = target;
    return this.#changeLocked(key, target, async (_transaction, { status }) => {
      assertStatus({ id, status }, ["running", "paused"], "pause it");
      return { status: "paused" };
    });
  }

  /** Goes on with a paused campaign. Throws `campaign_status`, and where its agent cannot hold conversations. */
  async resume(key: ApiKey, target: Target): Promise<Campaign> {
    const { id } = target;
    const { agent_id } = await this.find(key, id);
    await this.#assertAgent(key, agent_id);
    return this.#changeLocked(key, target, async (transaction, { status }) => {
      assertStatus({ id, status }, ["paused", "running"], "resume it");
      await undeferRows(transaction, id);
      return { status: "running", error: null };
    });
  }

  /**
   * Begins nothing any more, ends what is queued and does not ring, and lets what is in progress finish. One that is
   * over stays as it is.
   */
  async cancel(key: ApiKey, target: Target): Promise<Campaign> {
    const { id } = target;
    return this.#changeLocked(key, target, async (transaction, { status, ended_at }) => {
      if (ended_at !== null || status === "cancelled") return null;
      await cancelWaiting(transaction, id);
      return { status: "cancelled" };
    });
  }

  /**
   * Forgets a campaign; its conversations stay. Throws `etag_mismatch`, and `campaign_status` while one of them is under
   * way.
   */
  async delete(key: ApiKey, target: Target): Promise<void> {
    const { id } = target;
    await this.find(key, id);
    await this.#services.database.transaction().execute(async (transaction) => {
      const campaign = await lockUnchanged(transaction, target);
      assertStatus(campaign, ["draft", "paused", "cancelled", "completed"], "delete it");
      const { underWay } = await readPace(transaction, id, PACING_WINDOW);
      if (underWay > 0) {
        const message = `${underWay} conversations of campaign ${id} are under way. Delete it once they are over.`;
        throw new OperatorError("campaign_status", message);
      }
      await deleteCampaign(transaction, id);
    });
  }

  async #changeLocked(key: ApiKey, target: Target, decide: Decide): Promise<Campaign> {
    const { database, jobs } = this.#services;
    const { id } = target;
    await this.find(key, id);
    const row = await database.transaction().execute(async (transaction) => {
      const campaign = await lockUnchanged(transaction, target);
      const change = await decide(transaction, campaign);
      if (change === null) return campaign;
      for (const query of wakeCampaign(transaction, id)) await transaction.executeQuery(query);
      return updateCampaign(transaction, id, { ...change, updated_at: new Date() });
    });
    jobs.announce();
    return this.#shown(row);
  }

  async #shown(row: CampaignEntry): Promise<Campaign> {
    const counts = await countCampaigns(this.#services.database, [row.id]);
    return tagged(campaignShown(row, counts.get(row.id) as CampaignCounts), configurationOf(row));
  }

  #assertChannel(type: NewCampaign["channel"]["type"]): void {
    if (this.#services.channels[type]) return;
    const message = `Channel ${type} is not available on this installation; docs/configuration.md says how to set it up.`;
    throw new OperatorError("channel_unavailable", message, { param: "channel.type" });
  }

  async #assertAgent(key: ApiKey, id: string): Promise<void> {
    await this.#services.agents.findForConversation(key, id);
  }
}

async function lockUnchanged(transaction: Database, target: Target): Promise<CampaignEntry> {
  const row = await lockCampaign(transaction, target.id);
  if (!row) throw notFound("campaign", target.id);
  assertUnchanged(target, "campaign", configurationOf(row));
  return row;
}

/** When it was last looked at is no setting of its. */
function configurationOf({ swept_at: _, ...row }: CampaignEntry): object {
  return row;
}

/** Says what changes of a campaign, under its lock; null for nothing. */
type Decide = (transaction: Database, campaign: CampaignEntry) => Promise<Parameters<typeof updateCampaign>[2] | null>;

function placed(rows: NewCampaign["rows"]): GivenRow[] {
  return rows.map((row, index) => ({ place: index + 1, row }));
}

function columnsOf(change: CampaignChange): Parameters<typeof updateCampaign>[2] {
  const { name, agent_id, channel, hours, pacing, retries } = wellFormed(change);
  return {
    ...(name === undefined ? {} : { name }),
    ...(agent_id === undefined ? {} : { agent_id }),
    ...(channel === undefined ? {} : { channel: JSON.stringify(channel) }),
    ...(hours === undefined ? {} : { hours: hours && JSON.stringify(hours) }),
    ...(pacing === undefined ? {} : { pacing: JSON.stringify(pacing) }),
    ...(retries === undefined ? {} : { retries: JSON.stringify(retries) }),
  };
}

function assertStatus(
  { id, status }: { id: string; status: CampaignStatus },
  allowed: readonly CampaignStatus[],
  what: string,
): void {
  if (allowed.includes(status)) return;
  const message = `Campaign ${id} is ${status}: you can ${what} while it is ${allowed.join(" or ")}.`;
  throw new OperatorError("campaign_status", message);
}

function modeFor(key: ApiKey, livemode: boolean | undefined): boolean {
  if (key.livemode) return livemode ?? true;
  if (livemode !== true) return false;
  const message = "A test key makes campaigns of test mode only. Leave livemode out, or use a live key (op_prod_…).";
  throw new OperatorError("not_allowed", message, { param: "livemode" });
}
