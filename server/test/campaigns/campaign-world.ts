import pg from "pg";
import { expect } from "vitest";
import type { Seams } from "../../src/start/started.ts";
import { VERSION_HEADER } from "../../src/testing/app.ts";
import { type Say, type SmsWorld, startSmsWorld } from "../messages/sms-world.ts";

/** The end of everybody's first message, by which an agent ends the conversation at once. */
const GOODBYE: Say = () => ({ pieces: ["Good morning."], toolCalls: [{ name: "end_conversation", arguments: "{}" }] });

/** A row of a campaign as a test gives it. */
export type Row = Record<string, unknown>;

/** A platform with text messages, and the ways of tests with campaigns. */
export type CampaignWorld = Awaited<ReturnType<typeof startCampaignWorld>>;

/** Starts a platform whose agent writes one message by SMS, and then ends the conversation if `say` does not differ. */
export async function startCampaignWorld({ say = GOODBYE, seams = {} }: { say?: Say; seams?: Seams } = {}) {
  const world: SmsWorld = await startSmsWorld(say, { seams: { jobsEvery: 50, sleepAfter: 500, ...seams } });
  const database = new pg.Client({ connectionString: world.app.databaseUrl });
  await database.connect();
  return {
    ...world,
    database,
    ...callsOn(world),
    ...listsOf(world),
    ...rowsAsCsv(world),
    ...momentsIn(database),
    async stop() {
      await database.end();
      await world.stop();
    },
  };
}

/** Making campaigns, starting and stopping them. */
function callsOn({ app, agentId }: SmsWorld) {
  const create = async (more: object = {}) =>
    app.call("POST", "/campaigns", { name: "Test", agent_id: agentId, channel: { type: "sms" }, ...more });
  return {
    create,
    /** Makes a campaign and returns its id. */
    async make(rows: readonly Row[], more: object = {}): Promise<string> {
      const made = await create({ rows, ...more });
      expect(made.status, JSON.stringify(made.body)).toBe(200);
      return made.body["id"] as string;
    },
    async act(id: string, action: "start" | "pause" | "resume" | "cancel") {
      return app.call("POST", `/campaigns/${id}/${action}`);
    },
    async show(id: string) {
      return (await app.call("GET", `/campaigns/${id}`)).body;
    },
  };
}

function listsOf({ app }: SmsWorld) {
  return {
    /** Lists the rows of a campaign, page by page. */
    async rows(id: string, query = ""): Promise<Record<string, never>[]> {
      const all: Record<string, never>[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const from: string = cursor === "" ? "" : `&cursor=${cursor}`;
        const { body } = await app.call("GET", `/campaigns/${id}/rows?limit=200${query}${from}`);
        all.push(...body["data"]);
        cursor = body["cursor"];
      }
      return all;
    },
  };
}

function rowsAsCsv({ app }: SmsWorld) {
  const headers = { authorization: `Bearer ${app.key}`, ...VERSION_HEADER };
  return {
    headers,
    async addCsv(id: string, text: string, more: Record<string, string> = {}) {
      const response = await fetch(`${app.url}/campaigns/${id}/rows`, {
        method: "POST",
        headers: { ...headers, "content-type": "text/csv", ...more },
        body: text,
      });
      // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
      return { status: response.status, body: (await response.json()) as Record<string, any> };
    },
    async exported(id: string) {
      const response = await fetch(`${app.url}/campaigns/${id}/export`, { headers });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
  };
}

/** A conversation as it is stored. */
interface StoredConversation {
  id: string;
  status: string;
  created_at: Date;
  completed_at: Date | null;
  context: Record<string, unknown>;
  callee_no: string;
  failure_reason: { code: string } | null;
}

function momentsIn(database: pg.Client) {
  return {
    /** The conversations of a campaign as they are stored, in the order in which they were begun. */
    async conversations(id: string): Promise<StoredConversation[]> {
      const { rows } = await database.query(
        `select id, status, created_at, completed_at, context, channel->>'callee_no' as callee_no, failure_reason
         from conversations where campaign_id = $1 order by created_at, id`,
        [id],
      );
      return rows;
    },
    /** Ends a conversation as a telephone call may end, in the way in which the platform would store it. */
    async endAs(conversationId: string, status: string, failure: { code: string; message: string } | null = null) {
      await database.query(
        `update conversations set status = $2, completed_at = now(), holder = null, fence = fence + 1,
           failure_reason = $3 where id = $1`,
        [conversationId, status, failure && JSON.stringify(failure)],
      );
      await database.query("update campaign_attempts set is_over = true where conversation_id = $1", [conversationId]);
      await database.query("update jobs set due_at = now() where kind = 'run_campaign' and holder is null");
    },
    /** Lets the time of rows that wait come. */
    async makeRowsDue(id: string) {
      await database.query(
        `update campaign_rows set due_at = now(), wanted_at = now()
         where campaign_id = $1 and state in ('pending', 'waiting')`,
        [id],
      );
      await database.query("update jobs set due_at = now() where kind = 'run_campaign' and subject = $1", [id]);
    },
  };
}

let count = 0;

/** Makes numbers that no test had before. */
export function newNumbers(howMany: number): string[] {
  return Array.from({ length: howMany }, () => `+1415${String(5_600_000 + ++count)}`);
}

/** Makes rows of numbers. */
export function rowsOf(numbers: readonly string[]): Row[] {
  return numbers.map((callee_no) => ({ callee_no }));
}
