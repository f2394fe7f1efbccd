import { presentableLine } from "../output/presentable.ts";
import { bold, dim } from "../output/style.ts";
import { localMoment } from "../resources/moment.ts";

/** An event as all streams have it. */
export interface StreamedEvent {
  readonly id: string;
  readonly created_at: string;
  readonly payload: { readonly type: string };
}

/** Writes an event as a line for people: when, what, and what it says. */
export function eventLine({ created_at, payload }: StreamedEvent): string {
  const { type, ...fields } = payload;
  return `${dim(localMoment(created_at))} ${bold(presentableLine(type))} ${presentableLine(textOf(fields))}`.trimEnd();
}

/** What was said stands alone; everything else is named. */
function textOf(fields: Readonly<Record<string, unknown>>): string {
  const told = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  const [only] = told;
  if (told.length === 1 && only !== undefined && typeof only[1] === "string") return only[1];
  const said = fields["text"] ?? fields["text_delta"];
  if (typeof said === "string") return said;
  return told.map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`).join(" ");
}
