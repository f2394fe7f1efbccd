import type { Transfer } from "../domain/transfer.ts";

/** The id of the destination in examples. */
export const EXAMPLE_TRANSFER_ID = "tra_7Kd2Mv9Qx4B";

const DESTINATION = {
  name: "front_desk",
  description: "When the caller wants to speak with a person, or with the practice about a bill.",
  kind: "number" as const,
  destination: "+14155550170",
  mode: "warm" as const,
  hours: {
    time_zone: "America/Los_Angeles",
    windows: [
      {
        days: ["mon" as const, "tue" as const, "wed" as const, "thu" as const, "fri" as const],
        from: "08:30",
        to: "17:00",
      },
    ],
    holidays: [{ date: "2025-12-24", windows: [{ from: "08:30", to: "12:00" }] }],
  },
  outside: { say: "The front desk is open on weekdays from half past eight to five.", offer: "call_back" as const },
};

const TRANSFER: Transfer = {
  id: EXAMPLE_TRANSFER_ID,
  ...DESTINATION,
  pushback: "gentle",
  ring_for_sec: 30,
  accept_by: "staying",
  summary_instructions: null,
  created_at: "2025-06-19T09:30:00.000Z",
  updated_at: "2025-06-19T09:30:00.000Z",
};

/** Examples of the documents' objects that concern transfers, by the name of their component. */
export const TRANSFER_EXAMPLES = {
  Transfer: TRANSFER,
  NewTransfer: DESTINATION,
  TransferChange: { ring_for_sec: 45, pushback: "honour" },
};
