import { expect, it } from "vitest";
import { personalValues } from "./personal-values.ts";

const variable = (name: string, is_personal: boolean) => ({ name, description: null, default_value: "x", is_personal });

it("what is personal are the customer's details, each word of their name, and the variables so marked", () => {
  const context = {
    $customer: { name: "Kim Berger", phone_no: "+49 30 1", email: null, extra: { age: 47, tags: ["vip"] } },
    $variables: { address: { street: "Main Street" }, town: "Rome" },
    birthday: "1 May",
    note: "likes tea",
  };
  const variables = [variable("address", true), variable("town", false), variable("birthday", true)];
  const values = ["Kim Berger", "+49 30 1", "47", "vip", "Kim", "Berger", "Main Street", "1 May"];
  expect(personalValues(variables, context)).toEqual(values);
});

it.each([[{}], [{ $customer: null }], [{ $customer: [] }], [{ $variables: "x" }]])(
  "nothing is personal in a context of %j",
  (context) => {
    expect(personalValues([variable("__proto__", true), variable("town", true)], context)).toEqual([]);
  },
);
