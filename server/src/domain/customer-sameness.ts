import type { JsonObject } from "../lib/json.ts";
import { CUSTOMER_IDENTIFIERS, CUSTOMER_TEXT_FIELDS, type CustomerTextField } from "./customer.ts";

type Identifier = (typeof CUSTOMER_IDENTIFIERS)[number];
type Identity = Readonly<Record<Identifier, string | null>>;

/**
 * Names the identifiers for which two customers would be taken for one another. An external id is one person's alone.
 * People may share a telephone or a mailbox, but then each of them needs an external id of their own.
 */
export function sharedIdentifiers(one: Identity, other: Identity): Identifier[] {
  const areTold = one.external_id !== null && other.external_id !== null && one.external_id !== other.external_id;
  return CUSTOMER_IDENTIFIERS.filter((identifier) => {
    const [mine, theirs] = [one[identifier], other[identifier]];
    if (mine === null || theirs === null || (identifier !== "external_id" && areTold)) return false;
    return identifier === "email" ? mine.toLowerCase() === theirs.toLowerCase() : mine === theirs;
  });
}

/** What is known of somebody; null where nothing is. */
export type KnownFacts = Readonly<Record<CustomerTextField, string | null>> & { readonly extra: JsonObject | null };

/** A field that two customers who are one contradict each other in. */
export interface MergeConflict {
  /** The field, `extra.plan` for a field of your own. */
  field: string;
  kept: unknown;
  dropped: unknown;
}

/** Says what one customer becomes who turns out to be another as well: what was not known is filled in, nothing is replaced. */
export function mergedFacts(kept: KnownFacts, merged: KnownFacts): { facts: KnownFacts; conflicts: MergeConflict[] } {
  const conflicts: MergeConflict[] = [];
  const facts: Record<string, unknown> = {};
  for (const field of Object.keys(CUSTOMER_TEXT_FIELDS) as CustomerTextField[]) {
    facts[field] = kept[field] ?? merged[field];
    if (contradicts(kept[field], merged[field])) conflicts.push({ field, kept: kept[field], dropped: merged[field] });
  }
  for (const [key, dropped] of Object.entries(merged.extra ?? {})) {
    if (kept.extra === null || !Object.hasOwn(kept.extra, key)) continue;
    if (contradicts(kept.extra[key], dropped)) {
      conflicts.push({ field: `extra.${key}`, kept: kept.extra[key], dropped });
    }
  }
  facts["extra"] = kept.extra === null ? merged.extra : { ...merged.extra, ...kept.extra };
  return { facts: facts as KnownFacts, conflicts };
}

function contradicts(kept: unknown, dropped: unknown): boolean {
  return kept !== null && dropped !== null && JSON.stringify(kept) !== JSON.stringify(dropped);
}
