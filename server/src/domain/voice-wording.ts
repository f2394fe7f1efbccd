/** What the voice of the platform says of itself in one language. */
export type VoiceWording = readonly [
  toolRuns: string,
  modelThinks: string,
  stillOnIt: string,
  takesLonger: string,
  nudge: string,
  goodbye: string,
  tooLong: string,
  recordingNotice: string,
];
