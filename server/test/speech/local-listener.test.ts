import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readWav } from "../../src/lib/wav.ts";
import { createLocalListener, findLocalListener } from "../../src/providers/local/listener.ts";
import { failureOf, listenRequestOf, listenTo, writeRamp } from "../../src/testing/speech-to-text-contract.ts";

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function directoryOf(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), "local-listener-"));
  directories.push(directory);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(directory, name), content);
    chmodSync(join(directory, name), 0o700);
  }
  return directory;
}

const PATH = process.env["PATH"] ?? "";
const isInstalled = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
const installed = findLocalListener({ whisperProgram: "whisper-cli", path: PATH });

describe("What listens on this machine", () => {
  it.skipIf(installed === null || !isInstalled("flite") || !isInstalled("sox"))(
    "understands a sentence that flite speaks over the telephone (needs flite, sox, pocketsphinx, pocketsphinx-en-us)",
    { timeout: 120_000 },
    async () => {
      const directory = directoryOf({});
      const [wide, narrow] = [join(directory, "wide.wav"), join(directory, "narrow.wav")];
      const sentence = "I would like to book a table for four people tomorrow evening";
      spawnSync("flite", ["-voice", "rms", "-t", sentence, "-o", wide]);
      spawnSync("sox", [wide, "-r", "8000", narrow]);
      const { samples, sampleRateHz } = readWav(readFileSync(narrow));
      expect(sampleRateHz).toBe(8_000);
      if (installed === null) throw new Error("Nobody listens on this machine.");
      const controller = new AbortController();
      const stream = createLocalListener({ ...installed, answerWithin: 110_000 }).open(
        listenRequestOf({ sampleRateHz: 8_000, signal: controller.signal }),
      );
      const heard = listenTo(stream);
      stream.write(new Int16Array(4_000));
      stream.speechStarted();
      for (let at = 0; at < samples.length; at += 160) stream.write(samples.subarray(at, at + 160));
      stream.write(new Int16Array(2_400));
      stream.speechEnded();
      await expect.poll(() => heard.finals().length, { timeout: 110_000 }).toBe(1);
      controller.abort();
      const words = heard.finals().join(" ").split(" ");
      const understood = sentence
        .toLowerCase()
        .split(" ")
        .filter((word) => words.includes(word));
      // Of twelve words most are understood, whatever the telephone does to the others.
      expect(understood.length, heard.finals().join(" ")).toBeGreaterThanOrEqual(8);
    },
  );

  it("is whisper.cpp where a model of it is named, and nobody where that is not there", () => {
    const directory = directoryOf({ "whisper-cli": "#!/bin/sh\n", "ggml-base.bin": "model" });
    const model = join(directory, "ggml-base.bin");
    const search = { whisperProgram: "whisper-cli", path: `/nowhere:${directory}` };
    expect(findLocalListener({ ...search, whisperModel: model })).toEqual({
      engine: "whisper",
      program: join(directory, "whisper-cli"),
      model,
    });
    expect(findLocalListener({ ...search, whisperModel: `${model}.missing` })).toBeNull();
    expect(findLocalListener({ ...search, whisperProgram: "/nowhere/whisper-cli", whisperModel: model })).toBeNull();
    expect(findLocalListener(search)).toBeNull();
  });

  it("gives whisper.cpp the language, the keywords and a recording of 16 kHz, and leaves out what is no speech", async () => {
    const program = "whisper-cli";
    const script =
      '#!/bin/sh\ncd "$(dirname "$0")"\necho "$@" > said\ncat > heard.wav\necho " [BLANK_AUDIO] Guten Tag. (Musik)"\n';
    const directory = directoryOf({ [program]: script });
    const options = { engine: "whisper" as const, program: join(directory, program), model: "/models/ggml.bin" };
    const controller = new AbortController();
    const request = {
      sampleRateHz: 8_000 as const,
      languages: ["de"],
      keywords: ["Müller"],
      signal: controller.signal,
    };
    const stream = createLocalListener(options).open(listenRequestOf(request));
    const heard = listenTo(stream);
    stream.speechStarted();
    writeRamp(stream, 400);
    stream.speechEnded();
    await expect.poll(heard.finals, { timeout: 30_000 }).toEqual(["Guten Tag."]);
    controller.abort();
    expect(readFileSync(join(directory, "said"), "utf8")).toMatch(
      /^-m \/models\/ggml\.bin -f - -nt -np -t \d+ -l de --prompt Müller\n$/,
    );
    expect(readWav(readFileSync(join(directory, "heard.wav"))).sampleRateHz).toBe(16_000);
  });

  it("says so when it does not know the language", async () => {
    const stream = createLocalListener({ engine: "pocketsphinx", program: "/bin/false" }).open(
      listenRequestOf({ languages: ["fr"] }),
    );
    const heard = listenTo(stream);
    stream.speechStarted();
    writeRamp(stream, 400);
    stream.speechEnded();
    expect(await heard.ended).toMatchObject({
      isRetryable: false,
      message: expect.stringContaining("English only and not fr"),
    });
  });

  it("tells of a program that is not there, and of one that writes without end", async () => {
    const gone = createLocalListener({ engine: "pocketsphinx", program: "/nowhere/pocketsphinx" });
    expect((await failureOf(gone)).message).toContain("There is no program /nowhere/pocketsphinx");
    const directory = directoryOf({ endless: "#!/bin/sh\nyes\n" });
    const endless = createLocalListener({ engine: "pocketsphinx", program: join(directory, "endless") });
    expect((await failureOf(endless)).message).toContain("writes without end");
  });

  it("runs no more programs at once than it may; the others wait for their turn", async () => {
    const script = '#!/bin/sh\ncd "$(dirname "$0")"\nmkdir running || exit 7\nsleep 0.1\nrmdir running\necho done\n';
    const directory = directoryOf({ alone: script });
    const listener = createLocalListener({ engine: "pocketsphinx", program: join(directory, "alone"), processes: 1 });
    const controller = new AbortController();
    const all = [1, 2, 3].map(() => {
      const stream = listener.open(listenRequestOf({ signal: controller.signal }));
      stream.speechStarted();
      writeRamp(stream, 400);
      stream.speechEnded();
      return listenTo(stream);
    });
    await expect
      .poll(() => all.map(({ finals }) => finals()), { timeout: 30_000 })
      .toEqual([["done"], ["done"], ["done"]]);
    controller.abort();
  });
});
