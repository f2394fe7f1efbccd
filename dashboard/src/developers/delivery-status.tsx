import type { Schemas } from "@operator/sdk";
import { Badge } from "../ui/badge.tsx";

type Status = Schemas["WebhookDelivery"]["status"];

/** What each status of a delivery is called. */
export const DELIVERY_STATUSES = { pending: "Waiting", delivered: "Delivered", dead: "Given up" } as const;
const TONES = { pending: "warning", delivered: "good", dead: "danger" } as const;

/** Says where a delivery stands. */
export function DeliveryStatus({ status }: { status: Status }) {
  return <Badge tone={TONES[status]}>{DELIVERY_STATUSES[status]}</Badge>;
}
