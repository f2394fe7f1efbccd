import type { AgentVersion, Client, VersionStatus } from "@operator/sdk";
import type { QueryKey } from "@tanstack/react-query";
import type { TextPart } from "./text-part.ts";

/** What a version has, whichever kind of agent it is of. */
export interface AnyAgent {
  id: string;
  version_id: string;
  name: string;
  version_status: VersionStatus;
}

/** What can be edited, whichever kind of agent it is of. */
export interface AnyDraft {
  name: string;
  description: string;
}

/** The calls on one kind of agents. */
interface AgentCalls<Agent, Draft> {
  get(id: string): Promise<Agent>;
  update(id: string, draft: Draft, options: { ifMatch?: string }): Promise<unknown>;
  delete(id: string): Promise<unknown>;
  release(versionId: string, options: { ifMatch?: string }): Promise<unknown>;
  versions(id: string): Promise<AgentVersion[]>;
}

/** What tells one kind of agents from the other, for the pages on which they are edited alike. */
export interface AgentKind<Agent extends AnyAgent, Draft extends AnyDraft> {
  /** Where they are listed; the page of each lies below. */
  path: string;
  /** The lists that show them. */
  lists: readonly QueryKey[];
  calls(client: Client): AgentCalls<Agent, Draft>;
  draftOf(agent: Agent): Draft;
  /** Writes a draft as text, in parts that are compared each by itself. */
  textOf(draft: Draft): TextPart[];
  /** What a release changes: a sentence that ends with the version, such as `New conversations begin with`. */
  releaseBegins: string;
  /** What becomes of those that are under way when a version is released. */
  releaseKeeps: string;
  /** What stays when an agent is deleted. */
  deletionKeeps: string;
}

/** By what what is read of one agent is known. */
export function agentKey(id: string): QueryKey {
  return ["agent", id];
}

/** By what the versions of an agent are known. */
export function versionsKey(id: string): QueryKey {
  return ["agent-versions", id];
}
