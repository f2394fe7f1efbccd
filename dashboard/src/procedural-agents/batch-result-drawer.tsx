import { Link } from "@tanstack/react-router";
import { versionLabel } from "../talk/agent-choices.ts";
import { Drawer } from "../ui/drawer.tsx";
import { OutputView } from "./output-view.tsx";
import { type BatchResult, RunStatus, tokensText } from "./run-words.tsx";

const link = "underline underline-offset-2";

/** Shows what one or two versions wrote of a conversation, with what differs. */
export function BatchResultDrawer({ result, onClose }: { result: BatchResult; onClose(): void }) {
  const { conversation_id, run, compared_run, changes } = result;
  const differing = new Set((changes ?? []).map(({ path }) => path.split("/")[1] ?? ""));
  const runs = [run, compared_run].filter((one) => one !== null);
  return (
    <Drawer title={<span className="font-mono text-sm">{conversation_id}</span>} onClose={onClose}>
      <p className="text-sm">
        <Link to={`/conversations/${conversation_id}`} className={link}>
          Read the conversation
        </Link>
      </p>
      {runs.length === 0 && <p className="text-sm text-muted">No run over it has begun yet.</p>}
      {runs.map((one) => (
        <section
          key={one.procedure_id}
          aria-label={versionLabel(one.agent_version_id)}
          className="grid min-w-0 gap-3 rounded-2xl border border-line p-4"
        >
          <header className="flex flex-wrap items-center gap-2 text-sm">
            <h3 className="font-mono font-medium">{versionLabel(one.agent_version_id)}</h3>
            <RunStatus status={one.status} />
            <Link to={`/procedural-agents/runs/${one.procedure_id}`} className={`ml-auto text-xs ${link}`}>
              Every step
            </Link>
          </header>
          {one.error && <p className="text-sm text-danger wrap-anywhere">{one.error}</p>}
          {one.status === "success" && <OutputView output={one.output} citations={{}} differing={differing} />}
          <p className="text-xs text-muted">{tokensText(one)} tokens</p>
        </section>
      ))}
    </Drawer>
  );
}
