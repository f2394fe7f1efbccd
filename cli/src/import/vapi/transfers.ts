import type { AgentReader } from "../agent-reader.ts";
import { promptAt } from "../agent-reader.ts";
import type { FlowExit } from "../flow-prompt.ts";
import { shortName } from "../names.ts";
import {
  at,
  changed,
  dropFields,
  dropped,
  dropRest,
  fieldsAt,
  listAt,
  mapped,
  numberAt,
  type Place,
  says,
  textAt,
} from "../place.ts";
import { escapeSigns } from "../prompt-text.ts";
import { addAgentTransfer, addCallTransfer } from "../transfer-draft.ts";
import { dropBookkeeping, nameOf } from "./documents.ts";

/** Finds the member of the squad with an id or name; null where the assistant is not one of this squad. */
export type MemberFinder = (name: string) => string | null;

/** Reads a tool that hands callers over. Returns the exits to members of the same squad. */
export function readTransferTool(reader: AgentReader, place: Place, findMember: MemberFinder): FlowExit[] {
  const name = nameOf(place);
  const exits = listAt(place, "destinations").flatMap((destination) =>
    readDestination(reader, destination, { findMember, toolName: name }),
  );
  if (name !== null && reader.agent.transfers.length > 0) reader.renamed.set(name, "@transfer");
  const to = `${reader.agent.slug}: tool.transfers`;
  mapped(at(place, "type"), to);
  if (!says(at(place, "destinations"))) {
    const message =
      "It asks your server where to: the platform's destinations are fixed. Make one for each with POST /transfers.";
    place.notes.push({ path: at(place, "type").path, outcome: "dropped", todo: "rebuild", message });
  }
  dropBookkeeping(place);
  const description = at(place, "function", "description");
  changed(description, "Each destination has its own description; this one is for all of them.", { to });
  dropFields(place, {
    name: "The platform's tool is called transfer.",
    messages: "The agent finds its own words.",
    async: "The platform waits for the transfer.",
    rejectionPlan: "Write into the prompt when nobody is to be handed over.",
    metadata: "Vapi's own notes on the tool.",
    server: "The platform's destinations are fixed.",
    defaultResult: "The agent is told what became of the transfer.",
  });
  for (const [key, inner] of fieldsAt(place, "function")) {
    if (key !== "description") dropped(inner, "The platform's tool transfer has a schema of its own.");
  }
  return exits;
}

interface DestinationContext {
  readonly findMember: MemberFinder;
  readonly toolName: string | null;
}

/** Reads one destination. Returns the exit to a member of the same squad, if it is one. */
export function readDestination(
  reader: AgentReader,
  place: Place,
  { findMember, toolName }: DestinationContext,
): FlowExit[] {
  const type = textAt(place, "type");
  noteDestination(place);
  if (type === "number" || type === "sip") {
    readCallDestination(reader, place, toolName);
    return [];
  }
  return readAssistantDestination(reader, place, findMember);
}

function readAssistantDestination(reader: AgentReader, place: Place, findMember: MemberFinder): FlowExit[] {
  const named = ["assistantId", "assistantName"].map((key) => at(place, key)).filter((one) => textAt(one) !== null);
  const [target] = named;
  if (target === undefined) {
    const message = "Only numbers, SIP addresses and assistants by name or id are taken over as destinations.";
    dropped(place, message, "rebuild");
    return [];
  }
  const to = `${reader.agent.slug}: runtime.prompt.routes`;
  for (const one of [at(place, "type"), ...named.slice(1)]) mapped(one, to);
  const name = String(target.value);
  const description = at(place, "description");
  const member = findMember(name);
  if (member === null) {
    const called = shortName(textAt(description) ?? "", name);
    addAgentTransfer(reader.project, reader.agent, { destination: target, name: called, condition: description });
    return [];
  }
  mapped(target, to);
  const condition = promptAt(reader, description, "runtime.prompt.routes");
  return [{ to: member, condition: condition || `${escapeSigns(name)} is better suited.` }];
}

function readCallDestination(reader: AgentReader, place: Place, toolName: string | null): void {
  const plan = at(place, "transferPlan");
  const mode = textAt(plan, "mode") ?? "blind-transfer";
  const words = textAt(place, "description") ?? "";
  const message = at(place, "message");
  const transfer = addCallTransfer(reader.project, reader.agent, {
    destination: at(place, textAt(place, "type") === "number" ? "number" : "sipUri"),
    name: textAt(place, "name") ?? shortName(words, toolName ?? "person"),
    description: withWords(words, textAt(message)),
    isWarm: mode.startsWith("warm"),
    summaryInstructions: summaryOf(plan),
    ringForSec: numberAt(plan, "dialTimeout"),
  });
  if (transfer === null) {
    dropRest(place, "The destination could not be taken over.");
    return;
  }
  const to = `transfers/${transfer.slug}`;
  for (const key of ["description", "name", "type"]) mapped(at(place, key), to);
  if (typeof message.value === "string") mapped(message, `${to}: description`);
  notePlan(plan, { to, mode });
}

function withWords(description: string, words: string | null): string {
  return words === null ? description : `${description} Say before: "${words}"`.trim();
}

/** What a person is told before a warm transfer: instructions for a summary, else a message. */
function summaryOf(plan: Place): string | null {
  const messages = listAt(plan, "summaryPlan", "messages");
  const instructions = messages.find((message) => at(message, "role").value === "system");
  return instructions === undefined ? textAt(plan, "message") : textAt(instructions, "content");
}

function notePlan(plan: Place, { to, mode }: { to: string; mode: string }): void {
  const isWarm = mode.startsWith("warm");
  const isSame = mode === "blind-transfer" || mode === "warm-transfer-say-summary";
  if (isSame) mapped(at(plan, "mode"), `${to}: mode`);
  else
    changed(at(plan, "mode"), `It became ${isWarm ? "warm: a summary is told first" : "cold"}.`, { to: `${to}: mode` });
  mapped(at(plan, "dialTimeout"), `${to}: ring_for_sec`);
  if (isWarm)
    for (const key of ["message", "summaryPlan"])
      changed(at(plan, key), "It became instructions for the summary.", { to: `${to}: summary_instructions` });
  for (const [key, inner] of fieldsAt(plan)) {
    if (["mode", "dialTimeout"].includes(key) || (isWarm && ["message", "summaryPlan"].includes(key))) continue;
    dropped(inner, "How the call is handed over is agreed with the carrier.");
  }
}

function noteDestination(place: Place): void {
  dropFields(place, {
    numberE164CheckEnabled: "Numbers are always checked.",
    callerId: "The call goes out from the number that the conversation is held at.",
    sipHeaders: "No headers of yours are sent with a call.",
    transferMode: "The other agent goes on with the conversation, and knows what was said.",
    contextEngineeringPlan: "The other agent knows the whole conversation.",
    variableExtractionPlan: "The other agent knows the whole conversation.",
    handoffMessages: "The other agent knows the whole conversation.",
  });
  dropped(at(place, "extension"), "No extension is dialled: give the person a number of their own.", "rebuild");
  dropped(at(place, "assistantOverrides"), "The other agent is used as it is.", "rebuild");
  const message = at(place, "message");
  if (typeof message.value !== "string") dropped(message, "The agent finds its own words.");
  else if (!["number", "sip"].includes(textAt(place, "type") ?? "")) dropped(message, "The agent finds its own words.");
}
