import type { Schemas } from "@operator/sdk";

/** A customer, whole. */
export type Customer = Schemas["Customer"];

/** The texts that may be known of a customer, and what each is called. */
export const TEXTS = {
  name: "Name",
  phone_no: "Telephone number",
  email: "E-mail",
  external_id: "Your own id",
  preferred_language: "Language",
  time_zone: "Time zone",
  salesforce_lead_id: "Salesforce lead",
  salesforce_contact_id: "Salesforce contact",
  zendesk_user_id: "Zendesk user",
} as const;

/** A text that may be known of a customer. */
export type TextName = keyof typeof TEXTS;

/** What the form of a customer holds; what is not known is empty. */
export type CustomerDraft = Record<TextName, string> & {
  /** Whatever else is known, in fields of one's own; undefined for nothing. */
  extra: Record<string, unknown> | undefined;
};

const NAMES = Object.keys(TEXTS) as TextName[];

/** What is known of a customer who is not there yet. */
export const NOBODY = textsOf(() => "");

/** Takes up a customer into a form. */
export function draftOf(customer: Customer): CustomerDraft {
  return { ...textsOf((name) => customer[name] ?? ""), extra: customer.extra ?? undefined };
}

/** Makes what the API takes of a form: what is empty is forgotten. */
export function customerOf({ extra, ...texts }: CustomerDraft) {
  return { ...textsOf((name) => texts[name].trim() || null), extra: extra ?? null };
}

/** Writes one field of a form as people read it. */
export function textOf(draft: CustomerDraft, name: keyof CustomerDraft): string {
  const value = draft[name];
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}

/** Names a customer by the first thing that is known of them. */
export function nameOf(customer: Pick<Customer, "name" | "phone_no" | "email" | "external_id" | "id">): string {
  return customer.name ?? customer.phone_no ?? customer.email ?? customer.external_id ?? customer.id;
}

function textsOf<Value>(valueOf: (name: TextName) => Value): Record<TextName, Value> {
  return Object.fromEntries(NAMES.map((name) => [name, valueOf(name)])) as Record<TextName, Value>;
}
