const ANSWERS: readonly (readonly [RegExp, string])[] = [
  [/is that right/i, "yes"],
  [/\bname\b/i, "Ada Lovelace"],
  [/\bservice\b/i, "Haircut"],
  [/\b(?:day|date)\b/i, "next Tuesday"],
];

/** What a customer who wants a haircut at `time` says to what the appointment agent asks last. */
export function customerAnswer(agentSays: string, time: string): string {
  const question = agentSays.split(/(?<=[.!?])\s+/).findLast((sentence) => sentence.includes("?")) ?? agentSays;
  if (/what would you like to do/i.test(question)) return "I would like to book an appointment";
  return ANSWERS.find(([asked]) => asked.test(question))?.[1] ?? time;
}
