const HEADER_BYTES = 44;
const PCM = 1;
/** The format's number stands further back, in a field of its own (WAVE_FORMAT_EXTENSIBLE of Microsoft's mmreg.h). */
const EXTENSIBLE = 0xfffe;
const SUB_FORMAT_OFFSET = 24;
/** The most that the sizes of 32 bits can tell. */
const LARGEST = 0xffffffff;

/** Samples of 16 bits, those of several channels in turn. */
export interface WavAudio {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  readonly channels: number;
}

/** Makes the 44 bytes that stand before samples of 16 bits in a WAV file (RIFF, as Microsoft and IBM defined it). */
export function wavHeader(audio: { sampleRateHz: number; channels: number; dataBytes: number }): Buffer {
  const { sampleRateHz, channels, dataBytes } = audio;
  const header = Buffer.alloc(HEADER_BYTES);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(Math.min(dataBytes + HEADER_BYTES - 8, LARGEST), 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(PCM, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt32LE(sampleRateHz * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(Math.min(dataBytes, LARGEST), 40);
  return header;
}

/** Makes a whole WAV file. */
export function wavFile(samples: Int16Array, sampleRateHz: number, channels = 1): Buffer {
  const file = Buffer.alloc(HEADER_BYTES + samples.length * 2);
  wavHeader({ sampleRateHz, channels, dataBytes: samples.length * 2 }).copy(file);
  for (let i = 0; i < samples.length; i++) file.writeInt16LE(samples[i] as number, HEADER_BYTES + i * 2);
  return file;
}

/**
 * Reads a WAV file of uncompressed samples of 16 bits. Passes over what else it holds, takes all that is there when
 * its sizes are not true, as those of a streamed file are not, and leaves out half a sample at the end. Throws an error
 * that says what is wrong with any other file.
 */
export function readWav(bytes: Uint8Array): WavAudio {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, 12) !== "WAVE")
    throw new Error("This is no WAV file: it does not begin with RIFF and WAVE.");
  const { format, data } = findChunks(file);
  if (format === null) throw new Error("The WAV file does not tell its format: it has no whole chunk `fmt `.");
  if (data === null) throw new Error("The WAV file has no sound: it has no chunk `data`.");
  const { sampleRateHz, channels } = readFormat(format);
  const samples = new Int16Array(Math.floor(data.length / 2 / channels) * channels);
  for (let i = 0; i < samples.length; i++) samples[i] = data.readInt16LE(i * 2);
  return { samples, sampleRateHz, channels };
}

function findChunks(file: Buffer): { format: Buffer | null; data: Buffer | null } {
  let format: Buffer | null = null;
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString("latin1", at, at + 4);
    const size = file.readUInt32LE(at + 4);
    const start = at + 8;
    // Programs that write into a pipe cannot go back to put the true size here.
    if (name === "data") return { format, data: file.subarray(start, size === 0 ? undefined : start + size) };
    if (name === "fmt " && size >= 16 && start + 16 <= file.length) format = file.subarray(start, start + size);
    at = start + size + (size % 2);
  }
  return { format, data: null };
}

function readFormat(format: Buffer): { sampleRateHz: number; channels: number } {
  const named = format.readUInt16LE(0);
  const isNamedLater = named === EXTENSIBLE && format.length >= SUB_FORMAT_OFFSET + 2;
  const kind = isNamedLater ? format.readUInt16LE(SUB_FORMAT_OFFSET) : named;
  const channels = format.readUInt16LE(2);
  const sampleRateHz = format.readUInt32LE(4);
  const bits = format.readUInt16LE(14);
  if (kind !== PCM || bits !== 16)
    throw new Error(`The WAV file is of format ${kind} with ${bits} bits: it must be uncompressed (1) with 16 bits.`);
  if (channels === 0 || sampleRateHz === 0)
    throw new Error(`The WAV file tells of ${channels} channels at ${sampleRateHz} Hz: neither may be 0.`);
  return { sampleRateHz, channels };
}
