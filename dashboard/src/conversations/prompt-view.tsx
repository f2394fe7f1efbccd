import type { Schemas, ServerEventType } from "@operator/sdk";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useClient } from "../data/client.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { ChevronIcon } from "../ui/icons.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { Moment } from "../ui/moment.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { Fact } from "./fact.tsx";

type Prompt = Schemas["ConversationPrompt"];

/** What happens in a conversation that changes what its model is told. */
export const CHANGES_PROMPT: ReadonlySet<ServerEventType> = new Set<ServerEventType>([
  "conversation.started",
  "conversation.context.updated",
  "agent.route.changed",
  "agent.language.changed",
  "agent.turn.metrics",
  "conversation.ended",
]);

interface PromptViewProps {
  id: string;
  /** Another text whenever what the model is told may have changed. */
  changed: string;
}

/** Shows what the model is told as a conversation stands: the prompt with its variables filled in, and the tools in sight. */
export function PromptView({ id, changed }: PromptViewProps) {
  const client = useClient();
  const prompt = useQuery({
    queryKey: ["conversations", "prompt", id, changed],
    queryFn: () => client.conversations.prompt(id),
    placeholderData: keepPreviousData,
  });
  if (prompt.isPending) return <Loading what="Reading what the model is told …" />;
  if (prompt.error) return <Failed error={prompt.error} onRetry={() => void prompt.refetch()} />;
  const { at, models, language, route, text, messages, tools } = prompt.data;
  return (
    <div className="grid max-w-[52rem] grid-cols-1 content-start gap-5">
      <dl className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        <Fact name="Model">{models.join(", then ")}</Fact>
        <Fact name="Language">{language}</Fact>
        <Fact name="Route">{route ?? "None"}</Fact>
        <Fact name="Messages">{messages}</Fact>
        <Fact name="As of">
          <Moment at={at} />
        </Fact>
      </dl>
      <section aria-label="System prompt" className="grid grid-cols-1 gap-2">
        <div className="flex items-center justify-between gap-2">
          <h3 className="text-sm font-semibold">System prompt</h3>
          <CopyButton text={text} label="Copy the prompt" />
        </div>
        <PromptText text={text} />
      </section>
      <Tools tools={tools} />
    </div>
  );
}

/** Headings stand out, so that one finds one's way; the text is as the model gets it. */
function PromptText({ text }: { text: string }) {
  return (
    <div className="rounded-xl border border-line bg-surface p-4 font-mono text-xs leading-relaxed">
      {text.split("\n").map((line, place) => (
        <p
          // Lines of a text have nothing else.
          key={place}
          className={`min-h-[1.6em] wrap-anywhere whitespace-pre-wrap ${line.startsWith("# ") ? "font-bold text-accent" : ""}`}
        >
          {line}
        </p>
      ))}
    </div>
  );
}

function Tools({ tools }: Pick<Prompt, "tools">) {
  if (tools.length === 0) return <p className="text-sm text-muted">It has no tools in sight.</p>;
  return (
    <section aria-label="Tools in sight" className="grid grid-cols-1 gap-2">
      <h3 className="text-sm font-semibold">Tools in sight</h3>
      {tools.map(({ name, description, input_schema }) => (
        <details key={name} className="group min-w-0 rounded-xl border border-line bg-surface">
          <summary className="flex min-h-10 items-center gap-3 rounded-xl px-3 py-1.5 text-sm">
            <span className="shrink-0 font-mono">{name}</span>
            <span className="min-w-0 truncate text-muted">{description}</span>
            <ChevronIcon className="ml-auto size-4 shrink-0 text-muted transition-transform group-open:rotate-180" />
          </summary>
          <div className="grid grid-cols-1 gap-3 border-t border-line p-3 text-sm">
            <p className="wrap-anywhere">{description}</p>
            <JsonView value={input_schema} label={`What ${name} takes`} />
          </div>
        </details>
      ))}
    </section>
  );
}
