import { AgentSelect } from "../agents/agent-select.tsx";
import { NumberField } from "../agents/number-field.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { Section } from "../ui/page.tsx";
import { Select } from "../ui/select.tsx";
import { HoursFields } from "./hours-fields.tsx";
import { ACCEPTANCES, KINDS, OFFERS, PUSHBACKS, type TransferDraft } from "./transfer-draft.ts";

interface PartProps {
  draft: TransferDraft;
  onChange(change: Partial<TransferDraft>): void;
}

const choicesOf = (titles: Readonly<Record<string, string>>) =>
  Object.entries(titles).map(([value, title]) => ({ value, title }));

/** Asks for everything that makes a destination. */
export function TransferForm({ draft, onChange }: PartProps) {
  return (
    <>
      <Section title="What it is">
        <TextField
          label="Name"
          hint="The agent calls it so, and prompts mention it as @name."
          required
          pattern="[A-Za-z0-9_](?:[A-Za-z0-9_\-]{0,62}[A-Za-z0-9_])?"
          title="Letters, digits, _ and - only, e.g. front_desk."
          placeholder="front_desk"
          autoComplete="off"
          spellCheck={false}
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <TextArea
          isProse
          label="When it is to be used"
          hint="For the model to choose by."
          required
          rows={2}
          maxLength={2_000}
          placeholder="When the caller wants to speak with a person, or asks about a bill."
          value={draft.description}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </Section>
      <Section title="Where it goes">
        <Destination draft={draft} onChange={onChange} />
      </Section>
      <Section title="How">
        <Manner draft={draft} onChange={onChange} />
      </Section>
      <Section title="When somebody is there">
        <HoursFields hours={draft.hours} onChange={(hours) => onChange({ hours })} />
      </Section>
      {draft.hours && (
        <Section title="Outside the hours">
          <Outside draft={draft} onChange={onChange} />
        </Section>
      )}
    </>
  );
}

function Destination({ draft, onChange }: PartProps) {
  const { kind, destination } = draft;
  return (
    <>
      <Select
        label="Kind"
        choices={choicesOf(KINDS)}
        value={kind}
        onChange={(next) => onChange({ kind: next as TransferDraft["kind"], destination: "" })}
      />
      {kind === "agent" && (
        <AgentSelect
          label="Agent"
          hint="It goes on with the conversation, knows what was said, and speaks first."
          none="Choose an agent"
          required
          value={destination}
          onChange={(value) => onChange({ destination: value })}
        />
      )}
      {kind === "number" && (
        <TextField
          label="Number"
          hint="With its country code."
          type="tel"
          required
          placeholder="+14155550170"
          value={destination}
          onChange={(event) => onChange({ destination: event.target.value })}
        />
      )}
      {kind === "sip" && (
        <TextField
          label="SIP address"
          required
          placeholder="sip:desk@example.com"
          autoComplete="off"
          spellCheck={false}
          value={destination}
          onChange={(event) => onChange({ destination: event.target.value })}
        />
      )}
      <NumberField
        label="Let it ring for, in seconds"
        min={5}
        max={120}
        isReadOnly={false}
        value={draft.ring_for_sec}
        onChange={(value) => onChange({ ring_for_sec: value ?? 30 })}
      />
    </>
  );
}

function Manner({ draft, onChange }: PartProps) {
  const isWarm = draft.mode === "warm" && draft.kind !== "agent";
  return (
    <>
      {draft.kind === "agent" ? (
        <p className="text-sm text-muted">An agent takes the caller at once: it needs no summary.</p>
      ) : (
        <Select
          label="The caller is handed over"
          choices={[
            { value: "cold", title: "Cold: at once" },
            { value: "warm", title: "Warm: a person is told a summary first, then both are joined" },
          ]}
          value={draft.mode}
          onChange={(mode) => onChange({ mode: mode as TransferDraft["mode"] })}
        />
      )}
      {isWarm && (
        <>
          <Select
            label="The person takes it"
            choices={choicesOf(ACCEPTANCES)}
            value={draft.accept_by}
            onChange={(value) => onChange({ accept_by: value as TransferDraft["accept_by"] })}
          />
          <TextArea
            isProse
            label="What the summary holds"
            hint="Empty for what was wanted and done so far."
            rows={2}
            maxLength={2_000}
            value={draft.summary_instructions}
            onChange={(event) => onChange({ summary_instructions: event.target.value })}
          />
        </>
      )}
      <Select
        label="When the caller asks for it, the agent is to"
        choices={choicesOf(PUSHBACKS)}
        value={draft.pushback}
        onChange={(value) => onChange({ pushback: value as TransferDraft["pushback"] })}
      />
    </>
  );
}

function Outside({ draft, onChange }: PartProps) {
  const { outside } = draft;
  return (
    <>
      <TextArea
        isProse
        label="What the caller is told"
        hint="Empty leaves it to the agent, who knows when somebody is there next."
        rows={2}
        maxLength={2_000}
        placeholder="The front desk is open on weekdays from nine to five."
        value={outside.say ?? ""}
        onChange={(event) => onChange({ outside: { ...outside, say: event.target.value || null } })}
      />
      <Select
        label="What the agent offers then"
        choices={choicesOf(OFFERS)}
        value={outside.offer}
        onChange={(offer) => onChange({ outside: { ...outside, offer: offer as TransferDraft["outside"]["offer"] } })}
      />
    </>
  );
}
