import { createClient } from "@operator/sdk";

const client = createClient({ host: process.env["OPERATOR_HOST"], key: process.env["OPERATOR_API_KEY"] });
for (const name of ["Ada", "Bob", "Cleo"]) await client.customers.create({ name });

// #region lists
const { data, cursor } = await client.customers.list({ limit: 2 }); // one page
console.log(`${data.length} customers, and more behind ${cursor === null ? "nothing" : "a cursor"}`);

for await (const customer of client.customers.list()) console.log(customer.name); // all of them
// #endregion
