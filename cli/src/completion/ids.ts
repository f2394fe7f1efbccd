import type { Command } from "commander";

const RESOURCES = new WeakMap<Command, string>();

/** Which resource an option of that name is the id of. */
const OPTIONS: Readonly<Record<string, string>> = {
  agent: "agents",
  agentId: "agents",
  conversationId: "conversations",
  customerId: "customers",
  campaignId: "campaigns",
  endpointId: "webhooks",
  batchId: "procedure-batches",
  procedureId: "procedures",
};

/** Says that the first argument of a command is the id of a resource, which the shell may complete by asking the server. */
export function completesIds(command: Command, resource: string): void {
  RESOURCES.set(command, resource);
}

/** Returns the resource of which a command's first argument is the id; undefined when it is none. */
export function idsCompletedFor(command: Command): string | undefined {
  return RESOURCES.get(command);
}

/** Returns the resource of which an option's value is the id, by the option's name in camelCase. */
export function idsOfOption(attribute: string): string | undefined {
  return Object.hasOwn(OPTIONS, attribute) ? OPTIONS[attribute] : undefined;
}
