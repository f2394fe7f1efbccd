import type { VersionStatus } from "@operator/sdk";
import { Badge } from "../ui/badge.tsx";

const TONES = { draft: "warning", released: "good", archived: "neutral" } as const;

/** Says where a version stands. */
export function VersionBadge({ status }: { status: VersionStatus }) {
  return <Badge tone={TONES[status]}>{status}</Badge>;
}
