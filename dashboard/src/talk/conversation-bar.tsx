import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { TimelineIcon } from "../ui/icons.tsx";
import { isSimulated as isSimulatedModel, versionLabel } from "./agent-choices.ts";
import type { ChatAbout } from "./live-chat.ts";

interface ConversationTitleProps {
  about: ChatAbout;
  /** Whether the latest answer was simulated; null before the first. */
  isSimulated: boolean | null;
}

/** Names the agent one talks to. */
export function ConversationTitle({ about, isSimulated }: ConversationTitleProps) {
  return (
    <div className="grid min-w-0 gap-0.5">
      <h1 className="truncate text-sm leading-5 font-semibold">{about.agentName}</h1>
      <p className="flex min-w-0 items-center gap-2 font-mono text-xs text-muted">
        <span>{versionLabel(about.versionId)}</span>
        {(isSimulated ?? isSimulatedModel(about.model)) && <Badge tone="warning">Simulated</Badge>}
        <span className="hidden truncate sm:inline">{about.model}</span>
      </p>
    </div>
  );
}

interface ConversationActionsProps {
  isTimelineOpen: boolean;
  onToggleTimeline(): void;
  /** Ends the conversation; null once it is over. */
  onEnd: (() => void) | null;
}

/** What can be done with the conversation as a whole. */
export function ConversationActions({ isTimelineOpen, onToggleTimeline, onEnd }: ConversationActionsProps) {
  return (
    <>
      <Button look="quiet" aria-pressed={isTimelineOpen} aria-label="Timeline" onClick={onToggleTimeline}>
        <TimelineIcon className="size-5" />
        <span className="hidden sm:inline">Timeline</span>
      </Button>
      {onEnd && <Button onClick={onEnd}>End</Button>}
    </>
  );
}
