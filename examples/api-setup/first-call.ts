import { createClient } from "@operator/sdk";

const operator = createClient({ host: process.env.OPERATOR_HOST, key: process.env.OPERATOR_API_KEY });

const { data } = await operator.conversationalAgents.list();
for (const { id, name, version_status } of data) console.log(id, name, version_status);
