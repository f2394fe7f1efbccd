/** What the widget says, in English. A page may put its own words in the place of each; `{name}` is the agent's name. */
export const ENGLISH = {
  open: "Chat with {name}",
  open_unnamed: "Open the chat",
  open_unread: "Chat with {name}, new messages",
  close: "Close the chat",
  disclosure: "You talk with an AI agent, not with a person.",
  start_chat: "Start chat",
  start_voice: "Talk",
  starting: "Starting …",
  connecting: "Connecting …",
  reconnecting: "Connection lost, reconnecting …",
  conversation: "Conversation",
  you: "You said",
  agent: "{name} said",
  thinking: "{name} is thinking",
  cut_off: "Interrupted",
  not_sent: "This message was not taken.",
  message: "Message",
  placeholder: "Write a message …",
  placeholder_voice: "Write instead of speaking …",
  send: "Send",
  end: "End conversation",
  end_short: "End",
  ended: "The conversation has ended.",
  full: "A conversation takes no more messages here. Begin another one.",
  again: "New conversation",
  elsewhere: "The conversation goes on in another window.",
  continue_here: "Continue here",
  lost: "The connection was lost for too long.",
  listening: "Listening",
  hearing: "You are heard",
  speaking: "{name} is speaking",
  sound_off: "Sound is off",
  turn_sound_on: "Turn sound on",
  microphone: "Microphone",
  microphone_on: "Mute the microphone",
  microphone_off: "Turn the microphone on",
  muted: "The microphone is off",
  microphone_refused: "This page may not use the microphone. Allow it in the browser, then try again.",
  microphone_missing: "No microphone was found. Plug one in, or write instead.",
  microphone_insecure: "Browsers lend the microphone only to pages that came over https. Write instead.",
  microphone_failed: "The microphone could not be opened. Close other programs that use it, or write instead.",
  busy: "There is no free place just now. Try again in {minutes} min.",
  withdrawn: "This chat is not offered any more.",
  not_allowed: "This chat does not work on this page.",
  unavailable: "This chat is not available just now. Try again later.",
  offline: "The server does not answer. Check the connection, then try again.",
  too_long: "This message is too long. Send it in parts.",
  try_again: "Try again",
};

/** The name of one of the widget's texts. */
export type TextName = keyof typeof ENGLISH;

/** What the widget says. */
export type Texts = Readonly<Record<TextName, string>>;

/** Puts a page's own texts in the place of others; names that there are not, and what is no text, are left out. */
export function textsWith(others: Texts, own: Readonly<Record<string, unknown>>): Texts {
  const known = Object.entries(own).filter(([name, text]) => Object.hasOwn(ENGLISH, name) && typeof text === "string");
  return { ...others, ...(Object.fromEntries(known) as Partial<Texts>) };
}

/** Fills values into a text, each for its name in braces. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
