import { createClient, OperatorApiError } from "@operator/sdk";

const { OPERATOR_HOST: host, OPERATOR_API_KEY: key } = process.env;
const operator = createClient({ host, key });

const { secret } = await operator.apiKeys.create({
  name: "The web shop",
  livemode: true,
  scopes: ["conversations:write"],
});

const shop = createClient({ host, key: secret });
try {
  await shop.conversations.list();
} catch (error) {
  if (!(error instanceof OperatorApiError)) throw error;
  console.log(error.status, error.message);
}
