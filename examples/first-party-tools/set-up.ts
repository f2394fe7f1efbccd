import type { Schemas } from "@operator/sdk";
import { operator, readJson } from "../quickstart/operator.ts";

const findOrder = readJson<Schemas["NewTool"]>("examples/first-party-tools/find-order.json");
const returnOrder = readJson<Schemas["NewTool"]>("examples/first-party-tools/return-order.json");

const { RECEIVER_PORT = "4100" } = process.env;
const here = (url: string | null = null) => url?.replace("4100", RECEIVER_PORT) ?? null;

await operator.tools.create({ ...findOrder, url: here(findOrder.url) });
await operator.tools.create({ ...returnOrder, url: here(returnOrder.url) });

// #region try
const trial = await operator.tools.try("find_order", { arguments: { order_no: "A-17" } });
console.log(trial.request?.method, trial.request?.url);
console.log(trial.outcome);

const wrong = await operator.tools.try("find_order", { arguments: { order_no: "seventeen" } });
console.log(wrong.outcome.error);

const unknown = await operator.tools.try("find_order", { arguments: { order_no: "Z-1" } });
console.log(unknown.outcome.error);
// #endregion
