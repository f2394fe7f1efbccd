import type { Schemas } from "@operator/sdk";
import { operator, readJson } from "../quickstart/operator.ts";

// #region transfer
const frontDesk = await operator.transfers.create(readJson("examples/phone/front-desk.json"));

const agent = readJson<Schemas["NewConversationalAgent"]>("examples/phone/agent.json");
const tool = { ...agent.config.tool, transfers: [{ id: frontDesk.id }] };
const { id: agent_id, version_id } = await operator.conversationalAgents.create({
  ...agent,
  config: { ...agent.config, tool },
});
await operator.conversationalAgents.release(version_id);
// #endregion

// #region number
const number = await operator.phoneNumbers.create({
  number: "+41446681800",
  carrier: "sip",
  name: "Salon in Zurich",
  agent_id,
  is_default: true,
  max_calls: 10,
  decline_anonymous: true,
});
console.log(`${number.number} is answered by ${number.agent_id}`);
// #endregion

// #region call
const inTwoDays = new Date(Date.now() + 2 * 86_400_000).toISOString();
const call = await operator.conversations.create({
  agent_id,
  channel: { type: "phone", callee_no: "+41446681801", priority: "high" },
  scheduled_at: inTwoDays,
  context: { $customer: { external_id: "kim-4711", name: "Kim Meier" } },
});
const { status, scheduled_at } = await operator.conversations.get(call.id);
console.log(`${call.id} is ${status} until ${scheduled_at}`);
// #endregion

// #region cancel
await operator.conversations.end(call.id);
const { status: after, failure_reason } = await operator.conversations.get(call.id);
console.log(`${after}: ${failure_reason?.code}`);
// #endregion
