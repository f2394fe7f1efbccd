import type { ProjectTransfer } from "../../files/agent-project.ts";
import type { AgentReader } from "../agent-reader.ts";
import { at, changed, dropFields, dropped, fieldsAt, mapped, numberAt, type Place, says, textAt } from "../place.ts";
import { addCallTransfer } from "../transfer-draft.ts";

/** Reads a destination from a tool or a node. Returns it; null, noted, for one that cannot be one. */
export function readTransfer(
  reader: AgentReader,
  place: Place,
  { name, description }: { readonly name: string; readonly description: string },
): ProjectTransfer | null {
  const destination = at(place, "transfer_destination");
  const option = at(place, "transfer_option");
  const type = textAt(option, "type") ?? "cold_transfer";
  const isWarm = type !== "cold_transfer";
  dropDetails(place, destination);
  if (textAt(destination, "type") === "inferred") {
    dropped(
      destination,
      "The model does not find out numbers by itself: make a destination for each with POST /transfers.",
      "rebuild",
    );
    dropped(option, "The destination could not be taken over.");
    return null;
  }
  const ring = numberAt(option, "transfer_ring_duration_ms");
  const transfer = addCallTransfer(reader.project, reader.agent, {
    destination: says(at(destination, "number")) ? at(destination, "number") : at(place, "number"),
    name: name.replace(/^transfer_(?:call_)?to_/, ""),
    description,
    isWarm,
    summaryInstructions:
      textAt(option, "private_handoff_option", "prompt") ?? textAt(option, "private_handoff_option", "message"),
    ringForSec: ring === null ? null : ring / 1_000,
  });
  if (transfer === null) {
    dropped(option, "The destination could not be taken over.");
    return null;
  }
  mapped(at(destination, "type"), `transfers/${transfer.slug}`);
  noteOption(option, { type, to: `transfers/${transfer.slug}`, isWarm });
  return transfer;
}

function noteOption(option: Place, { type, to, isWarm }: { type: string; to: string; isWarm: boolean }): void {
  if (type === "agentic_warm_transfer")
    changed(at(option, "type"), "No second agent decides: a person takes the call, or not.", { to: `${to}: mode` });
  else mapped(at(option, "type"), `${to}: mode`);
  mapped(at(option, "transfer_ring_duration_ms"), `${to}: ring_for_sec`);
  if (isWarm)
    changed(at(option, "private_handoff_option"), "It became instructions for the summary.", {
      to: `${to}: summary_instructions`,
    });
  for (const [key, inner] of fieldsAt(option)) {
    if (["type", "transfer_ring_duration_ms"].includes(key) || (isWarm && key === "private_handoff_option")) continue;
    dropped(inner, "How the call is handed over is agreed with the carrier.");
  }
}

function dropDetails(place: Place, destination: Place): void {
  dropped(at(destination, "extension"), "No extension is dialled: give the person a number of their own.", "rebuild");
  dropFields(place, {
    custom_sip_headers: "No headers of yours are sent with a call.",
    ignore_e164_validation: "Numbers are always checked.",
  });
}
