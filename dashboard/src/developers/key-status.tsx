import type { Schemas } from "@operator/sdk";
import { Badge } from "../ui/badge.tsx";

/** Says whether a key works. */
export function KeyStatus({ apiKey }: { apiKey: Schemas["ApiKey"] }) {
  if (apiKey.revoked_at !== null) return <Badge tone="danger">Revoked</Badge>;
  return apiKey.former_expires_at === null ? <Badge tone="good">Works</Badge> : <Badge tone="warning">Rotating</Badge>;
}
