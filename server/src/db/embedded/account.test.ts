import { describe, expect, it } from "vitest";
import { asAccount, chooseAccount, findRunAs } from "./account.ts";

const root = "root:x:0:0:root:/root:/bin/bash\n";
const nobody = "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n";
const postgres = "postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash\n";

describe("the account that PostgreSQL runs under", () => {
  it.each([
    { name: "that of an ordinary process, before there are files", processUid: 1000, passwd: root, expected: null },
    {
      name: "that of an ordinary process, when the files are its own",
      processUid: 1000,
      owner: { uid: 1000, gid: 1000 },
      passwd: root + postgres,
      expected: null,
    },
    { name: "postgres, for root", processUid: 0, passwd: root + nobody + postgres, expected: { uid: 101, gid: 104 } },
    {
      name: "nobody, for root where there is no postgres",
      processUid: 0,
      passwd: root + nobody,
      expected: { uid: 65534, gid: 65534 },
    },
    {
      name: "the owner of the files, for root",
      processUid: 0,
      owner: { uid: 1000, gid: 7 },
      passwd: root + postgres,
      expected: { uid: 1000, gid: 7 },
    },
    {
      name: "postgres, for root whose the files are",
      processUid: 0,
      owner: { uid: 0, gid: 0 },
      passwd: root + postgres,
      expected: { uid: 101, gid: 104 },
    },
  ])("is $name", ({ processUid, owner = null, passwd, expected }) => {
    expect(chooseAccount({ processUid, owner, passwd })).toEqual(expected);
  });

  it.each([
    {
      name: "an ordinary process finds another's files",
      processUid: 1000,
      owner: { uid: 101, gid: 104 },
      passwd: root + postgres,
      message: /belong to user 101.*chown -R 1000/s,
    },
    {
      name: "root finds nobody to hand over to",
      processUid: 0,
      passwd: root,
      message: /refuses to run as root.*DATABASE_URL/s,
    },
    {
      name: "the only user to hand over to is root by another name",
      processUid: 0,
      passwd: "postgres:x:0:0::/:/bin/sh\n",
      message: /refuses to run as root/,
    },
  ])("is refused when $name", ({ processUid, owner = null, passwd, message }) => {
    expect(() => chooseAccount({ processUid, owner, passwd })).toThrow(message);
  });
});

describe("a program under another account", () => {
  it("is started by setpriv only where it has to keep a capability", () => {
    const account = { uid: 101, gid: 104 };

    expect(asAccount({ account: null, capability: null }, "initdb", ["-D", "x"])).toEqual({
      file: "initdb",
      args: ["-D", "x"],
      credentials: {},
    });
    expect(asAccount({ account, capability: null }, "initdb", ["-D", "x"])).toEqual({
      file: "initdb",
      args: ["-D", "x"],
      credentials: account,
    });
    const { file, args, credentials } = asAccount({ account, capability: "dac_read_search" }, "initdb", ["-D", "x"]);
    expect([file, ...args].join(" ")).toBe(
      "setpriv --reuid 101 --regid 104 --clear-groups --securebits +no_setuid_fixup --inh-caps +dac_read_search --ambient-caps +dac_read_search -- initdb -D x",
    );
    expect(credentials).toEqual({});
  });

  it("that cannot reach a folder in any way is refused, naming the folder and the way out", async () => {
    const missing = "/no/such/folder";
    const options = { account: { uid: 101, gid: 104 }, postgres: "/bin/true", environment: { PATH: "/usr/bin:/bin" } };

    await expect(findRunAs({ ...options, directories: [missing] })).rejects.toThrow(
      /no\/such\/folder.*Move them.*DATABASE_URL/s,
    );
  });
});
