/** Whisper reads the last 224 tokens of a prompt. */
const MOST_CHARACTERS = 600;

/** Writes keywords as Whisper takes them: a list in words before the speech, as many as fit; empty without any. */
export function keywordPrompt(keywords: readonly string[]): string {
  let prompt = "";
  for (const word of keywords) {
    const longer = prompt === "" ? word : `${prompt}, ${word}`;
    if (longer.length > MOST_CHARACTERS) break;
    prompt = longer;
  }
  return prompt;
}
