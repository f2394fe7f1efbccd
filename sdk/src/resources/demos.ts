import type { CallOptions } from "../call-options.ts";
import type { BodyOf } from "../endpoint-types.ts";
import { type Endpoints, fillPath } from "../endpoints.ts";
import { readJson } from "../transport.ts";
import type { CreatedConversation } from "../wire.ts";

/** What anybody can do who has a public link; it needs no key. */
export const demos = (on: Endpoints) => ({
  /** Says where a link leads. */
  get: on.get("/demos/{id}"),
  /** Begins a conversation; the answer holds its token and where to open the session. */
  begin: (
    id: string,
    body: BodyOf<"/demos/{id}/conversations", "post">,
    options?: CallOptions,
  ): Promise<CreatedConversation> => {
    const path = fillPath("/demos/{id}/conversations", [id]);
    // Without a key nothing tells the server that it is the same request again, and each takes one of the link's places.
    const call = { method: "post" as const, path, body, retries: 0, options };
    return on.transport.send(call, readJson as (response: Response) => Promise<CreatedConversation>);
  },
});
