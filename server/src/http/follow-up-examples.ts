const NOTE = "Ask whether the appointment on Friday still suits.";

/** Examples of follow-ups, by the name of their component. */
export const FOLLOW_UP_EXAMPLES: Record<string, object> = {
  NewFollowUp: { conversation_id: "conv_3fTz9Wb1RcA", due_at: "2025-06-20T09:00:00+02:00", note: NOTE },
  FollowUp: {
    id: "fup_9Hs3Kd6Vq2W",
    livemode: true,
    agent_id: "ca_7Yd2Kp0QxLm",
    conversation_id: "conv_3fTz9Wb1RcA",
    customer_id: "cus_2Bv8Xn5Ht1J",
    due_at: "2025-06-20T07:00:00.000Z",
    note: NOTE,
    channel: "same",
    status: "pending",
    call_id: "call_8Yt2Lm5Qx0P",
    done_in: null,
    error: null,
    created_at: "2025-06-19T09:30:00.000Z",
    settled_at: null,
  },
};
