import type { AnsweredRequest, CallEvidence, Trail } from "./call-trails.ts";

/** How much earlier than the time limit an answer must be there to be sure to count. */
const TIME_TO_READ = 600;
/** How much earlier than by its clock the platform may have given up by ours. */
const CLOCK_SLACK = 50;

/** Returns what is wrong with the outcome of a call, given what the receiver and the client know of it. */
export function outcomeFaults(trail: Trail, evidence: CallEvidence): string[] {
  const { row, callId, note, requests, effects } = trail;
  if (row === null) return [];
  const about = `The call ${callId} for ${note} (${trail.created.payload.name}) is ${row.status}`;
  const answered = requests.map(({ answer }) => answer?.status ?? "no answer").join(", ");
  const known = `the receiver gave ${answered || "nothing"}, and ${effects.length} effects`;
  return contradictions(trail, evidence).map((what) => `${about}, but ${what} (${known}).`);
}

function contradictions(trail: Trail, evidence: CallEvidence): string[] {
  const status = trail.row?.status;
  if (status === "succeeded") return isClients(trail) ? clientSucceeded(trail) : httpSucceeded(trail);
  if (isCutShort(trail, evidence)) return status === "failed" ? mustNotBeDone(trail) : [];
  if (trail.tool === null) return status === "failed" ? [] : ["there is no such tool"];
  return isClients(trail) ? clientUnsuccessful(trail) : httpUnsuccessful(trail);
}

function isClients({ tool }: Trail): boolean {
  return tool !== null && tool.method === null;
}

function httpSucceeded(trail: Trail): string[] {
  const { requests, effects, tool } = trail;
  if (tool === null) return ["there is no such tool"];
  if (requests.at(-1)?.answer?.status !== 200) return ["the receiver never said so"];
  if (tool.method !== "GET" && effects.length !== 1) return ["it had no effect"];
  return hasResult(trail, { kept: trail.note }) ? [] : ["its result is not what the receiver said"];
}

/** Judges a call that nothing disturbed and that did not succeed. */
function httpUnsuccessful(trail: Trail): string[] {
  const last = trail.requests.at(-1)?.answer ?? null;
  if (last?.status === 200 && isInTime(trail, last.at)) return ["the receiver said that it was done"];
  return trail.row?.status === "failed" ? mustNotBeDone(trail) : mustBeOpen(trail);
}

/** A call whose outcome is unknown must be one on which the receiver's word is missing, or came too late. */
function mustBeOpen(trail: Trail): string[] {
  if (trail.tool?.method === "GET") return ["it only reads"];
  // A last attempt may have been under way when the time was over, whether or not the receiver saw it.
  const isOpen = trail.requests.some(isUnclear) || hasTakenAllItsTime(trail);
  return isOpen ? [] : ["the receiver's word on it is clear"];
}

function hasTakenAllItsTime({ created, returned, tool }: Trail): boolean {
  const took = returned === null ? 0 : Date.parse(returned.created_at) - Date.parse(created.created_at);
  return took + CLOCK_SLACK >= (tool?.timeLimit ?? 0);
}

/** A call that failed must be one that cannot have been carried out, as far as one could know without asking. */
function mustNotBeDone({ tool, requests, effects }: Trail): string[] {
  const mayBeDone = effects.length > 0 || requests.some(isUnclear);
  return tool?.method !== "GET" && mayBeDone ? ["it may have been done"] : [];
}

function hasResult({ returned }: Trail, expected: unknown): boolean {
  // One that was given up in the log may have come back later, which only the ledger says.
  if (returned?.payload.outcome !== "succeeded") return true;
  return JSON.stringify(returned.payload.result) === JSON.stringify(expected);
}

/** Whether the receiver's word on an attempt is missing. */
function isUnclear({ answer }: AnsweredRequest): boolean {
  return answer === null || answer.status === 502 || answer.status === 504;
}

function isInTime({ created, tool }: Trail, at: number): boolean {
  return at < Date.parse(created.created_at) + (tool?.timeLimit ?? 0) - TIME_TO_READ;
}

function clientSucceeded(trail: Trail): string[] {
  const first = trail.clientAnswers[0];
  if (first === undefined || first.error !== undefined) return ["the client never said so"];
  return hasResult(trail, first.result) ? [] : ["its result is not what the client said first"];
}

/** Judges a call of the client's that nothing disturbed and that did not succeed. */
function clientUnsuccessful(trail: Trail): string[] {
  const { row, created, clientAnswers } = trail;
  const isFit = "act" in (JSON.parse(created.payload.arguments) as object);
  if (row?.status === "failed") {
    return !isFit || clientAnswers[0]?.error !== undefined ? [] : ["the client never said so"];
  }
  return hasTakenAllItsTime(trail) ? [] : ["the client had time left to answer"];
}

/** Whether a fault or the conversation's end came while the call was under way. */
function isCutShort({ created, returned }: Trail, { disturbances, log }: CallEvidence): boolean {
  if (returned === null) return true;
  const [from, to] = [Date.parse(created.created_at), Date.parse(returned.created_at)];
  const isDisturbed = disturbances.some((disturbance) => disturbance.from <= to && disturbance.to >= from);
  if (isDisturbed) return true;
  const ended = log.at(-1)?.payload;
  return ended?.type === "conversation.ended" && String(returned.payload.error).includes("conversation ended");
}
