import { enableTool } from "../agent-draft.ts";
import { type AgentReader, promptAt } from "../agent-reader.ts";
import { shortName } from "../names.ts";
import { addWords, setVoicemail } from "../opening.ts";
import { at, dropFields, dropped, dropRest, fieldsAt, listAt, mapped, type Place, says, textAt } from "../place.ts";
import { entryOf } from "../table-entry.ts";
import { addAgentTransfer, addCallTransfer } from "../transfer-draft.ts";

type SystemTool = (reader: AgentReader, place: Place) => string | null;

/** ElevenLabs' own tools, by their type, and what each becomes. */
const SYSTEM_TOOLS: Readonly<Record<string, SystemTool>> = {
  end_call: (reader, place) => platformTool(reader, place, "end_conversation"),
  play_keypad_touch_tone: (reader, place) => platformTool(reader, place, "send_dtmf"),
  voicemail_detection: readVoicemail,
  language_detection: (reader, place) => {
    const name = textAt(place, "name");
    mapped(
      at(place, "name"),
      `${reader.agent.slug}: language.supported_languages`,
      "With several languages the agent has the tool switch_language.",
    );
    if (name !== null && reader.agent.languages.length > 1) reader.renamed.set(name, "@switch_language");
    dropped(at(place, "params", "only_at_conversation_start"), "The agent may switch at any time.");
    return null;
  },
  skip_turn: (_, place) => {
    dropped(at(place, "name"), "The agent waits by itself while the user thinks.");
    dropped(at(place, "params", "wait_timeout_secs"), "The agent waits by itself while the user thinks.");
    return null;
  },
  transfer_to_number: readNumbers,
  transfer_to_agent: readAgents,
};

/** Reads one of ElevenLabs' own tools. Returns how a prompt mentions it; null where it became nothing to mention. */
export function readSystemTool(reader: AgentReader, place: Place): string | null {
  const type = textAt(place, "params", "system_tool_type") ?? textAt(place, "name") ?? "";
  const read = entryOf(SYSTEM_TOOLS, type);
  if (read === undefined) {
    dropped(place, "The platform has no tool of this kind.", "rebuild");
    return null;
  }
  mapped(at(place, "type"), `${reader.agent.slug}: tool.tools`);
  mapped(at(place, "params", "system_tool_type"), `${reader.agent.slug}: tool.tools`);
  dropFields(place, {
    response_timeout_secs: "The platform's own tool is done at once.",
    disable_interruptions: "Whoever speaks is listened to.",
    interruption_mode: "Whoever speaks is listened to.",
    force_pre_tool_speech: "The agent says what it does in its own words.",
    pre_tool_speech: "The agent says what it does in its own words.",
    tool_call_sound: "Choose a sound for all tools in voice.busy_sound.",
    tool_call_sound_behavior: "Choose a sound for all tools in voice.busy_sound.",
    tool_error_handling_mode: "The agent is told what went wrong, in words.",
    assignments: "The platform's own tool sets no variables.",
  });
  const mention = read(reader, place);
  const words = promptAt(reader, at(place, "description"));
  if (words !== "") reader.agent.sections.push(mention === null ? words : `${mention}: ${words}`);
  return mention;
}

function platformTool(reader: AgentReader, place: Place, tool: string): string {
  enableTool(reader.agent, "syscall", tool);
  const name = textAt(place, "name");
  if (name !== null) reader.renamed.set(name, `@${tool}`);
  mapped(at(place, "name"), `${reader.agent.slug}: tool.tools`, `The platform's own tool ${tool}.`);
  for (const key of ["use_out_of_band_dtmf", "suppress_turn_after_dtmf"]) {
    dropped(at(place, "params", key), "How keys are sent is agreed with the carrier.");
  }
  return `@${tool}`;
}

function readVoicemail(reader: AgentReader, place: Place): string {
  const mention = platformTool(reader, place, "leave_voicemail");
  const message = at(place, "params", "voicemail_message");
  addWords(reader, message, {
    heading: "Voicemail",
    when: "When an answering machine has picked up, leave this message:",
  });
  setVoicemail(reader, place, says(message));
  return mention;
}

