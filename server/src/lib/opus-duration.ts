/** Ticks a ms of the clock of Opus in RTP, whatever it was coded from (RFC 7587, section 4.1). */
const TICKS_PER_MS = 48;
const LONGEST_PACKET = 120 * TICKS_PER_MS;
/** The durations of a frame in ms, by the last two bits of the configuration (RFC 6716, table 2). */
const SILK = [10, 20, 40, 60];
const HYBRID = [10, 20, 10, 20];
const CELT = [2.5, 5, 10, 20];

/** Returns how long an Opus packet lasts, in ticks of 48 kHz, from its first bytes (RFC 6716, section 3.1); 0 for none. */
export function opusTicks(packet: Uint8Array): number {
  const [head, count] = packet;
  if (head === undefined) return 0;
  const ticks = frameTicks(head >> 3) * frameCount(head & 3, count);
  return ticks <= LONGEST_PACKET ? ticks : 0;
}

function frameTicks(configuration: number): number {
  const durations = configuration < 12 ? SILK : configuration < 16 ? HYBRID : CELT;
  return (durations[configuration & 3] as number) * TICKS_PER_MS;
}

function frameCount(code: number, second: number | undefined): number {
  if (code === 0) return 1;
  return code < 3 ? 2 : (second ?? 0) & 0x3f;
}
