/** Tells whether a text is the name of a time zone of IANA's that this process knows, such as `Europe/Zurich` or `UTC`. */
export function isTimeZone(text: string): boolean {
  // Offsets such as +02:00 are taken by some versions of Node only, and know nothing of daylight saving.
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(text)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
