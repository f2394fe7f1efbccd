import { useState } from "react";
import { AgentSelect } from "../agents/agent-select.tsx";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { CrossIcon, PlusIcon } from "../ui/icons.tsx";
import { answererOf, type CallRule, type NumberDraft } from "./number-draft.ts";

interface RulesFieldsProps {
  draft: NumberDraft;
  onChange(change: Partial<NumberDraft>): void;
}

/** Sets which agents answer single callers, and says who would answer somebody. */
export function RulesFields({ draft, onChange }: RulesFieldsProps) {
  const { rules } = draft;
  const set = (changed: CallRule[]) => onChange({ rules: changed });
  const move = (place: number) => {
    const moved = [...rules];
    const [rule] = moved.splice(place, 1);
    if (rule) set([...moved.slice(0, place - 1), rule, ...moved.slice(place - 1)]);
  };
  return (
    <>
      <p className="text-sm text-muted">
        The first rule that fits a caller counts before the agent above. A caller is a number, or the beginning of some:{" "}
        <code className="font-mono text-xs">+41*</code>.
      </p>
      <ol className="grid gap-3 empty:hidden">
        {rules.map((rule, place) => (
          <RuleRow
            // Rules have no name, and count in their order.
            key={place}
            rule={rule}
            onChange={(changed) => set(rules.map((each, index) => (index === place ? changed : each)))}
            onRemove={() => set(rules.filter((_, index) => index !== place))}
            {...(place > 0 ? { onRaise: () => move(place) } : {})}
          />
        ))}
      </ol>
      <Button className="justify-self-start" onClick={() => set([...rules, { caller: "", agent_id: "" }])}>
        <PlusIcon /> Add a rule
      </Button>
      {rules.length > 0 && <WhoAnswers draft={draft} />}
    </>
  );
}

interface RuleRowProps {
  rule: CallRule;
  onChange(rule: CallRule): void;
  onRemove(): void;
  /** Absent for the first. */
  onRaise?: () => void;
}

function RuleRow({ rule, onChange, onRemove, onRaise }: RuleRowProps) {
  return (
    <li className="grid gap-3 rounded-xl border border-line p-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] sm:items-end">
      <TextField
        label="Caller"
        type="tel"
        required
        placeholder="+41*"
        value={rule.caller}
        onChange={(event) => onChange({ ...rule, caller: event.target.value })}
      />
      <AgentSelect
        label="Answered by"
        none="Choose an agent"
        required
        value={rule.agent_id}
        onChange={(agent_id) => onChange({ ...rule, agent_id })}
      />
      <div className="flex justify-end gap-1">
        {onRaise && (
          <Button look="quiet" aria-label={`Count the rule for ${rule.caller} earlier`} onClick={onRaise}>
            Up
          </Button>
        )}
        <Button look="quiet" aria-label={`Remove the rule for ${rule.caller}`} onClick={onRemove} className="px-2.5">
          <CrossIcon />
        </Button>
      </div>
    </li>
  );
}

/** Says which agent would answer a caller. */
function WhoAnswers({ draft }: { draft: NumberDraft }) {
  const names = useAgentNames();
  const [caller, setCaller] = useState("");
  const answerer = answererOf(draft, caller);
  return (
    <div className="grid gap-3 border-t border-line pt-4 sm:grid-cols-2 sm:items-end">
      <TextField
        label="Who would answer?"
        type="tel"
        placeholder="+41446681800"
        value={caller}
        onChange={(event) => setCaller(event.target.value)}
      />
      <p role="status" className="flex items-center text-sm sm:min-h-10">
        {caller.trim() !== "" && (answerer === null ? "Nobody" : agentTitle(answerer, names))}
      </p>
    </div>
  );
}
