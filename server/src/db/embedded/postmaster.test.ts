import { describe, expect, it } from "vitest";
import { parsePidFile } from "./postmaster.ts";

describe("postmaster.pid", () => {
  const written = "9816\n/srv/data\n1795200938\n5432\n/srv/socket\n\n  2163052         8\nready   \n";

  it.each([
    ["of a server that is up", written, { pid: 9816, socketDirectory: "/srv/socket", status: "ready" }],
    ["of one that has only begun to write it", "9816\n/srv/data\n", { pid: 9816, socketDirectory: "", status: "" }],
    ["that is empty, after a full disk", "", null],
    ["that names a backend run by hand", "-9816\n/srv/data\n", null],
  ])("is read when it is one %s", (_, text, expected) => {
    expect(parsePidFile(text)).toEqual(expected);
  });
});
