import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { FLITE_VOICES } from "./cases/case.ts";

const run = promisify(execFile);
const FOLDER = join(tmpdir(), "operator-turn-taking-voices");
/** How loud a voice is made, as the root of its mean square. */
const LOUDNESS = 2_500;
/** What is softer than this share of the loudest sample is not the voice yet. */
const EDGE = 0.04;

/** A piece of speech. */
export interface Rendered {
  readonly samples: Int16Array;
}

/** Speaks a text with a voice of flite or espeak-ng, at this rate, without silence around it. The same each time. */
export async function render(voice: string, text: string, sampleRateHz: number): Promise<Rendered> {
  const wave = await readWave(await spoken(voice, text));
  const samples = resample(wave.samples, wave.sampleRateHz, sampleRateHz);
  return { samples: atLoudness(withoutEdges(samples)) };
}

/** Runs the program once; another run finds what it has written. */
async function spoken(voice: string, text: string): Promise<string> {
  const name = createHash("sha256").update(`${voice}|${text}`).digest("hex").slice(0, 24);
  const path = join(FOLDER, `${name}.wav`);
  if (existsSync(path)) return path;
  await mkdir(FOLDER, { recursive: true });
  const unfinished = join(FOLDER, `${name}-${process.pid}.wav`);
  const isFlite = (FLITE_VOICES as readonly string[]).includes(voice);
  if (isFlite) await run("flite", ["-voice", voice, "-t", text, "-o", unfinished]);
  else await run("espeak-ng", ["-v", voice, "-s", "150", "-w", unfinished, text]);
  await rename(unfinished, path);
  return path;
}

interface Wave {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
}

/** Reads a RIFF file with one channel of 16 bits, which is what both programs write. */
async function readWave(path: string): Promise<Wave> {
  const bytes = await readFile(path);
  let sampleRateHz = 0;
  for (let offset = 12; offset + 8 <= bytes.length; ) {
    const name = bytes.toString("latin1", offset, offset + 4);
    const length = bytes.readUInt32LE(offset + 4);
    if (name === "fmt ") sampleRateHz = bytes.readUInt32LE(offset + 12);
    if (name === "data") return { samples: samplesOf(bytes.subarray(offset + 8, offset + 8 + length)), sampleRateHz };
    offset += 8 + length + (length % 2);
  }
  throw new Error(`${path} holds no samples. Delete it, and look whether flite and espeak-ng are installed.`);
}

function samplesOf(data: Buffer): Int16Array {
  const samples = new Int16Array(Math.floor(data.length / 2));
  for (let index = 0; index < samples.length; index += 1) samples[index] = data.readInt16LE(index * 2);
  return samples;
}

/** Averages over each new sample's width and interpolates: rough, and good enough to hear whether somebody speaks. */
function resample(samples: Int16Array, from: number, to: number): Int16Array {
  if (from === to) return samples;
  const step = from / to;
  const result = new Int16Array(Math.floor(samples.length / step));
  const width = Math.max(1, Math.round(step));
  for (let index = 0; index < result.length; index += 1) {
    const at = index * step;
    const base = Math.floor(at);
    let sum = 0;
    for (let tap = 0; tap < width; tap += 1) {
      const before = samples[base + tap] ?? 0;
      sum += before + ((samples[base + tap + 1] ?? before) - before) * (at - base);
    }
    result[index] = Math.round(sum / width);
  }
  return result;
}

function withoutEdges(samples: Int16Array): Int16Array {
  let peak = 1;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  const isVoice = (sample: number) => Math.abs(sample) > peak * EDGE;
  const first = samples.findIndex(isVoice);
  const last = samples.findLastIndex(isVoice);
  return first < 0 ? samples : samples.subarray(first, last + 1);
}

function atLoudness(samples: Int16Array): Int16Array {
  let power = 0;
  for (const sample of samples) power += sample * sample;
  const gain = LOUDNESS / Math.max(1, Math.sqrt(power / Math.max(1, samples.length)));
  return samples.map((sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * gain))));
}
