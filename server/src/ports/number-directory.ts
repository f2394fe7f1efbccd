/** A number of the carrier's account. */
export interface OwnedNumber {
  /** E.164. */
  readonly number: string;
  /** What the account calls it; null without a name. */
  readonly name: string | null;
  /** Whether its calls come to this installation already. */
  readonly isConfigured: boolean;
}

/** The numbers that an account with a carrier has. */
export interface NumberDirectory {
  /** Lists them, a thousand at most. Rejects with `unreachable` and why. */
  list(): Promise<readonly OwnedNumber[]>;
  /**
   * Has the carrier bring calls, and messages where it brings them, from a number of the account to us. Rejects with
   * `unreachable` and why, and with `unknown_reference` for a number that the account does not have.
   */
  configure(number: string): Promise<void>;
}
