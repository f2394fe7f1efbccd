/** Frames by how late they were sent, as the server's own metrics call it. */
export type SentFrames = ReadonlyMap<string, number>;

const LINE = /^operator_rtp_frames_total\{late="([^"]+)"\} (\d+)/gm;

/** Reads how many frames the server has sent since it was started. */
export async function readSentFrames(url: string, apiKey: string): Promise<SentFrames> {
  const answer = await fetch(`${url}/metrics`, { headers: { Authorization: `Bearer ${apiKey}` } });
  if (!answer.ok) throw new Error(`GET /metrics was answered ${answer.status}: ${await answer.text()}`);
  const found = [...(await answer.text()).matchAll(LINE)].map(
    ([, late, count]) => [late as string, Number(count)] as const,
  );
  if (found.length === 0) throw new Error("GET /metrics tells nothing of RTP.");
  return new Map(found);
}

/** Returns what was sent between two readings. */
export function sentBetween(before: SentFrames, after: SentFrames): SentFrames {
  return new Map([...after].map(([late, count]) => [late, count - (before.get(late) ?? 0)]));
}
