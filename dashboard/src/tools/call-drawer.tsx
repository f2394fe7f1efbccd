import type { Schemas } from "@operator/sdk";
import { Link } from "@tanstack/react-router";
import { useSignedIn } from "../data/account.tsx";
import { Facts } from "../developers/facts.tsx";
import { prettyText } from "../developers/pretty-text.ts";
import { Badge } from "../ui/badge.tsx";
import { Id } from "../ui/copy-button.tsx";
import { Drawer } from "../ui/drawer.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { exactly } from "../ui/moment.tsx";
import { OUTCOMES, tookText } from "./call-words.ts";
import { toolPath } from "./tool-path.ts";

/** Shows one call of a tool beside the list. */
export function CallDrawer({ call, onClose }: { call: Schemas["ToolCall"]; onClose(): void }) {
  const { organization } = useSignedIn();
  const { call_id, name, ns, status, created_at, conversation_id, procedure_id } = call;
  const { title, tone } = OUTCOMES[status];
  return (
    <Drawer title={<span className="font-mono text-sm">{name}</span>} onClose={onClose}>
      <div>
        <Badge tone={tone}>{title}</Badge>
      </div>
      {status === "unknown" && (
        <p className="text-sm text-muted">
          It may or may not have been carried out: its answer got lost. The agent was told so.
        </p>
      )}
      <Facts
        facts={[
          ["When", exactly(new Date(created_at), organization.time_zone)],
          ["Took", tookText(call)],
          ["Conversation", conversation_id && <ConversationLink key="conversation" id={conversation_id} />],
          ["Procedure", procedure_id && <Id key="procedure" id={procedure_id} />],
          ["Tool", ns === "api" || ns === "client" ? <ToolLink key="tool" name={name} /> : null],
          ["Call", <Id key="call" id={call_id} />],
        ]}
      />
      <h3 className="text-sm font-medium">Arguments</h3>
      <JsonView value={prettyText(call.arguments)} label="Arguments" />
      {conversation_id && (
        <p className="text-sm text-muted">What it answered is in the timeline of the conversation.</p>
      )}
    </Drawer>
  );
}

function ConversationLink({ id }: { id: string }) {
  return (
    <Link to={`/conversations/${id}`} className="underline">
      {id}
    </Link>
  );
}

function ToolLink({ name }: { name: string }) {
  return (
    <Link to={toolPath(name)} className="underline">
      Its page
    </Link>
  );
}
