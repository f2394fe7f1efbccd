/** What programs put before the subject of an answer, in the languages of those that translate it. */
const REPLY =
  /^\s{0,20}(?:re|aw|antw|antwort|sv|vs|odp|r|rif|res|resp|réf)\s{0,5}(?:\[\d{1,4}\]|\(\d{1,4}\)|\^\d{1,4})?\s{0,5}[:：]\s{0,20}/iu;
const FORWARD = /^\s{0,20}(?:fwd?|wg|i|enc|rv|doorst|tr)\s{0,5}[:：]\s{0,20}/iu;
const LONGEST = 998;

/** Tells whether a subject says that its mail answers another. */
export function isReplySubject(subject: string): boolean {
  return REPLY.test(subject);
}

/** Returns a subject without what programs put before it. */
export function baseSubject(subject: string): string {
  let base = subject.slice(0, LONGEST);
  for (let count = 0; count < 20; count++) {
    const shorter = base.replace(REPLY, "").replace(FORWARD, "");
    if (shorter === base) break;
    base = shorter;
  }
  return base.trim();
}

/** Writes the subject of an answer: `Re: …`, once. */
export function replySubject(subject: string): string {
  const base = baseSubject(subject);
  return base === "" ? "Re:" : `Re: ${base}`.slice(0, LONGEST);
}
