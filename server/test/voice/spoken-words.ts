import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createResampler } from "../../src/lib/resampler.ts";
import { readWav } from "../../src/lib/wav.ts";

/** Lets `flite` speak a sentence. Returns its samples at that rate. */
export function spokenWords(text: string, sampleRateHz: number): Int16Array {
  const directory = mkdtempSync(join(tmpdir(), "operator-words-"));
  try {
    const file = join(directory, "words.wav");
    execFileSync("flite", ["-voice", "kal16", "-t", text, "-o", file]);
    const wav = readWav(readFileSync(file));
    return createResampler(wav.sampleRateHz, sampleRateHz)(wav.samples);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
