import { allocateSamples } from "./sample-slab.ts";

/** One law of ITU-T G.711: how a byte stands for a sample, loud ones more roughly than quiet ones. */
interface Law {
  readonly byteOf: (sample: number) => number;
  readonly sampleOf: (byte: number) => number;
}

/** Tables of a law: one byte for each sample from -32768 on, and one sample for each byte. */
interface Tables {
  readonly bytes: Uint8Array;
  readonly samples: Int16Array;
}

const SAMPLES = 65_536;
const LOWEST = -32_768;

/** What is added before the logarithm is taken, in samples of 14 bits (G.711, table 2). */
const MU_BIAS = 33;

const MU_LAW: Law = {
  byteOf: (sample) => {
    const size = Math.min(((sample < 0 ? ~sample : sample) >> 2) + MU_BIAS, 0x1fff);
    const segment = 26 - Math.clz32(size);
    const byte = ((7 - segment) << 4) | (15 - ((size >> (segment + 1)) & 15));
    return sample < 0 ? byte : byte | 0x80;
  },
  sampleOf: (byte) => {
    const segment = (~byte >> 4) & 7;
    const size = (((~byte & 15) << 3) + 4 * MU_BIAS) << segment;
    return byte < 0x80 ? 4 * MU_BIAS - size : size - 4 * MU_BIAS;
  },
};

/** Every other bit of a byte is sent the other way round, so that silence is no row of zeros. */
const A_TURNED = 0x55;

const A_LAW: Law = {
  byteOf: (sample) => {
    const size = (sample < 0 ? ~sample : sample) >> 4;
    const segment = Math.max(0, 28 - Math.clz32(size));
    const byte = (segment << 4) | ((size >> Math.max(0, segment - 1)) & 15);
    return (sample < 0 ? byte : byte | 0x80) ^ A_TURNED;
  },
  sampleOf: (byte) => {
    const plain = byte ^ A_TURNED;
    const segment = (plain >> 4) & 7;
    const step = ((plain & 15) << 4) + 8;
    const size = segment === 0 ? step : (step + 256) << (segment - 1);
    return plain < 0x80 ? -size : size;
  },
};

function tablesOf(law: Law): Tables {
  return {
    bytes: Uint8Array.from({ length: SAMPLES }, (_, place) => law.byteOf(place + LOWEST)),
    samples: Int16Array.from({ length: 256 }, (_, byte) => law.sampleOf(byte)),
  };
}

const MU_TABLES = tablesOf(MU_LAW);
const A_TABLES = tablesOf(A_LAW);

function encode({ bytes }: Tables, samples: Int16Array, coded: Buffer): Buffer {
  for (let i = 0; i < samples.length; i++) coded[i] = bytes[(samples[i] as number) - LOWEST] as number;
  return coded;
}

function decode({ samples }: Tables, bytes: Uint8Array): Int16Array {
  const decoded = allocateSamples(bytes.length);
  for (let i = 0; i < bytes.length; i++) decoded[i] = samples[bytes[i] as number] as number;
  return decoded;
}

/** Codes samples as μ-law, a byte each (ITU-T G.711; the RTP payload PCMU of RFC 3551), at the beginning of `target`. */
export function encodeMuLaw(samples: Int16Array, target: Buffer = Buffer.allocUnsafe(samples.length)): Buffer {
  return encode(MU_TABLES, samples, target);
}

/** Returns the samples that μ-law bytes stand for. */
export function decodeMuLaw(bytes: Uint8Array): Int16Array {
  return decode(MU_TABLES, bytes);
}

/** Codes samples as A-law, a byte each (ITU-T G.711; the RTP payload PCMA of RFC 3551), at the beginning of `target`. */
export function encodeALaw(samples: Int16Array, target: Buffer = Buffer.allocUnsafe(samples.length)): Buffer {
  return encode(A_TABLES, samples, target);
}

/** Returns the samples that A-law bytes stand for. */
export function decodeALaw(bytes: Uint8Array): Int16Array {
  return decode(A_TABLES, bytes);
}
