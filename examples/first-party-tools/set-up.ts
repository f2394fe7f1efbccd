import { operator } from "../quickstart/operator.ts";
import findOrder from "./find-order.json" with { type: "json" };
import returnOrder from "./return-order.json" with { type: "json" };

const { RECEIVER_PORT = "4100" } = process.env;
const here = (url: string) => url.replace("4100", RECEIVER_PORT);

await operator.tools.create({ ...findOrder, method: "GET", url: here(findOrder.url) });
await operator.tools.create({ ...returnOrder, method: "POST", url: here(returnOrder.url) });

// #region try
const trial = await operator.tools.try("find_order", { arguments: { order_no: "A-17" } });
console.log(trial.request?.method, trial.request?.url);
console.log(trial.outcome);

const wrong = await operator.tools.try("find_order", { arguments: { order_no: "seventeen" } });
console.log(wrong.outcome.error);

const unknown = await operator.tools.try("find_order", { arguments: { order_no: "Z-1" } });
console.log(unknown.outcome.error);
// #endregion
