import type { Conversation } from "@operator/sdk";
import { useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { useSignedIn } from "../data/account.tsx";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { useSearchParams } from "../data/use-search-params.ts";
import { Badge } from "../ui/badge.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { ConversationActions } from "./conversation-actions.tsx";
import type { FeedView } from "./conversation-feed.ts";
import { CHANNELS } from "./conversation-words.ts";
import { DetailsPanel } from "./details-panel.tsx";
import { LogsPanel } from "./logs-panel.tsx";
import { ProceduresPanel } from "./procedures-panel.tsx";
import { CHANGES_PROMPT, PromptView } from "./prompt-view.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { TimelinePanel } from "./timeline-panel.tsx";
import { useConversation } from "./use-conversation.ts";
import { useConversationFeed } from "./use-conversation-feed.ts";
import { useIsWide } from "./use-wide.ts";

/** Shows one conversation: all that happened in it, and what is known of it; follows it while it runs. */
export function Room() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const feed = useConversationFeed(id);
  const conversation = useConversation(id, feed);
  const names = useAgentNames();
  if (conversation.error)
    return (
      <Page title="Conversation">
        <Failed error={conversation.error} onRetry={() => void conversation.refetch()} />
      </Page>
    );
  if (conversation.data === undefined)
    return (
      <Page title="Conversation">
        <Loading />
      </Page>
    );
  const { agent_id, status, channel_type, livemode } = conversation.data;
  return (
    <Page
      title={agentTitle(agent_id, names)}
      isFull
      beside={
        <span className="flex flex-wrap items-center gap-1.5">
          <StatusBadge status={status} />
          <Badge>{CHANNELS[channel_type]}</Badge>
          {!livemode && <Badge>Test</Badge>}
        </span>
      }
      actions={<ConversationActions conversation={conversation.data} feed={feed} />}
    >
      <Parts conversation={conversation.data} feed={feed} />
    </Page>
  );
}

type Tab = "timeline" | "details" | "prompt" | "procedures" | "logs";

const TABS: readonly { name: Tab; title: string }[] = [
  { name: "timeline", title: "Timeline" },
  { name: "details", title: "Details" },
  { name: "prompt", title: "Prompt" },
  { name: "procedures", title: "Procedures" },
  { name: "logs", title: "Logs" },
];

interface PartsProps {
  conversation: Conversation;
  feed: FeedView;
}

/** Where there is room the details stand beside the rest; else they have a tab. */
function Parts({ conversation, feed }: PartsProps) {
  const [search, setSearch] = useSearchParams();
  const isWide = useIsWide();
  const { can } = useSignedIn();
  const maySeePrompt = can("agents:read");
  const tabs = useMemo(
    () => TABS.filter(({ name }) => (!isWide || name !== "details") && (maySeePrompt || name !== "prompt")),
    [isWide, maySeePrompt],
  );
  const current = tabs.find(({ name }) => name === search["tab"])?.name ?? "timeline";
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <Tabs
          label="Parts of the conversation"
          isFull
          tabs={tabs}
          current={current}
          onChange={(tab) => setSearch({ tab: tab === "timeline" ? undefined : tab })}
        >
          <TabContent tab={current} conversation={conversation} feed={feed} />
        </Tabs>
      </div>
      {isWide && (
        <aside
          aria-label="Details"
          className="w-88 shrink-0 overflow-y-auto border-t border-l border-line bg-surface p-5"
        >
          <DetailsPanel conversation={conversation} context={feed.context} />
        </aside>
      )}
    </div>
  );
}

function TabContent({ tab, conversation, feed }: PartsProps & { tab: Tab }) {
  switch (tab) {
    case "timeline":
      return feed.state === "failed" ? (
        <Scrolled>
          <Failed error={feed.error} />
        </Scrolled>
      ) : feed.rows.length === 0 ? (
        <Scrolled>{feed.state === "reading" ? <Loading /> : <Empty title="Nothing happened in it." />}</Scrolled>
      ) : (
        <TimelinePanel conversation={conversation} feed={feed} />
      );
    case "details":
      return (
        <Scrolled>
          <DetailsPanel conversation={conversation} context={feed.context} />
        </Scrolled>
      );
    case "prompt":
      return (
        <Scrolled>
          <PromptView id={conversation.id} changed={lastChange(feed)} />
        </Scrolled>
      );
    case "procedures":
      return (
        <Scrolled>
          <ProceduresPanel id={conversation.id} />
        </Scrolled>
      );
    case "logs":
      return <LogsPanel id={conversation.id} />;
  }
}

function lastChange({ rows }: FeedView): string {
  return rows.findLast(({ event }) => CHANGES_PROMPT.has(event.payload.type))?.key ?? "";
}

function Scrolled({ children }: { children: React.ReactNode }) {
  return <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4 sm:px-6">{children}</div>;
}
