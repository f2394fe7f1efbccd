import { z } from "zod";
import { type ConversationRow, findConversation } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { findTransfers } from "../db/transfers.ts";
import { numberWithin } from "../domain/call-destination.ts";
import { TRANSFER } from "../domain/enabled-tools.ts";
import { OperatorError } from "../domain/error.ts";
import { opennessAt } from "../domain/opening-hours.ts";
import type { TransferDestination } from "../domain/transfer.ts";
import { writtenTime } from "../lib/written-time.ts";
import type { AgentTool, ToolCall, ToolOutcome } from "../ports/tool.ts";
import type { AgentHandover } from "./agent-handover.ts";
import type { CallPermissions } from "./call-permissions.ts";
import type { CallTransfers, TransferOrder } from "./call-transfer.ts";
import type { PhoneCalls } from "./phone-calls.ts";
import type { ShelvedTool } from "./platform-shelf.ts";
import type { TestAddresses } from "./test-addresses.ts";
import { failedCall, readToolArguments } from "./tool-arguments.ts";

/** What callers are handed over with. */
export interface TransferToolServices {
  readonly database: Database;
  readonly calls: Pick<PhoneCalls, "find">;
  readonly testAddresses: Pick<TestAddresses, "mayReach">;
  readonly permissions: Pick<CallPermissions, "destinationProblem">;
  readonly transfers: Pick<CallTransfers, "transfer">;
  readonly handover: Pick<AgentHandover, "handOver">;
}

const LONGEST_SUMMARY = 1_200;
const schema = z.object({
  name: z.string().trim().min(1).max(200),
  summary: z.string().trim().max(LONGEST_SUMMARY).nullish(),
});

/** Makes the tool that hands a caller over to one of an agent's destinations. `services` is asked when it is called. */
export function transferTool(database: Database, services: () => TransferToolServices): ShelvedTool {
  const bare = toolFor([], services);
  return {
    ...bare,
    async fitTo({ channel, transfers }) {
      if (channel !== "phone" || transfers.length === 0) return null;
      const rows = await findTransfers(database, transfers);
      return rows.length === 0 ? null : toolFor(rows.map(asDestination), services);
    },
  };
}

function asDestination({ id, definition }: { id: string; definition: Omit<TransferDestination, "id"> }) {
  return { id, ...definition } as TransferDestination;
}

function toolFor(destinations: readonly TransferDestination[], services: () => TransferToolServices): AgentTool {
  const names = destinations.map(({ name }) => name);
  const isWarm = destinations.some(({ mode }) => mode === "warm");
  const summary = {
    type: "string",
    maxLength: LONGEST_SUMMARY,
    description:
      "What the person is told before they are joined with the caller: who calls, what they want, what was done. Leave it out to have the conversation summed up.",
    "x-personal": true,
  };
  return {
    ns: "syscall",
    name: TRANSFER,
    description:
      "Hands the caller over to one of your destinations. Say so to the caller in the same message, before the call. When it does not come about you are told why, and have the caller again.",
    inputSchema: {
      type: "object",
      properties: {
        name: { type: "string", ...(names.length > 0 ? { enum: names } : {}), description: "The destination's name." },
        ...(isWarm ? { summary } : {}),
      },
      required: ["name"],
      additionalProperties: false,
    },
    runsInBackground: false,
    onInterrupt: "cancel",
    call: (call) => transfer(services(), destinations, call),
  };
}

async function transfer(
  services: TransferToolServices,
  destinations: readonly TransferDestination[],
  toolCall: ToolCall,
): Promise<ToolOutcome> {
  const asked = readToolArguments(schema, toolCall.arguments);
  if ("problem" in asked) return failedCall(asked.problem);
  const call = services.calls.find(toolCall.conversationId);
  if (!call || call.isLeft) return failedCall("There is no telephone call (any more) that could be transferred.");
  const destination = await destinationNamed(services.database, destinations, asked.name);
  if (destination === undefined) {
    return failedCall(`There is no destination "${asked.name}". Choose one of: ${namesOf(destinations)}.`);
  }
  const closed = closedProblem(destination, new Date());
  if (closed !== null) return failedCall(closed);
  try {
    return await carryOut(services, { call, destination, summary: asked.summary || null, toolCall });
  } catch (error) {
    if (error instanceof OperatorError) return failedCall(`The transfer did not come about: ${error.message}`);
    throw error;
  }
}

async function carryOut(services: TransferToolServices, order: Omit<TransferOrder, "from">): Promise<ToolOutcome> {
  const { call, destination } = order;
  const row = await findConversation(services.database, call.conversationId);
  if (!row) return failedCall("The conversation was deleted meanwhile.");
  if (destination.kind === "agent") return services.handover.handOver({ call, row, destination });
  const problem = await reachProblem(services, row, destination);
  return problem === null ? services.transfers.transfer({ ...order, from: oursIn(row) }) : failedCall(problem);
}

/** Reads a destination as it is now: it may have been changed since the agent was shown it. */
async function destinationNamed(
  database: Database,
  destinations: readonly TransferDestination[],
  name: string,
): Promise<TransferDestination | undefined> {
  const fold = (text: string) => text.toLowerCase();
  const meant = destinations.find((known) => known.id === name || fold(known.name) === fold(name));
  const [row] = meant ? await findTransfers(database, [meant.id]) : [];
  return row && asDestination(row);
}

function namesOf(destinations: readonly TransferDestination[]): string {
  return destinations.map(({ name }) => name).join(", ");
}

const OFFERS: Readonly<Record<TransferDestination["outside"]["offer"], string>> = {
  message: "Offer to take a message for them.",
  call_back: "Offer that they are called back once somebody is there, and ask for number and time.",
  none: "Go on without.",
};

/** Says that nobody is there now, and what to offer; null when somebody is. */
function closedProblem({ name, hours, outside }: TransferDestination, now: Date): string | null {
  const openness = opennessAt(now, hours);
  if (openness.isOpen || hours === null) return null;
  const opens = openness.opensAt === null ? "" : ` It opens next on ${writtenTime(openness.opensAt, hours.time_zone)}.`;
  const say = outside.say === null ? "Tell the caller." : `Tell the caller this: ${JSON.stringify(outside.say)}`;
  return `${name} is closed now.${opens} ${say} ${OFFERS[outside.offer]}`;
}

/** Says why a call may not go there; null when it may. */
async function reachProblem(
  { permissions, testAddresses }: TransferToolServices,
  row: ConversationRow,
  { kind, destination }: TransferDestination,
): Promise<string | null> {
  if (!(await testAddresses.mayReach(row.livemode, destination)))
    return "This is a test, and that destination is not listed as a test address. Go on without the transfer.";
  const number = kind === "number" ? destination : numberWithin(destination);
  if (number === null) return null;
  const problem = await permissions.destinationProblem(number);
  return problem && `${problem.message} Go on without the transfer.`;
}

/** Returns the number of ours that a conversation is held at. */
function oursIn({ channel, direction }: ConversationRow): string {
  const { caller_no, callee_no } = channel as { caller_no?: string | null; callee_no?: string | null };
  return (direction === "inbound" ? callee_no : caller_no) ?? "";
}
