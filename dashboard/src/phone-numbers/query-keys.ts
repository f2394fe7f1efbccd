/** By what the installation's numbers are known to the pages. */
export const NUMBERS = ["phone-numbers"] as const;
/** By what one of them is. */
export const NUMBER = ["phone-number"] as const;
/** By what a carrier's numbers are. */
export const AVAILABLE = ["available-numbers"] as const;
/** By what the addresses are that test mode may reach. */
export const TEST_ADDRESSES = ["test-addresses"] as const;
/** By what the numbers are that nobody calls. */
export const DO_NOT_CALL = ["do-not-call"] as const;
