import type { Schemas } from "@operator/sdk";
import { useClient } from "../data/client.tsx";
import { ifUnchanged } from "../data/use-save.ts";
import { ENDPOINTS } from "./query-keys.ts";
import { SigningSection } from "./signing-section.tsx";

/** Shows the key that signs what an endpoint is sent. */
export function EndpointSigning({ endpoint }: { endpoint: Schemas["WebhookEndpoint"] }) {
  const client = useClient();
  return (
    <SigningSection
      about="What this endpoint is sent is signed with this key, which it shares with no other."
      scopes={{ see: "webhooks:write", rotate: "webhooks:write" }}
      queryKey={[...ENDPOINTS, endpoint.id, "signing-key"]}
      read={() => client.webhookEndpoints.signingKey(endpoint.id)}
      rotate={(seconds) =>
        client.webhookEndpoints.rotateSigningKey(endpoint.id, { overlap_seconds: seconds }, ifUnchanged(endpoint))
      }
    />
  );
}
