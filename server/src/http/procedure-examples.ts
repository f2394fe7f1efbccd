import type { ProcedureItem } from "../domain/procedure.ts";
import { PROCEDURAL_AGENT_ID } from "./procedural-agent-examples.ts";

/** The id of the run in every example. */
export const PROCEDURE_ID = "trun_8Kp3Vn6Tq1B";

const CREATED_AT = "2025-06-19T09:40:00.000Z";
const CONVERSATION_ID = "conv_3fTz9Wb1RcA";
const VERSION_ID = `${PROCEDURAL_AGENT_ID}@v0`;

const ITEM: ProcedureItem = {
  id: PROCEDURE_ID,
  livemode: true,
  name: "Wishes",
  conversation_id: CONVERSATION_ID,
  created_at: CREATED_AT,
  started_at: CREATED_AT,
  ended_at: "2025-06-19T09:40:04.200Z",
  status: "success",
  agent_id: PROCEDURAL_AGENT_ID,
  agent_version_id: VERSION_ID,
  trigger: "conversation_end",
  batch_id: null,
  is_trial: false,
  error: null,
  error_code: null,
  input: null,
  output: { wish: "A haircut on Friday" },
  summary: "The customer wants a haircut on Friday.",
  citations: {
    "/wish": [
      {
        event_id: "ev_5Rk2Jd80003",
        sequence: 3,
        type: "user.message.received",
        excerpt: "I would like a haircut on Friday.",
      },
    ],
  },
  input_tokens: 812,
  output_tokens: 64,
};

const ENVELOPE = {
  id: "ev_9Wm4Xs70005",
  created_at: "2025-06-19T09:40:04.200Z",
  agent_id: VERSION_ID,
  livemode: true,
  conversation_id: CONVERSATION_ID,
  procedure_id: PROCEDURE_ID,
};

const ENDED = { type: "procedure.ended", status: "success", error: null, reason: null, duration_sec: 4.2 };
const EVENT = { ...ENVELOPE, payload: ENDED, experimental: true };

/** Examples of the objects of runs, by the name of their component. */
export const PROCEDURE_EXAMPLES: Record<string, object> = {
  NewProcedure: { agent_id: PROCEDURAL_AGENT_ID, conversation_id: CONVERSATION_ID },
  CreatedProcedure: { id: PROCEDURE_ID },
  ProcedureItem: ITEM,
  Procedure: { ...ITEM, events: [EVENT] },
  ProcedureEvent: EVENT,
  ProcedureStarted: { type: "procedure.started", trigger: "conversation_end" },
  ProcedureReminded: { type: "procedure.reminded", text: "[You stopped, but no output is recorded.]" },
  ProcedureOutputRecorded: {
    type: "procedure.output.recorded",
    output: ITEM.output,
    summary: ITEM.summary,
    citations: { "/wish": ["ev_5Rk2Jd80003"] },
  },
  ProcedureEnded: ENDED,
};
