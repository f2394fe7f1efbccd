import type { Client, Page } from "@operator/sdk";
import { usageError } from "../cli-error.ts";
import type { CliContext } from "../context.ts";
import type { GroupName } from "./resource.ts";

/** A call of the SDK, by its name. */
export interface GroupCall {
  readonly group: GroupName;
  readonly method: string;
}

/** What a list of the SDK is: a page when awaited, all items when iterated. */
export type Listed = Promise<Page<Record<string, unknown>>> & AsyncIterable<Record<string, unknown>>;

type Calls = Readonly<Record<string, ((...args: readonly unknown[]) => unknown) | undefined>>;

/**
 * Calls the SDK by name. The table of resources is checked against its types where it stands, and by a test against the
 * API's document; here, one form serves all. Throws a usage error for an id that none can be.
 */
export function callGroup(context: CliContext, { group, method }: GroupCall, args: readonly unknown[]): unknown {
  const client: Client = context.client();
  const calls = client[group] as unknown as Calls;
  const call = calls[method];
  if (call === undefined) throw new Error(`The SDK has no ${group}.${method}.`);
  try {
    return call(...args);
  } catch (error) {
    // The SDK says so of ids that would lead to another address.
    if (error instanceof TypeError) throw usageError(error.message);
    throw error;
  }
}
