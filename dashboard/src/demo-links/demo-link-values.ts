import type { DemoChannel, DemoLink } from "@operator/sdk";
import type { Difference } from "../ui/conflict.tsx";

/** What a form says of a public link. */
export interface DemoLinkValues {
  name: string;
  title: string;
  greeting: string;
  channels: readonly DemoChannel[];
  allowed_origins: readonly string[];
  limits: DemoLink["limits"];
}

/** What a new link begins with. */
export const NEW_LINK: DemoLinkValues = {
  name: "",
  title: "",
  greeting: "",
  channels: ["chat_realtime", "voice_realtime"],
  allowed_origins: [],
  limits: { at_once: 5, per_day: 200, per_address_hour: 20, messages_per_conversation: 200 },
};

/** Takes what can be changed of a link into a form. */
export function valuesOf({ name, title, greeting, channels, allowed_origins, limits }: DemoLink): DemoLinkValues {
  return { name, title: title ?? "", greeting: greeting ?? "", channels, allowed_origins, limits };
}

/** Writes a form's values as the API takes them. */
export function settingsOf({ name, title, greeting, channels, allowed_origins, limits }: DemoLinkValues) {
  return {
    name: name.trim(),
    title: title.trim() || null,
    greeting: greeting.trim() || null,
    channels: [...channels],
    allowed_origins: [...allowed_origins],
    limits,
  };
}

/** Says what is missing in a form; null when nothing is. */
export function problemOf({ name, channels }: DemoLinkValues): string | null {
  if (name.trim() === "") return "Give the link a name.";
  return channels.length === 0 ? "Choose chat, voice, or both." : null;
}

/** Compares somebody else's link with what a form says, field by field. */
export function differencesOf(theirs: DemoLinkValues, yours: DemoLinkValues): Difference[] {
  const rows = (values: DemoLinkValues): Record<string, string> => ({
    Name: values.name,
    Heading: values.title,
    Greeting: values.greeting,
    Channels: values.channels.map((channel) => CHANNEL_NAMES[channel]).join(", "),
    Sites: values.allowed_origins.join(", "),
    Limits: `${values.limits.at_once} at once, ${values.limits.per_day} a day, ${values.limits.per_address_hour} an hour from one address, ${values.limits.messages_per_conversation} messages in one conversation`,
  });
  const [left, right] = [rows(theirs), rows(yours)];
  return Object.keys(left).map((name) => ({ name, theirs: left[name] ?? "", yours: right[name] ?? "" }));
}

/** What each channel is called. */
export const CHANNEL_NAMES: Readonly<Record<DemoChannel, string>> = { chat_realtime: "Chat", voice_realtime: "Voice" };

/** Writes the tag that puts the widget on a page. */
export function widgetTag({ id, url }: Pick<DemoLink, "id" | "url">): string {
  return `<script src="${new URL("/widget.js", url).href}" data-demo="${id}" async></script>`;
}
