import { createClient } from "@operator/sdk";

const operator = createClient({ host: process.env.OPERATOR_HOST, key: process.env.OPERATOR_API_KEY });

// One page, and from where the next goes on; null when there is none.
const { data, cursor } = await operator.tools.list({ limit: 2 });
console.log(data.length, cursor === null ? "and no more" : "and more");

// All of them, a page at a time.
for await (const { name } of operator.tools.list({ limit: 2 })) console.log(name);
