import type { Schemas } from "@operator/sdk";
import { useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Section } from "../ui/page.tsx";
import { Select } from "../ui/select.tsx";
import { EVENT_TYPES, type EventType } from "./event-words.ts";
import { ExchangeView } from "./exchange-view.tsx";
import { ENDPOINTS } from "./query-keys.ts";

const CHOICES = EVENT_TYPES.map((type) => ({ value: type, title: type }));

/** Sends an endpoint a made-up event, and shows what came back. */
export function TestPanel({ endpoint, onClose }: { endpoint: Schemas["WebhookEndpoint"]; onClose(): void }) {
  const client = useClient();
  const [type, setType] = useState<EventType>(endpoint.types[0] ?? "conversation.ended");
  const [answer, setAnswer] = useState<Schemas["WebhookTest"] | null>(null);
  const send = useAction({
    run: () => client.webhookEndpoints.test(endpoint.id, { type }),
    stale: [ENDPOINTS],
    onDone: setAnswer,
  });
  return (
    <Section title="Test event" actions={<Button onClick={onClose}>Close</Button>}>
      <p className="text-sm text-muted">Nothing that it names exists, and it is sent once, whatever comes back.</p>
      <div className="flex flex-wrap items-end gap-2">
        <Select
          label="Type"
          choices={CHOICES}
          value={type}
          onChange={(value) => setType(value as EventType)}
          className="min-w-0 flex-1 sm:max-w-sm"
        />
        <Button look="primary" disabled={send.isRunning} onClick={() => send.run()}>
          Send it
        </Button>
      </div>
      {answer && <ExchangeView exchange={answer} requestBody={answer.request_body} />}
    </Section>
  );
}
