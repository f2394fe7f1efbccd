import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { useAgentNames } from "../data/use-agent-names.ts";
import { inPlainWords } from "../plain-words.ts";
import { readContext } from "../talk/context-input.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { Select, Switch } from "../ui/select.tsx";
import { choicesOf } from "./conversation-words.ts";
import { type Addresses, channelOf, START_CHANNELS, type StartChannel } from "./start-channels.ts";

/** Starts a conversation of an agent with somebody, and leads to it. */
export function StartDialog({ onClose }: { onClose(): void }) {
  const client = useClient();
  const navigate = useNavigate();
  const agents = useAgentNames();
  const [agent, setAgent] = useState("");
  const [type, setType] = useState<StartChannel>("chat_async");
  const [addresses, setAddresses] = useState<Addresses>({ to: "", from: "", subject: "" });
  const [context, setContext] = useState("");
  const [isLive, setIsLive] = useState(true);
  const read = readContext(context);
  const start = useAction({
    run: () =>
      client.conversations.create({
        agent_id: agent,
        channel: channelOf(type, addresses),
        livemode: isLive,
        context: "context" in read ? read.context : {},
      }),
    stale: [["conversations"]],
    onDone: ({ id }) => void navigate({ to: `/conversations/${id}` }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if ("context" in read) start.run();
  };
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form="start" look="primary" disabled={start.isRunning || agent === "" || "problem" in read}>
        Start
      </Button>
    </>
  );
  return (
    <Dialog title="Start a conversation" onClose={onClose} actions={actions}>
      <form id="start" onSubmit={submit} className="grid gap-4">
        {start.error && <Alert>{inPlainWords(start.error)}</Alert>}
        <Select
          label="Agent"
          hint="Its released version holds the conversation."
          choices={choicesOf(Object.fromEntries(agents), "Choose an agent …")}
          value={agent}
          onChange={setAgent}
        />
        <Select
          label="Channel"
          choices={Object.entries(START_CHANNELS).map(([value, title]) => ({ value, title }))}
          value={type}
          onChange={(value) => setType(value as StartChannel)}
        />
        <AddressFields type={type} addresses={addresses} onChange={setAddresses} />
        <TextArea
          label="Context"
          hint='What the agent is to know, as JSON, e.g. {"plan": "gold"}. It may stay empty.'
          rows={3}
          value={context}
          problem={"problem" in read ? read.problem : null}
          onChange={(event) => setContext(event.target.value)}
        />
        <Switch
          label="Live"
          hint="Off, it is a test: it reaches test addresses only, and can be deleted."
          isOn={isLive}
          onChange={setIsLive}
        />
      </form>
    </Dialog>
  );
}

interface AddressProps {
  type: StartChannel;
  addresses: Addresses;
  onChange(addresses: Addresses): void;
}

function AddressFields({ type, addresses, onChange }: AddressProps) {
  if (type === "chat_async")
    return <p className="text-sm text-muted">You write as the user, on the page of the conversation.</p>;
  const isMail = type === "email";
  const field = (name: keyof Addresses) => ({
    value: addresses[name],
    onChange: (event: { target: { value: string } }) => onChange({ ...addresses, [name]: event.target.value }),
  });
  return (
    <>
      <TextField
        label={isMail ? "To" : "Number to reach"}
        type={isMail ? "email" : "tel"}
        placeholder={isMail ? "kim@example.com" : "+41 44 555 01 23"}
        required
        {...field("to")}
      />
      <TextField
        label={isMail ? "From" : "Number to reach it from"}
        hint="Empty takes the installation’s."
        type={isMail ? "email" : "tel"}
        {...field("from")}
      />
      {isMail && <TextField label="Subject" {...field("subject")} />}
    </>
  );
}
