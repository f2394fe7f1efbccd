import { setTimeout as sleep } from "node:timers/promises";
import { type Access, callApi, PassingProblemError, ProblemError } from "../api-client/api.ts";
import { reviewAgent } from "./review-agent.ts";

/** The ids of the events that fields of an output rest on, by the field's JSON Pointer (RFC 6901). */
export type Citations = Readonly<Record<string, readonly Citation[]>>;

/** One event that a field rests on. */
export interface Citation {
  event_id: string;
  /** The begin of what was said; null where the platform gives none. */
  excerpt: string | null;
}

/** What came of a run. */
export interface Outcome {
  output: unknown;
  summary: string | null;
  citations: Citations;
}

/** Where a run stands, as far as whoever waits for it cares. */
export type Progress =
  | { type: "under_way" }
  | { type: "done"; outcome: Outcome }
  | { type: "without_output"; why: string };

const ASK_EVERY = 1_000;
const LONGEST_RUN = 60 * 60 * 1_000;
/** So often in a row the platform may be busy or away while a run is waited for. */
const MOST_FAILURES = 30;

/** Makes and releases the agent that reviews conversations; returns its id, `pa_…`. */
export async function makeReviewAgent(access: Access, model: string): Promise<string> {
  const made = await callApi(access, "POST /procedural_agents", reviewAgent(model));
  await callApi(access, `POST /procedural_agents/${made["version_id"]}/release`);
  return String(made["id"]);
}

/** Runs an agent over a conversation; returns the run's id, `trun_…`. */
export async function startProcedure(
  access: Access,
  run: { agent_id: string; conversation_id: string; livemode: boolean },
): Promise<string> {
  return String((await callApi(access, "POST /procedures", run))["id"]);
}

/** Asks for a run until it is over. Throws `ProblemError` when it has no output, or is not over within an hour. */
export async function waitForProcedure(access: Access, procedureId: string): Promise<Outcome> {
  const until = Date.now() + LONGEST_RUN;
  for (let failures = 0; Date.now() < until; await sleep(ASK_EVERY)) {
    const answer = await askFor(access, procedureId);
    failures = answer instanceof Error ? failures + 1 : 0;
    if (answer instanceof Error) {
      if (failures > MOST_FAILURES) throw answer;
      continue;
    }
    const progress = readProgress(answer);
    if (progress.type === "done") return progress.outcome;
    if (progress.type === "without_output") throw new ProblemError(`${procedureId} ${progress.why}`);
  }
  throw new ProblemError(`${procedureId} is still under way. Ask for it later: GET /procedures/${procedureId}`);
}

async function askFor(access: Access, procedureId: string): Promise<Record<string, unknown> | PassingProblemError> {
  try {
    return await callApi(access, `GET /procedures/${procedureId}`);
  } catch (error) {
    if (error instanceof PassingProblemError) return error;
    throw error;
  }
}

/** Reads where a run stands from the answer to `GET /procedures/{id}`. */
export function readProgress(procedure: Readonly<Record<string, unknown>>): Progress {
  const { status, output = null, summary } = procedure;
  if (status === "pending" || status === "running") return { type: "under_way" };
  const words = typeof summary === "string" ? summary : null;
  if (status === "success") {
    const citations = readCitations(procedure["citations"]);
    return { type: "done", outcome: { output, summary: words, citations } };
  }
  const why = reasonIn(procedure["error"]) ?? words;
  return { type: "without_output", why: why === null ? `ended as ${status}` : `ended as ${status}: ${why}` };
}

/** An error is a sentence, or an object that holds one. */
function reasonIn(error: unknown): string | null {
  if (typeof error === "string") return error;
  const message = error !== null && typeof error === "object" && "message" in error ? error.message : null;
  return typeof message === "string" ? message : null;
}

/** Not every platform that speaks this API cites: then there is nothing to read. */
function readCitations(given: unknown): Citations {
  if (given === null || typeof given !== "object") return {};
  const fields = Object.entries(given).filter((field): field is [string, unknown[]] => Array.isArray(field[1]));
  return Object.fromEntries(fields.map(([pointer, events]) => [pointer, events.flatMap(readCitation)]));
}

function readCitation(given: unknown): Citation[] {
  if (given === null || typeof given !== "object" || !("event_id" in given)) return [];
  const excerpt = "excerpt" in given && typeof given.excerpt === "string" ? given.excerpt : null;
  return [{ event_id: String(given.event_id), excerpt }];
}
