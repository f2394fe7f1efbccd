import type { Conversation } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useClient } from "../data/client.tsx";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { Badge } from "../ui/badge.tsx";
import { Id } from "../ui/copy-button.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { durationText, Moment } from "../ui/moment.tsx";
import { CHANNELS, DIRECTIONS, MOODS } from "./conversation-words.ts";
import { Fact } from "./fact.tsx";

interface DetailsProps {
  conversation: Conversation;
  /** What the agent knew at the end, as far as the events tell; null when they tell nothing of it. */
  context: Readonly<Record<string, unknown>> | null;
}

/** Shows what is known of a conversation beside what happened in it. */
export function DetailsPanel({ conversation, context }: DetailsProps) {
  const { override_config, custom_fields } = conversation;
  const fields = Object.entries(custom_fields);
  return (
    <div className="grid content-start gap-6">
      <Summary conversation={conversation} />
      {fields.length > 0 && (
        <Part title="Custom fields">
          <dl className="grid gap-2">
            {fields.map(([name, value]) => (
              <Fact key={name} name={name}>
                {typeof value === "string" ? value : JSON.stringify(value)}
              </Fact>
            ))}
          </dl>
        </Part>
      )}
      <Part title="Facts">
        <Facts conversation={conversation} />
      </Part>
      {context !== null && (
        <Part title="Context">
          <JsonView value={context} label="Context" />
        </Part>
      )}
      {override_config !== null && (
        <Part title="Changed configuration">
          <JsonView value={override_config} label="Changed configuration" />
        </Part>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title} className="grid min-w-0 gap-2">
      <h2 className="text-sm font-semibold">{title}</h2>
      {children}
    </section>
  );
}

const MOOD_TONES = { positive: "good", neutral: "neutral", negative: "danger" } as const;

function Summary({
  conversation: { summary, sentiment, completed_at, failure_reason },
}: {
  conversation: Conversation;
}) {
  const none = completed_at === null ? "It is written when the conversation is over." : "None was written.";
  return (
    <Part title="Summary">
      {failure_reason && (
        <p className="rounded-xl bg-danger-soft px-3 py-2 text-sm text-danger">{failure_reason.message}</p>
      )}
      <p className={`text-sm leading-relaxed wrap-anywhere ${summary === null ? "text-muted" : ""}`}>
        {summary ?? none}
      </p>
      {sentiment && (
        <p className="text-sm">
          <Badge tone={MOOD_TONES[sentiment]}>{MOODS[sentiment]}</Badge>
        </p>
      )}
    </Part>
  );
}

function Facts({ conversation }: { conversation: Conversation }) {
  const { agent_id, customer_id, channel, campaign_id } = conversation;
  const names = useAgentNames();
  return (
    <dl className="grid gap-2">
      <Fact name="Agent">
        <Link to={`/agents/${agent_id.split("@")[0]}`} className="underline underline-offset-2">
          {agentTitle(agent_id, names)}
        </Link>{" "}
        <span className="text-muted">{agent_id.split("@")[1]}</span>
      </Fact>
      <Fact name="Customer">{customer_id === null ? "Nobody known" : <Customer id={customer_id} />}</Fact>
      <Fact name="Channel">
        {CHANNELS[conversation.channel_type]}, {DIRECTIONS[conversation.direction].toLowerCase()}
      </Fact>
      {ADDRESSES.map(([field, name]) => {
        const address = channel[field];
        return typeof address === "string" && address !== "" ? (
          <Fact key={field} name={name}>
            {address}
          </Fact>
        ) : null;
      })}
      {campaign_id !== null && (
        <Fact name="Campaign">
          <Link to={`/campaigns/${campaign_id}`} className="underline underline-offset-2">
            {campaign_id}
          </Link>
        </Fact>
      )}
      <Fact name="Created">
        <Moment at={conversation.created_at} />
      </Fact>
      <Times conversation={conversation} />
      <Fact name="Id">
        <Id id={conversation.id} />
      </Fact>
    </dl>
  );
}

function Times({ conversation }: { conversation: Conversation }) {
  const { scheduled_at, started_at, completed_at, duration_sec } = conversation;
  const times = [
    ["Due", scheduled_at],
    ["Began", started_at],
    ["Ended", completed_at],
  ] as const;
  return (
    <>
      {times.map(
        ([name, at]) =>
          at !== null && (
            <Fact key={name} name={name}>
              <Moment at={at} />
            </Fact>
          ),
      )}
      {duration_sec !== null && <Fact name="Duration">{durationText(duration_sec)}</Fact>}
    </>
  );
}

const ADDRESSES = [
  ["callee_no", "To"],
  ["caller_no", "From"],
  ["to", "To"],
  ["from", "From"],
  ["subject", "Subject"],
] as const;

function Customer({ id }: { id: string }) {
  const client = useClient();
  const customer = useQuery({ queryKey: ["customers", id], queryFn: () => client.customers.get(id) });
  return (
    <Link to={`/customers/${id}`} className="underline underline-offset-2">
      {customer.data?.name ?? id}
    </Link>
  );
}
