import type { Schemas } from "@operator/sdk";
import { Link } from "@tanstack/react-router";
import { versionLabel } from "../talk/agent-choices.ts";
import { Section } from "../ui/page.tsx";

/** Names the agents that have a tool. */
export function ToolUsers({ users }: { users: Schemas["Tool"]["used_by"] }) {
  return (
    <Section title="Given to">
      {users.length === 0 && (
        <p className="text-sm text-muted">
          No agent has it yet. Open an agent, go to its tab Tools, and switch this one on.
        </p>
      )}
      <ul className="grid divide-y divide-line text-sm empty:hidden">
        {users.map(({ id, name, version_id }) => (
          <li key={version_id} className="flex justify-between gap-3 py-2 first:pt-0 last:pb-0">
            <Link to={`/agents/${id}`} search={{ tab: "tools" } as never} className="min-w-0 truncate underline">
              {name}
            </Link>
            <span className="text-muted">{versionLabel(version_id)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
