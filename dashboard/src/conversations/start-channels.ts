import type { NewConversation } from "@operator/sdk";

type NewChannel = NewConversation["channel"];

/** The channels on which a conversation is started from the list. */
export const START_CHANNELS = { chat_async: "Chat", phone: "Call", sms: "Text message", email: "E-mail" } as const;

/** A channel on which a conversation is started from the list. */
export type StartChannel = keyof typeof START_CHANNELS;

/** What somebody wrote into the form. */
export interface Addresses {
  to: string;
  from: string;
  subject: string;
}

/** Makes the channel of a new conversation of what was written; what was left empty is the installation's. */
export function channelOf(type: StartChannel, { to, from, subject }: Addresses): NewChannel {
  const given = (text: string) => (text.trim() === "" ? null : text.trim());
  switch (type) {
    case "chat_async":
      return { type };
    case "phone":
      return { type, callee_no: withoutSpaces(to), caller_no: given(withoutSpaces(from)), priority: "normal" };
    case "sms":
      return { type, callee_no: withoutSpaces(to), caller_no: given(withoutSpaces(from)) };
    case "email":
      return { type, to: to.trim(), from: given(from), subject: given(subject) };
  }
}

/** People write numbers with spaces, brackets and dashes. */
function withoutSpaces(number: string): string {
  return number.replace(/[\s()/-]/g, "");
}
