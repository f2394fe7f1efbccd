/** By what customers are known. */
export const CUSTOMERS = ["customers"];

/** By what the follow-ups of a customer are known. */
export function followUpsKey(customerId: string): readonly string[] {
  return ["follow-ups", customerId];
}
