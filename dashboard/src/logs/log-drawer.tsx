import type { LogEntry } from "@operator/sdk";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSignedIn } from "../data/account.tsx";
import { Badge } from "../ui/badge.tsx";
import { Id } from "../ui/copy-button.tsx";
import { Drawer } from "../ui/drawer.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { exactly } from "../ui/moment.tsx";
import { actorPath, actorText, KINDS, OUTCOMES } from "./log-words.ts";

/** Shows one entry of the log beside the list. */
export function LogDrawer({ entry, onClose }: { entry: LogEntry; onClose(): void }) {
  const { organization } = useSignedIn();
  const { id, at, kind, outcome, summary, actor, request_id, conversation_id, livemode, duration_ms, details } = entry;
  const isTest = livemode === false;
  return (
    <Drawer title={summary} onClose={onClose}>
      <div className="flex flex-wrap gap-2">
        <Badge tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].title}</Badge>
        <Badge>{KINDS[kind]}</Badge>
        {isTest && <Badge>Test</Badge>}
      </div>
      <dl className="grid gap-3 text-sm">
        <Fact name="When">{exactly(new Date(at), organization.time_zone)}</Fact>
        {duration_ms !== null && <Fact name="Took">{Math.round(duration_ms)} ms</Fact>}
        <Fact name="Who">
          <Actor actor={actor} />
        </Fact>
        {conversation_id && (
          <Fact name="Conversation">
            <Link to={`/conversations/${conversation_id}`} className="underline">
              {conversation_id}
            </Link>
          </Fact>
        )}
        {request_id && (
          <Fact name="Request">
            <Link to="/logs" search={{ request_id } as never} onClick={onClose} className="underline">
              All of {request_id}
            </Link>
          </Fact>
        )}
        <Fact name="Entry">
          <Id id={id} />
        </Fact>
      </dl>
      <h3 className="text-sm font-medium">Details</h3>
      <JsonView value={details} label="Details" />
    </Drawer>
  );
}

function Actor({ actor }: { actor: LogEntry["actor"] }) {
  const path = actorPath(actor);
  const name = actorText(actor);
  if (path !== null)
    return (
      <Link to={path} className="underline">
        {name}
      </Link>
    );
  if (actor.type !== "api_key" || actor.id === null) return name;
  return (
    <Link to="/developers" search={{ tab: "keys", key: actor.id } as never} className="underline">
      {name}
    </Link>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
