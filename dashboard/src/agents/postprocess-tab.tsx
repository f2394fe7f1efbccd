import { useQuery } from "@tanstack/react-query";
import { allOf } from "../data/all-of.ts";
import { useClient } from "../data/client.tsx";
import { Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { Checklist } from "./checklist.tsx";
import type { Draft, DraftChange } from "./draft.ts";

interface PostprocessTabProps {
  draft: Draft;
  onChange(change: DraftChange): void;
  isReadOnly: boolean;
}

/** Chooses the procedural agents that run after each conversation. */
export function PostprocessTab({ draft, onChange, isReadOnly }: PostprocessTabProps) {
  const client = useClient();
  const list = useQuery({
    queryKey: ["procedural-agents", "choices"],
    queryFn: () => allOf(client.proceduralAgents.list()),
  });
  if (list.isPending) return <Loading />;
  if (list.error) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  const chosen = draft.postprocess_agents;
  // One may be named with a version, or not be there any more.
  const named = chosen.filter((id) => !list.data.some((agent) => agent.id === id));
  const items = [
    ...list.data.map(({ id, name, description }) => ({
      key: name,
      about: description || id,
      isOn: chosen.includes(id),
      value: id,
    })),
    ...named.map((id) => ({ key: id, about: nameOf(id, list.data), isOn: true, value: id })),
  ];
  const toggle = (id: string, isOn: boolean) =>
    onChange((last) => {
      const others = last.postprocess_agents.filter((one) => one !== id);
      return { ...last, postprocess_agents: isOn ? [...others, id] : others };
    });
  return (
    <Section title="After each conversation">
      <p className="text-sm text-muted">
        These procedural agents run when a conversation has ended: each judges by its own statuses and its own condition
        whether it has something to do.
      </p>
      <Checklist
        label="Procedural agents"
        items={items}
        isReadOnly={isReadOnly}
        onToggle={toggle}
        empty="A procedural agent works when nobody talks, such as one that writes a report. Make the first in the room Procedural agents, then choose it here."
      />
    </Section>
  );
}

function nameOf(reference: string, agents: readonly { id: string; name: string }[]): string {
  const agent = agents.find(({ id }) => id === reference.split("@")[0]);
  return agent === undefined ? "Not there any more: take it out." : `${agent.name}, this version of it`;
}
