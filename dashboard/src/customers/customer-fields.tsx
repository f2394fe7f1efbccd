import { LANGUAGES } from "../agents/languages.ts";
import { isFields } from "../agents/same-value.ts";
import { TextField } from "../ui/field.tsx";
import { JsonField } from "../ui/json-field.tsx";
import { Select } from "../ui/select.tsx";
import { type CustomerDraft, TEXTS, type TextName } from "./customer-draft.ts";

interface CustomerFieldsProps {
  draft: CustomerDraft;
  onChange(change: Partial<CustomerDraft>): void;
}

/** Asks for what is known of a customer. */
export function CustomerFields({ draft, onChange }: CustomerFieldsProps) {
  const text = (name: TextName) => ({
    label: TEXTS[name],
    autoComplete: "off",
    spellCheck: false,
    value: draft[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  });
  const zones = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];
  return (
    <>
      <TextField {...text("name")} maxLength={200} />
      <TextField {...text("phone_no")} type="tel" hint="With its country code." maxLength={64} />
      <TextField {...text("email")} type="email" maxLength={320} />
      <TextField {...text("external_id")} hint="The surest: no two customers have the same." maxLength={255} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={TEXTS.preferred_language}
          choices={withKnown(draft.preferred_language, LANGUAGES)}
          value={draft.preferred_language}
          onChange={(preferred_language) => onChange({ preferred_language })}
        />
        <Select
          label={TEXTS.time_zone}
          choices={withKnown(draft.time_zone, zones)}
          value={draft.time_zone}
          onChange={(time_zone) => onChange({ time_zone })}
        />
      </div>
      <JsonField
        label="Whatever else is known"
        hint="Fields of your own, as a JSON object. Agents are told of them."
        rows={3}
        value={draft.extra}
        problemOf={(value) => (value === undefined || isFields(value) ? null : "Write an object in braces.")}
        onChange={(value) => onChange({ extra: value as CustomerDraft["extra"] })}
      />
      <details className="grid gap-4">
        <summary className="text-sm font-medium underline underline-offset-2">Ids in other systems</summary>
        <div className="grid gap-4 pt-3">
          <TextField {...text("salesforce_lead_id")} maxLength={255} />
          <TextField {...text("salesforce_contact_id")} maxLength={255} />
          <TextField {...text("zendesk_user_id")} maxLength={255} />
        </div>
      </details>
    </>
  );
}

/** Makes choices of values, with the one that is set, whatever it is. */
function withKnown(value: string, values: readonly string[]) {
  const all = value === "" ? values : [...new Set([value, ...values])];
  return [{ value: "", title: "Not known" }, ...all.map((one) => ({ value: one, title: one.replaceAll("_", " ") }))];
}
