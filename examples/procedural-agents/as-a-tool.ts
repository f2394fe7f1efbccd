import { operator, readJson } from "../quickstart/operator.ts";
import { talk } from "../quickstart/talk.ts";

const checker = await operator.proceduralAgents.create(readJson("examples/procedural-agents/check.json"));
await operator.proceduralAgents.release(checker.version_id);

// #region agent
const { version_id: agent_id } = await operator.conversationalAgents.create({
  name: "Warranty desk",
  description: "Says whether a repair is covered.",
  config: {
    runtime: {
      model: "openai/gpt-4o",
      prompt: {
        type: "fixed",
        text: "Greet the customer. To find out whether a repair is covered, use @check_warranty.",
      },
    },
    tool: { tools: [{ ns: "procedure", name: "check_warranty" }] },
  },
});
// #endregion
await talk(await operator.conversations.create({ agent_id, channel: { type: "chat_realtime" } }), [
  "Please check the warranty of my dryer.",
]);
