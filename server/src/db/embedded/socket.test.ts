import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chooseSocketDirectory, makeSocketDirectory } from "./socket.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "operator-socket-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the folder of the socket", () => {
  const long = `/srv/${"x".repeat(100)}`;

  it.each([
    {
      name: "is inside the database's",
      directory: "/srv/operator/postgres",
      temporary: "/tmp",
      expected: /^\/srv\/operator\/postgres\/socket$/,
    },
    {
      name: "is a temporary one when that path is too long",
      directory: long,
      temporary: "/var/tmp",
      expected: /^\/var\/tmp\/operator-[0-9a-f]{16}$/,
    },
    {
      name: "is a temporary one when that path is too long in bytes",
      directory: `/srv/${"ü".repeat(50)}`,
      temporary: "/var/tmp",
      expected: /^\/var\/tmp\/operator-[0-9a-f]{16}$/,
    },
    {
      name: "is in /tmp when the temporary path is too long as well",
      directory: long,
      temporary: long,
      expected: /^\/tmp\/operator-[0-9a-f]{16}$/,
    },
  ])("$name", ({ directory, temporary, expected }) => {
    expect(chooseSocketDirectory(directory, temporary)).toMatch(expected);
  });

  it("is another one for another database", () => {
    expect(chooseSocketDirectory(`${long}1`, "/tmp")).not.toBe(chooseSocketDirectory(`${long}2`, "/tmp"));
  });

  it("is closed to others", () => {
    const path = join(folder, "socket");
    mkdirSync(path);
    chmodSync(path, 0o777);

    makeSocketDirectory(path, null);

    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it("is not taken over from somebody else", () => {
    const link = join(folder, "socket");
    symlinkSync("/tmp", link);

    expect(() => makeSocketDirectory(link, null)).toThrow("cannot be trusted");
  });
});
