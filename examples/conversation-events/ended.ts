import { begin, operator } from "./operator.ts";

const { id } = await begin("chat_async");
await operator.conversations.end(id);
console.log(id);
