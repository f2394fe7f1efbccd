import type { Database } from "../db/database.ts";
import { findNumbers } from "../db/phone-numbers.ts";
import { OperatorError } from "../domain/error.ts";
import type { AvailableNumber, CarrierName } from "../domain/phone-number.ts";
import type { NumberDirectory } from "../ports/number-directory.ts";

interface Services {
  database: Database;
  /** By the carrier's name, those that the installation has an account with. */
  numberDirectories: ReadonlyMap<string, NumberDirectory>;
}

/** The numbers that the installation's accounts with carriers have. */
export class CarrierNumbers {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Lists those of a carrier. Throws `invalid_field` for one without an account, `unreachable` when it does not answer. */
  async list(carrier: CarrierName): Promise<AvailableNumber[]> {
    const owned = await this.#directory(carrier, "carrier").list();
    const added = await findNumbers(
      this.#services.database,
      owned.map(({ number }) => number),
    );
    const ids = new Map(added.map(({ number, id }) => [number, id]));
    return owned.map(({ number, name, isConfigured }) => ({
      number,
      name,
      carrier,
      is_configured: isConfigured,
      phone_number_id: ids.get(number) ?? null,
    }));
  }

  /**
   * Has a carrier bring what comes to a number to this installation. Throws as `list`, and `unknown_reference` for a
   * number that the account does not have.
   */
  async configure(carrier: CarrierName, number: string): Promise<void> {
    await this.#directory(carrier, "configure_carrier").configure(number);
  }

  #directory(carrier: CarrierName, param: string): NumberDirectory {
    const found = this.#services.numberDirectories.get(carrier);
    if (found) return found;
    const names = [...this.#services.numberDirectories.keys()];
    const there = names.length === 0 ? "It has none with any carrier" : `It has one with ${names.join(" and ")}`;
    const message = `The installation has no account with ${carrier} whose numbers it could list or set. ${there}; see docs/twilio.md and docs/telnyx.md.`;
    throw new OperatorError("invalid_field", message, { param });
  }
}
