import { operator, talk } from "./operator.ts";

const newest = (await operator.logs.list({ limit: 1 })).data[0];
const id = await talk();

// What was done since, and then whatever is done, until one stops reading.
for await (const entry of operator.logs.stream({ conversation_id: id }, { lastEventId: newest?.id })) {
  console.log(entry.kind, entry.outcome, entry.summary);
  if (entry.kind === "model_call") break;
}
