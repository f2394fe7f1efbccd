import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BLOCK = Buffer.alloc(8192);
const BLOCKS = 512;

/** Times durable writes to the disk that holds the benchmark's databases: what no commit can be quicker than. */
export class DiskProbe {
  readonly #directory = mkdtempSync(join(tmpdir(), "operator-bench-disk-"));
  readonly #file = openSync(join(this.#directory, "probe"), "w");
  #block = 0;

  constructor() {
    // As a write-ahead log does, it writes into a file that has its size already.
    for (let block = 0; block < BLOCKS; block++) writeSync(this.#file, BLOCK, 0, BLOCK.length, block * BLOCK.length);
    fdatasyncSync(this.#file);
  }

  /** Writes one block of 8 KB and waits until it is on the disk; returns how long that took, in ms. */
  write(): number {
    const began = performance.now();
    const position = (this.#block++ % BLOCKS) * BLOCK.length;
    writeSync(this.#file, BLOCK, 0, BLOCK.length, position);
    fdatasyncSync(this.#file);
    return performance.now() - began;
  }

  /** Removes its file. */
  close(): void {
    closeSync(this.#file);
    rmSync(this.#directory, { recursive: true });
  }
}
