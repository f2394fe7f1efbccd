import { z } from "zod";
import { findConversation } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { upsertDoNotCall } from "../db/do-not-call.ts";
import { SEND_DTMF } from "../domain/enabled-tools.ts";
import { OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import { partiesOf } from "../domain/message.ts";
import type { AgentTool, ToolCall, ToolOutcome } from "../ports/tool.ts";
import type { ConversationCall } from "./conversation-call.ts";
import type { PhoneCalls } from "./phone-calls.ts";
import type { ShelvedTool } from "./platform-shelf.ts";
import { failedCall, readToolArguments } from "./tool-arguments.ts";

/** What the tools of telephone calls are made with. */
export interface CallToolServices {
  readonly database: Database;
  readonly calls: Pick<PhoneCalls, "find">;
}

/** What one tool does with the call that it was called in. */
interface Kind {
  readonly name: string;
  readonly description: string;
  readonly properties?: Record<string, object>;
  readonly required?: readonly string[];
  carryOut(call: ConversationCall, toolCall: ToolCall): Promise<ToolOutcome>;
}

const MOST_KEYS = 50;
const LONGEST_REASON = 500;
const keysSchema = z.object({
  digits: z
    .string()
    .trim()
    .regex(/^[0-9*#A-Dw]+$/i)
    .max(MOST_KEYS),
});
const reasonSchema = z.object({ reason: z.string().trim().max(LONGEST_REASON).nullish() });

/** Makes the platform's tools of telephone calls, but for `transfer`. They are offered in telephone calls alone. */
export function callTools(services: CallToolServices): ShelvedTool[] {
  return [sendDtmf(), hold(true), hold(false), leaveVoicemail(), doNotCall(services)].map((kind) =>
    callTool(services, kind),
  );
}

/** Makes a tool that is offered in telephone calls alone. */
function callTool({ calls }: CallToolServices, kind: Kind): ShelvedTool {
  const { name, description, properties = {}, required = [] } = kind;
  const tool: AgentTool = {
    ns: "syscall",
    name,
    description,
    inputSchema: { type: "object", properties, required, additionalProperties: false },
    runsInBackground: false,
    onInterrupt: "finish",
    async call(toolCall) {
      const call = calls.find(toolCall.conversationId);
      if (!call || call.isLeft) return failedCall("There is no telephone call (any more) in which this could be done.");
      try {
        return await kind.carryOut(call, toolCall);
      } catch (error) {
        if (error instanceof OperatorError) return failedCall(error.message);
        throw error;
      }
    },
  };
  return { ...tool, fitTo: async ({ channel }) => (channel === "phone" ? tool : null) };
}

function sendDtmf(): Kind {
  return {
    name: SEND_DTMF,
    description:
      "Presses keys of the telephone, for instance to choose from a menu that a recorded voice reads out. The other end hears the tones.",
    properties: {
      digits: {
        type: "string",
        pattern: "^[0-9*#A-Dw]+$",
        maxLength: MOST_KEYS,
        description: "The keys in their order: 0 to 9, * and #; w waits for half a second.",
        "x-personal": true,
      },
    },
    required: ["digits"],
    async carryOut(call, { arguments: given }) {
      const asked = readToolArguments(keysSchema, given);
      if ("problem" in asked) return failedCall(asked.problem);
      const digits = asked.digits.replace(/[a-d]/g, (key) => key.toUpperCase()).replace(/W/g, "w");
      // What is said before the keys are pressed is heard before them.
      await call.voice?.saidAll();
      await call.phone?.sendDigits(digits);
      return { status: "succeeded", result: { pressed: digits, note: "Hear what comes next before you go on." } };
    },
  };
}

function hold(isHeld: boolean): Kind {
  const [name, description] = isHeld
    ? [
        "hold",
        "Puts the caller on hold: they hear a tone and nothing of you, and you hear nothing of them, until you call resume or say something to them, for five minutes at most. Say first that you do, and for how long.",
      ]
    : ["resume", "Takes the caller back from hold."];
  return {
    name,
    description,
    async carryOut(call) {
      await (isHeld ? call.hold.begin() : call.hold.end());
      return { status: "succeeded", result: { on_hold: isHeld } };
    },
  };
}

function leaveVoicemail(): Kind {
  return {
    name: "leave_voicemail",
    description:
      "Says that you have reached an answering machine: you are then asked for the message to be left, and the call ends after it. Call it when a recorded voice asks to leave a message after the tone. Say nothing before.",
    async carryOut({ conversation, about }) {
      if (conversation.state.hasReachedVoicemail) return failedCall("You are leaving the message already. Go on.");
      if (about.leavesMessage === false) {
        // Who waited for that here would wait for themselves.
        conversation.end("voicemail", { status: "voicemail" }).catch(() => undefined);
        return { status: "succeeded", result: { left: false, note: "No messages are to be left: the call ends." } };
      }
      await conversation.note({ type: "conversation.voicemail.reached", detected_by: "agent" });
      return { status: "succeeded", result: { ready: true } };
    },
  };
}

function doNotCall({ database }: CallToolServices): Kind {
  return {
    name: "do_not_call",
    description:
      "Puts the number of the person you talk with on the do-not-call list: nobody calls it any more. Call it when they ask not to be called again.",
    properties: {
      reason: { type: "string", maxLength: LONGEST_REASON, description: "What they said about it, in a few words." },
    },
    async carryOut({ conversationId }, { arguments: given }) {
      const asked = readToolArguments(reasonSchema, given);
      if ("problem" in asked) return failedCall(asked.problem);
      const row = await findConversation(database, conversationId);
      const theirs = row && partiesOf(row.channel, row.direction)?.theirs;
      if (!theirs) return failedCall("Their number is not known, so it cannot be put on the list. Say so.");
      await upsertDoNotCall(database, { id: newId("dnc"), number: theirs, reason: asked.reason ?? null });
      return { status: "succeeded", result: { listed: true } };
    },
  };
}