function readNumbers(reader: AgentReader, place: Place): string | null {
  const added = listAt(place, "params", "transfers").map((transfer) => readNumber(reader, transfer));
  dropped(at(place, "params", "enable_client_message"), "The agent says in its own words that it hands over.");
  const name = textAt(place, "name");
  const isAny = added.some((one) => one !== null);
  if (isAny && name !== null) reader.renamed.set(name, "@transfer");
  mapped(at(place, "name"), `${reader.agent.slug}: tool.transfers`);
  return isAny ? "@transfer" : null;
}

/** Reads one destination, of the tool or of a workflow's node. Returns its name, for a prompt; null, noted, where it is none. */
export function readNumber(reader: AgentReader, transfer: Place): string | null {
  const destination = at(transfer, "transfer_destination");
  const address = addressOf(transfer);
  if (address === null) {
    const why = "A destination is a number or a SIP address that stays the same: make it with POST /transfers.";
    dropped(destination, why, "rebuild");
    dropRest(transfer, "The destination could not be taken over.");
    return null;
  }
  const condition = at(transfer, "condition");
  const words = textAt(condition) ?? "";
  const added = addCallTransfer(reader.project, reader.agent, {
    destination: address,
    name: shortName(words, "person"),
    description: words,
    isWarm: (textAt(transfer, "transfer_type") ?? "conference") === "conference",
    summaryInstructions: null,
    ringForSec: null,
  });
  if (added === null) {
    dropRest(transfer, "The destination could not be taken over.");
    return null;
  }
  mapped(condition, `transfers/${added.slug}: description`);
  mapped(at(destination, "type"), `transfers/${added.slug}: kind`);
  mapped(at(transfer, "transfer_type"), `transfers/${added.slug}: mode`);
  noteNumber(transfer, address);
  return added.name;
}

/** Finds where a number or a SIP address stands; null where it is a variable, or none is there. */
function addressOf(transfer: Place): Place | null {
  const destination = at(transfer, "transfer_destination");
  if (textAt(destination, "type")?.endsWith("dynamic_variable") === true) return null;
  const places = [at(destination, "phone_number"), at(destination, "sip_uri"), at(transfer, "phone_number")];
  return places.find((place) => textAt(place) !== null) ?? null;
}

function noteNumber(transfer: Place, used: Place): void {
  const older = at(transfer, "phone_number");
  if (older.path !== used.path) dropped(older, "The destination says the same.");
  dropped(
    at(transfer, "post_dial_digits"),
    "No keys are pressed for the person: give them a number of their own.",
    "rebuild",
  );
  dropFields(transfer, {
    custom_sip_headers: "No headers of yours are sent with a call.",
    sip_refer_play_dialtone: "How the call is handed over is agreed with the carrier.",
    uui: "No headers of yours are sent with a call.",
  });
}

function readAgents(reader: AgentReader, place: Place): null {
  mapped(at(place, "name"), `${reader.agent.slug}: tool.transfers`);
  for (const transfer of listAt(place, "params", "transfers")) readAgent(reader, transfer);
  return null;
}

/** Reads one other agent that callers are handed over to. */
export function readAgent(reader: AgentReader, transfer: Place): void {
  const condition = at(transfer, "condition");
  const name = shortName(textAt(condition) ?? "", "agent");
  addAgentTransfer(reader.project, reader.agent, { destination: at(transfer, "agent_id"), name, condition });
  for (const [key, inner] of fieldsAt(transfer)) {
    if (KNOWN_OF_NODES.includes(key)) continue;
    dropped(inner, "The other agent goes on with the conversation at once, as itself.");
  }
}

/** What a transfer has that is read elsewhere, also where it is a node of a workflow. */
const KNOWN_OF_NODES = ["agent_id", "condition", "type", "position", "edge_order", "label"];
