/** By what lists of API keys are known. */
export const KEYS = ["api-keys"];
/** By what webhook endpoints are known. */
export const ENDPOINTS = ["webhook-endpoints"];
/** By what deliveries are known. */
export const DELIVERIES = ["webhook-deliveries"];
