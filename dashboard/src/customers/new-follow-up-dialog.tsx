import { type FormEvent, useId, useState } from "react";
import { AgentSelect } from "../agents/agent-select.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { Select } from "../ui/select.tsx";
import { type Customer, nameOf } from "./customer-draft.ts";
import { followUpsKey } from "./query-keys.ts";

const CHANNELS = [
  { value: "same", title: "Whatever reaches them" },
  { value: "sms", title: "Text message" },
  { value: "email", title: "E-mail" },
  { value: "chat_async", title: "Chat" },
] as const;

/** Asks which agent is to come back to what, and when. */
export function NewFollowUpDialog({ customer, onClose }: { customer: Customer; onClose(): void }) {
  const client = useClient();
  const formId = useId();
  const [draft, setDraft] = useState({ agentId: "", at: "", note: "", channel: "same" });
  const set = (change: Partial<typeof draft>) => setDraft((last) => ({ ...last, ...change }));
  const order = useAction({
    run: () =>
      client.followUps.create({
        customer_id: customer.id,
        agent_id: draft.agentId,
        // The field speaks of the time of this window.
        due_at: new Date(draft.at).toISOString(),
        note: draft.note.trim(),
        channel: draft.channel as (typeof CHANNELS)[number]["value"],
      }),
    stale: [followUpsKey(customer.id)],
    done: "The follow-up is ordered.",
    onDone: onClose,
    showsError: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!order.isRunning) order.run();
  };
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form={formId} look="primary" disabled={order.isRunning}>
        Order it
      </Button>
    </>
  );
  return (
    <Dialog title={`Come back to ${nameOf(customer)}`} onClose={onClose} actions={actions}>
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <SaveProblem error={order.error} />
        <AgentSelect
          label="Agent"
          none="Choose an agent"
          required
          value={draft.agentId}
          onChange={(agentId) => set({ agentId })}
        />
        <TextField
          label="When"
          hint="In the time zone of this computer. Outside the agent’s contact hours it is their next opening."
          type="datetime-local"
          required
          value={draft.at}
          onChange={(event) => set({ at: event.target.value })}
        />
        <TextArea
          isProse
          label="What to come back to"
          rows={3}
          required
          maxLength={2_000}
          value={draft.note}
          onChange={(event) => set({ note: event.target.value })}
        />
        <Select label="Over" choices={CHANNELS} value={draft.channel} onChange={(channel) => set({ channel })} />
      </form>
    </Dialog>
  );
}
