import { createClient } from "@operator/sdk";

const { OPERATOR_HOST: host, OPERATOR_API_KEY: key } = process.env;
const operator = createClient({ host, key });

const shop = await operator.apiKeys.create({ name: "The web shop", livemode: true, scopes: ["conversations:read"] });
const { secret, former_expires_at } = await operator.apiKeys.rotate(shop.id, { overlap_seconds: 3600 });

// For an hour both work: give the new one to the shop, and restart it when it suits you.
for (const each of [shop.secret, secret]) await createClient({ host, key: each }).conversations.list({ limit: 1 });
console.log("Both work, the former one until", former_expires_at);
