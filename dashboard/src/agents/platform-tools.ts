/** The platform's own tools and what each does; docs/guides/tools.md has more on them. */
export const PLATFORM_TOOLS: readonly { name: string; description: string }[] = [
  { name: "end_conversation", description: "Says goodbye and ends the conversation." },
  { name: "set_custom_fields", description: "Notes facts in the conversation's custom fields." },
  { name: "wait", description: "Waits, up to a set time, and goes on by itself." },
  { name: "search_history", description: "Searches earlier conversations with the same customer." },
  { name: "schedule_follow_up", description: "Comes back to the customer later." },
  { name: "cancel_follow_up", description: "Calls off a follow-up that was planned." },
  { name: "send_sms", description: "Writes a text message beside the conversation." },
  { name: "send_email", description: "Writes an email beside the conversation." },
  { name: "transfer", description: "Hands a caller over to one of the agent's transfers." },
  { name: "send_dtmf", description: "Presses keys in a telephone call." },
  { name: "hold", description: "Puts a caller on hold." },
  { name: "resume", description: "Takes a caller back from hold." },
  { name: "leave_voicemail", description: "Leaves a message on an answering machine." },
  { name: "do_not_call", description: "Notes that a number is not to be called any more." },
  { name: "switch_language", description: "Goes on in another language. Comes by itself with several languages." },
  { name: "change_route", description: "Follows another route. Comes by itself with routes." },
];
