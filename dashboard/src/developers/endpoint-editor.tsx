import type { Schemas } from "@operator/sdk";
import { useClient } from "../data/client.tsx";
import { useSave } from "../data/use-save.ts";
import { Conflict, type Difference } from "../ui/conflict.tsx";
import { EndpointForm, type EndpointSettings } from "./endpoint-form.tsx";
import { ENDPOINTS } from "./query-keys.ts";

type Endpoint = Schemas["WebhookEndpoint"];

/** Changes an endpoint's settings. */
export function EndpointEditor({ endpoint, onClose }: { endpoint: Endpoint; onClose(): void }) {
  const client = useClient();
  const { save, isRunning, theirs } = useSave({
    thing: endpoint,
    read: () => client.webhookEndpoints.get(endpoint.id),
    write: (settings: EndpointSettings, options) => client.webhookEndpoints.change(endpoint.id, settings, options),
    stale: [ENDPOINTS],
    done: "The endpoint is changed.",
    onDone: onClose,
  });
  const { url, description, types, is_enabled, livemode } = endpoint;
  return (
    <EndpointForm
      title="Edit the endpoint"
      action="Save"
      settings={{ url, description, types, is_enabled, livemode }}
      isRunning={isRunning}
      notice={(yours) => theirs && <Conflict differences={differencesOf(theirs, yours)} />}
      onSubmit={save}
      onClose={onClose}
    />
  );
}

function differencesOf(theirs: EndpointSettings, yours: EndpointSettings): Difference[] {
  return [
    { name: "Address", theirs: theirs.url, yours: yours.url },
    { name: "Description", theirs: theirs.description, yours: yours.description },
    { name: "Enabled", theirs: theirs.is_enabled ? "yes" : "no", yours: yours.is_enabled ? "yes" : "no" },
    { name: "Live", theirs: String(theirs.livemode ?? "both"), yours: String(yours.livemode ?? "both") },
    { name: "Events", theirs: [...theirs.types].sort().join(", "), yours: [...yours.types].sort().join(", ") },
  ];
}
