/** Where calls may go. */
export interface CallRules {
  /** Beginnings of numbers, or `*`; empty takes the countries of the installation's own numbers. */
  readonly prefixes: readonly string[];
}

/** The country codes of two digits (ITU-T E.164, list of assigned codes); 1 and 7 have one, all others three. */
const TWO_DIGITS = new Set(
  (
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 " +
    "90 91 92 93 94 95 98"
  ).split(" "),
);

/** Areas of the North American Numbering Plan that are countries of their own, most of which bill like other countries. */
const ISLANDS = new Set(
  "242 246 264 268 284 340 345 441 473 649 658 664 670 671 684 721 758 767 784 787 809 829 849 868 869 876 939".split(
    " ",
  ),
);

/**
 * Beginnings of numbers at which the caller pays for more than the call, or a satellite: what fraud calls. From the
 * numbering plans of the countries, and ITU-T E.164 for the codes that belong to none.
 */
const COSTLY =
  "+870 +878 +881 +882 +883 +979 +808 +1900 +1976 +449 +4487 +4470 +49900 +49137 +49180 +41900 +41901 +41906 +43900 +43901 " +
  "+43930 +43931 +43939 +3389 +3381 +3382 +39892 +39893 +39894 +39895 +39899 +39144 +39166 +34803 +34806 +34807 +34905 " +
  "+31900 +31906 +31909 +3290 +4590 +46900 +46939 +46944 +47820 +47829 +4870 +42090 +3690 +351601 +351760 +61190 " +
  "+64900 +81990 +55900 +7809 +7803";
const COSTLY_PREFIXES = COSTLY.split(" ");

/** Says to which country a number belongs, as the beginning that its numbers share. */
export function countryOf(number: string): string {
  const digits = number.slice(1);
  if (digits.startsWith("1")) return ISLANDS.has(digits.slice(1, 4)) ? `+${digits.slice(0, 4)}` : "+1";
  if (digits.startsWith("7")) return "+7";
  return `+${digits.slice(0, TWO_DIGITS.has(digits.slice(0, 2)) ? 2 : 3)}`;
}

/**
 * Says why a number may not be called, in plain words; null when it may. `own` are the installation's numbers: an agent
 * that calls another, or itself, never comes to an end.
 */
export function destinationProblem(number: string, { prefixes }: CallRules, own: readonly string[]): string | null {
  if (own.includes(number))
    return `${number} is one of this installation's own numbers: two agents would talk to each other.`;
  const costly = COSTLY_PREFIXES.find((prefix) => number.startsWith(prefix));
  if (costly !== undefined) {
    const isMeant = prefixes.some((prefix) => number.startsWith(prefix) && prefix.length >= costly.length);
    return isMeant
      ? null
      : `Numbers with ${costly} cost extra. Name that beginning in OPERATOR_CALL_PREFIXES to allow them.`;
  }
  const country = countryOf(number);
  const isAllowed =
    prefixes.length === 0
      ? own.some((ours) => countryOf(ours) === country)
      : prefixes.some((prefix) => prefix === "*" || fitsPrefix(number, prefix));
  return isAllowed
    ? null
    : `This installation does not call ${country}. Name it in OPERATOR_CALL_PREFIXES to allow it.`;
}

/** `+1` alone means the countries that bill alike, not the islands that share the code. */
function fitsPrefix(number: string, prefix: string): boolean {
  return number.startsWith(prefix) && (prefix !== "+1" || countryOf(number) === "+1");
}

/** So many digits in a row reach the public network; extensions of a PBX are shorter. */
const LONGEST_EXTENSION = 6;

/**
 * Returns the number that a SIP address reaches when a trunk reads its user as one, in E.164 form: `sip:+1900…@trunk`,
 * and `sip:0041…` or `sip:01141…` with the digits that are dialled abroad before it. Null where the user is a name or an
 * extension.
 */
export function numberWithin(address: string): string | null {
  const user = decodeURIComponent(/^sips?:([^@]+)@/i.exec(address)?.[1]?.replace(/%(?![0-9A-F]{2})/gi, "%25") ?? "");
  const dialled = user.split(";")[0]?.replace(/[\s().-]/g, "") ?? "";
  if (!/^\+?[0-9]+$/.test(dialled)) return null;
  const digits = dialled.replace(/^(?:\+|00|011)/, "");
  return digits.length > LONGEST_EXTENSION ? `+${digits}` : null;
}
