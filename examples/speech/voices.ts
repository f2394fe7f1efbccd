import { operator } from "../quickstart/operator.ts";

for await (const { provider, id, gender, spoken_by } of operator.voices.list()) {
  const speaker = spoken_by === null ? "itself" : `${spoken_by.provider}, as ${spoken_by.id}`;
  console.log(`${provider} "${id}" (${gender}): spoken by ${speaker}`);
}
