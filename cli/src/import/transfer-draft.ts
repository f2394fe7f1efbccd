import type { JsonObject, ProjectTransfer } from "../files/agent-project.ts";
import { type AgentDraft, enableTransfer } from "./agent-draft.ts";
import { dropped, mapped, type Place, says, textAt } from "./place.ts";
import { addTransfer, newTransferName, type ProjectDraft } from "./project-draft.ts";

/** A destination that callers are handed over to, as a vendor describes it. */
export interface TransferSpec {
  /** Where the number, the SIP address or the other agent's id stands. */
  readonly destination: Place;
  readonly name: string;
  readonly description: string;
  readonly isWarm: boolean;
  /** What a person is told before a warm transfer; null leaves it to the platform. */
  readonly summaryInstructions: string | null;
  readonly ringForSec: number | null;
}

const SIP = /^sips?:(?:[A-Za-z0-9\-_.!~*'()%&=+$,;?/]+@)?[A-Za-z0-9.\-[\]:]+(?:;[A-Za-z0-9\-_.!~*'()%=;]+)?$/i;

/**
 * Adds a destination that the agent may hand callers over to. Returns it; null, noted, for one that cannot be, such as
 * a variable.
 */
export function addCallTransfer(project: ProjectDraft, agent: AgentDraft, spec: TransferSpec): ProjectTransfer | null {
  const { destination: place } = spec;
  const text = typeof place.value === "string" ? place.value.trim() : "";
  const number = text.replace(/[\s().-]/g, "");
  const isSip = SIP.test(text) && text.length <= 300;
  if (!isSip && !/^\+[1-9][0-9]{6,14}$/.test(number)) {
    dropped(place, NO_DESTINATION, "rebuild");
    return null;
  }
  const transfer = addTransfer(project, {
    name: spec.name,
    description: described(spec),
    kind: isSip ? "sip" : "number",
    destination: isSip ? text : number,
    ...detailsOf(spec),
  });
  enableTransfer(agent, transfer.slug);
  mapped(place, `transfers/${transfer.slug}`);
  return transfer;
}

const NO_DESTINATION =
  "A destination is a number in E.164 form (+14155550123) or a SIP address, and this is neither, or it is a variable. Make it with POST /transfers.";

function described({ name, description }: Pick<TransferSpec, "name" | "description">): string {
  return (description.trim() || `When the caller is to be handed over to ${name}.`).slice(0, 2_000);
}

function detailsOf({ isWarm, summaryInstructions, ringForSec }: TransferSpec): JsonObject {
  return {
    mode: isWarm ? "warm" : "cold",
    ...(isWarm && summaryInstructions !== null ? { summary_instructions: summaryInstructions.slice(0, 2_000) } : {}),
    ...(ringForSec === null ? {} : { ring_for_sec: Math.round(Math.min(120, Math.max(5, ringForSec))) }),
  };
}

/** Another agent of the vendor that callers are handed over to. */
export interface AgentTransferSpec {
  /** Where its id or its name stands. */
  readonly destination: Place;
  readonly name: string;
  /** Where it is said when; absent where it is not. */
  readonly condition?: Place;
}

/** Has the agent hand callers over to another agent of the vendor; that one is looked up, and noted, when all are known. */
export function addAgentTransfer(project: ProjectDraft, from: AgentDraft, spec: AgentTransferSpec): void {
  const { destination, name, condition } = spec;
  const parts = [destination, ...(condition === undefined ? [] : [condition])].filter(says);
  if (typeof destination.value !== "string" || destination.value === "") {
    for (const part of parts) dropped(part, "No agent is named here, so callers are handed over to none.", "rebuild");
    return;
  }
  const words = condition === undefined ? null : textAt(condition);
  project.agentTransfers.push({
    ...newTransferName(project, name),
    from,
    description: described({ name, description: words ?? "" }),
    agentId: destination.value,
    paths: parts.map(({ path }) => path),
  });
}
