import type { Message } from "../domain/message.ts";
import type { PhoneNumber } from "../domain/phone-number.ts";

/** The ids of the message and the number that examples share. */
export const EXAMPLE_MESSAGE_IDS = { message: "msg_5Kd8Wn2Xr7B", number: "pno_4Jt6Yq1Mc9H" };

const AGENT_ID = "ca_7Yd2Kp0QxLm";
const CREATED_AT = "2025-06-19T09:30:00.000Z";
const NUMBER = "+14155550100";

const MESSAGE: Message = {
  id: EXAMPLE_MESSAGE_IDS.message,
  channel: "sms",
  direction: "outbound",
  livemode: true,
  conversation_id: "conv_3fTz9Wb1RcA",
  call_id: null,
  from: NUMBER,
  to: "+14155550123",
  subject: null,
  text: "Your appointment is on Friday at 2 pm. Reply here if that does not suit you.",
  attachments: [],
  status: "delivered",
  keyword: null,
  parts: 1,
  carrier_id: "SM9f1c2d3e4b5a69788796a5b4c3d2e1f0",
  attempts: 1,
  error: null,
  created_at: CREATED_AT,
  settled_at: "2025-06-19T09:30:01.480Z",
};

const PHONE_NUMBER: PhoneNumber = {
  id: EXAMPLE_MESSAGE_IDS.number,
  number: NUMBER,
  name: "Appointments",
  agent_id: AGENT_ID,
  carrier: "twilio",
  is_default: true,
  fallback_number: "+14155550188",
  rollout_percent: 100,
  decline_anonymous: false,
  rules: [{ caller: "+41*", agent_id: AGENT_ID }],
  max_calls: 20,
  livemode: true,
  created_at: CREATED_AT,
  updated_at: CREATED_AT,
};

/** Examples of the documents' objects that concern messages, by the name of their component. */
export const MESSAGE_EXAMPLES = {
  Message: MESSAGE,
  PhoneNumber: PHONE_NUMBER,
  NewPhoneNumber: { number: NUMBER, name: "Appointments", agent_id: AGENT_ID, is_default: true },
  AvailableNumber: {
    number: NUMBER,
    name: "Main line",
    carrier: "twilio",
    is_configured: true,
    phone_number_id: EXAMPLE_MESSAGE_IDS.number,
  },
  PhoneNumberChange: { agent_id: `${AGENT_ID}@v2` },
};
