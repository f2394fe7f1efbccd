import { outcomeFaults } from "./call-outcomes.ts";
import { type CallEvidence, isLate, type Trail, trailsOf } from "./call-trails.ts";
import { eventsOf, placeOf } from "./findings.ts";

/** Between the clock of the database and that of the receiver, on one machine. */
const CLOCK_SLACK = 20;

/** Returns what is wrong with the calls of a conversation, one sentence each; nothing when all are accounted for. */
export function findCallFaults(evidence: CallEvidence): string[] {
  const trails = trailsOf(evidence);
  return [
    ...faultsOfLedger(evidence, trails),
    ...faultsAtReceiver(evidence),
    ...trails.flatMap((trail) => outcomeFaults(trail, evidence)),
    ...faultsOfTelling(evidence, trails),
  ];
}

/** Each call of the log has one row and one answer, which agree; no row is without a call. */
function faultsOfLedger({ log, ledger }: CallEvidence, trails: readonly Trail[]): string[] {
  const faults: string[] = [];
  const created = trails.map((trail) => trail.callId);
  for (const row of ledger) {
    if (!created.includes(row.call_id)) faults.push(`The ledger has a call ${row.call_id} that the log does not know.`);
    if (row.status === "started" || row.settled_at === null)
      faults.push(`The call ${row.call_id} was never settled in the ledger: it is ${row.status}.`);
  }
  const returned = eventsOf(log, "agent.tool_call.returned");
  for (const { payload } of returned) {
    if (!created.includes(payload.call_id)) faults.push(`The answer of ${payload.call_id} follows no call.`);
    if ((payload.outcome === "succeeded") !== (payload.error === undefined))
      faults.push(`The answer of ${payload.call_id} is ${payload.outcome} and says ${payload.error}.`);
  }
  return [...faults, ...trails.flatMap((trail) => faultsOfAccount(trail, trails, returned))];
}

function faultsOfAccount(
  { callId, note, row, returned }: Trail,
  trails: readonly Trail[],
  allReturned: readonly { payload: { call_id: string } }[],
): string[] {
  const faults: string[] = [];
  const answers = allReturned.filter(({ payload }) => payload.call_id === callId).length;
  if (answers !== 1) faults.push(`The call ${callId} is answered ${answers} times.`);
  const same = trails.filter((trail) => trail.note === note).length;
  if (same !== 1) faults.push(`The call for ${note} was made ${same} times.`);
  if (row === null) faults.push(`The call ${callId} is not in the ledger.`);
  else if (returned !== null && row.status !== returned.payload.outcome && returned.payload.outcome !== "unknown")
    faults.push(`The call ${callId} is ${row.status} in the ledger and ${returned.payload.outcome} in the log.`);
  return faults;
}

/** Every request is signed, for a call that was in the ledger before; no note has two effects. */
function faultsAtReceiver({ ledger, requests, effects }: CallEvidence): string[] {
  const faults: string[] = [];
  for (const { idempotencyKey, note, at, signatureProblem } of requests) {
    const row = ledger.find((candidate) => candidate.call_id === idempotencyKey);
    if (row === undefined)
      faults.push(`The receiver was called for ${note} under ${idempotencyKey}, which the ledger does not know.`);
    else if (row.created_at.getTime() > at + CLOCK_SLACK)
      faults.push(`The receiver was called for ${note} before the call ${idempotencyKey} was in the ledger.`);
    if (signatureProblem !== null)
      faults.push(`A request for ${note} was not signed as it should be. ${signatureProblem}`);
  }
  for (const note of new Set(effects.map((effect) => effect.note))) {
    const count = effects.filter((effect) => effect.note === note).length;
    if (count !== 1) faults.push(`The call for ${note} had ${count} effects.`);
  }
  return faults;
}

/** The model was told of every call whose conversation went on afterwards, and told what the log says. */
function faultsOfTelling(evidence: CallEvidence, trails: readonly Trail[]): string[] {
  return trails.flatMap((trail) => {
    const { callId, note, told, returned } = trail;
    if (returned === null) return [];
    const { outcome } = returned.payload;
    if (told === null || told === "running") {
      const isDue = evidence.isCalm || mustHaveBeenTold(trail, evidence);
      return isDue ? [`The model was never told how the call ${callId} for ${note} went (${outcome}).`] : [];
    }
    return told === outcome
      ? []
      : [`The model was told ${told} of the call ${callId} for ${note}, which is ${outcome}.`];
  });
}

/** Whether a turn came to its end that must have had the call's answer in front of it. */
function mustHaveBeenTold(trail: Trail, { log }: CallEvidence): boolean {
  if (trail.returned === null) return false;
  const place = placeOf(trail.returned);
  const finished = eventsOf(log, "agent.turn.metrics").filter(({ payload }) => !payload.interrupted);
  if (!isLate(trail, log)) return finished.some((metrics) => placeOf(metrics) > place);
  return finished.some(({ payload }) => {
    const trigger = log.find((event) => event.id === payload.trigger_event_id);
    return trigger !== undefined && placeOf(trigger) >= place;
  });
}
