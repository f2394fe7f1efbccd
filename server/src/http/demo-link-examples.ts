import type { Demo, DemoLink } from "../domain/demo-link.ts";

/** The id of the link in examples. */
export const EXAMPLE_DEMO_ID = "demo_9Qx4B7Kd2Mv";

const ASKED = {
  agent_id: "ca_7Yd2Kp0QxLm",
  name: "Web site",
  greeting: "Ask about free hours, prices, or book at once.",
  allowed_origins: ["https://www.example.com"],
};

const LINK: DemoLink = {
  id: EXAMPLE_DEMO_ID,
  url: `https://operator.example.com/demo/${EXAMPLE_DEMO_ID}`,
  ...ASKED,
  livemode: true,
  channels: ["chat_realtime", "voice_realtime"],
  title: null,
  context: {},
  limits: { at_once: 5, per_day: 200, per_address_hour: 20, messages_per_conversation: 200 },
  usage: { open: 1, last_day: 34 },
  created_at: "2025-06-19T09:30:00.000Z",
  updated_at: "2025-06-19T09:30:00.000Z",
};

const DEMO: Demo = {
  id: EXAMPLE_DEMO_ID,
  title: "Robin",
  agent_name: "Robin",
  greeting: ASKED.greeting,
  language: "en",
  channels: ["chat_realtime", "voice_realtime"],
};

/** Examples of the documents' objects that concern public links, by the name of their component. */
export const DEMO_LINK_EXAMPLES = {
  DemoLink: LINK,
  NewDemoLink: ASKED,
  DemoLinkChange: {
    limits: { at_once: 10, per_day: 500, per_address_hour: 20, messages_per_conversation: 50 },
  },
  Demo: DEMO,
  NewDemoConversation: { channel: "chat_realtime" },
};
