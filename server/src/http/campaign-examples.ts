/** The campaign of the examples. */
export const EXAMPLE_CAMPAIGN_ID = "camp_2Kd7Wn4Zq8B";
const CREATED_AT = "2025-06-19T09:30:00.000Z";

const CAMPAIGN = {
  name: "Check-ups in July",
  agent_id: "ca_7Yd2Kp0QxLm",
  channel: { type: "phone", caller_no: null, priority: "normal" },
  hours: {
    time_zone: null,
    windows: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "18:00" }],
  },
  pacing: { per_minute: 20, at_once: 5 },
  retries: { busy: { after_minutes: 10, times: 3 }, "no-answer": { after_minutes: 240, times: 2 } },
};

const NEW_ROW = {
  callee_no: "+14155550123",
  context: { $customer: { name: "Kim" }, $variables: { date: "4 July" } },
  external_id: "4711",
  time_zone: "America/New_York",
};

const RUNNING = {
  id: EXAMPLE_CAMPAIGN_ID,
  ...CAMPAIGN,
  livemode: true,
  status: "running",
  error: null,
  progress: { rows: 3, pending: 1, waiting: 0, begun: 1, done: 1, refused: 0, cancelled: 0, conversations: 3 },
  outcomes: { completed: 1, voicemail: 0, failed: 0, busy: 0, "no-answer": 0 },
  created_at: CREATED_AT,
  updated_at: CREATED_AT,
  started_at: "2025-06-19T09:31:00.000Z",
  ended_at: null,
};

const REPORT = { added: 3, refused: 0, duplicates: 1, left_out: [{ place: 4, row: 1 }] };

/** Examples of campaigns, by the name of their component. */
export const CAMPAIGN_EXAMPLES: Record<string, object> = {
  NewCampaign: { ...CAMPAIGN, rows: [NEW_ROW] },
  NewCampaignRow: NEW_ROW,
  AddedCampaignRows: { rows: [NEW_ROW] },
  CampaignChange: { pacing: { per_minute: 40, at_once: 10 } },
  CampaignChannel: CAMPAIGN.channel,
  CampaignHours: CAMPAIGN.hours,
  CampaignPacing: CAMPAIGN.pacing,
  CampaignRetries: CAMPAIGN.retries,
  CampaignProgress: RUNNING.progress,
  CampaignOutcomes: RUNNING.outcomes,
  Campaign: RUNNING,
  CreatedCampaign: {
    ...RUNNING,
    status: "draft",
    started_at: null,
    progress: { ...RUNNING.progress, pending: 3, begun: 0, done: 0, conversations: 0 },
    outcomes: { ...RUNNING.outcomes, completed: 0 },
    added_rows: REPORT,
  },
  CampaignRowsReport: REPORT,
  CampaignRow: {
    row: 1,
    callee_no: "+14155550123",
    to: null,
    context: NEW_ROW.context,
    external_id: NEW_ROW.external_id,
    time_zone: NEW_ROW.time_zone,
    state: "done",
    outcome: "completed",
    reason: null,
    due_at: null,
    attempts: 2,
    conversation_ids: ["conv_8Lm2Rx5Yt0W", "conv_3fTz9Wb1RcA"],
  },
};
