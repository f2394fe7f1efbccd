import { begin, operator } from "./operator.ts";

const { id } = await begin("chat_async");
const message = { payload: { type: "user.message.send", text: "Good morning!" } } as const;

// Writing to an async chat answers with the events of the turn.
for await (const { payload } of operator.conversations.session(id, message)) console.log("turn:", payload.type);
await operator.conversations.end(id);

// Anybody with a key, or the conversation's token, may follow from the first event to the last.
for await (const event of operator.conversations.events(id)) console.log(event.id, event.payload.type);
