import { describe, expect, it } from "vitest";
import { headerIn } from "./scripted-peer.ts";
import { request, startCaller } from "./sip-caller.ts";
import { openNetwork, trunkOf, until } from "./sip-peer.ts";
import { takeCalls } from "./sip-scenarios.ts";

const TRUNK = trunkOf({ host: "192.0.2.1", allowed_addresses: ["127.0.0.1"] });
const ACCOUNT = trunkOf({ name: "desk", host: "192.0.2.2", username: "desk", password: "secret", challenge: true });
const STRANGER = "127.0.0.2";

function wrongProof(challenge: string): string {
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? "";
  return `Authorization: Digest username="desk", realm="operator", nonce="${nonce}", uri="sip:x", algorithm=SHA-256, qop=auth, nc=00000001, cnonce="c", response="${"0".repeat(64)}"`;
}

describe.concurrent("connections of strangers", () => {
  it("bring no more guesses of a password than datagrams do, and are closed, while a trunk's call goes on", async () => {
    const { network, port, notes } = await openNetwork({ trunks: [TRUNK, ACCOUNT], strangers: "refuse" });
    takeCalls(network, {});
    const trunk = await startCaller(port("tcp"));
    trunk.say(request("INVITE", 1, { headers: ["Content-Type: application/sdp"], body: "v=0\r\n" }));
    const answered = () => trunk.answers().find(({ status }) => status === "200");
    await until(() => answered() !== undefined, "the trunk's call");
    const dialog = { to: headerIn(answered()?.text ?? "", "To"), callId: "INVITE1" };
    trunk.say(request("ACK", 1, dialog));

    const stranger = await startCaller(port("tcp"), STRANGER);
    stranger.say(request("OPTIONS", 1));
    await until(() => stranger.answers().length === 1, "the challenge");
    const proof = wrongProof(stranger.answers()[0]?.text ?? "");
    for (let count = 2; count < 500; count++) stranger.say(request("OPTIONS", count, { headers: [proof] }));
    await until(() => stranger.isClosed(), "the end of the stranger's connection");
    expect(stranger.answers()[0]?.status).toBe("401");
    const refused = stranger.answers().slice(1);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set(["403"]));
    expect(refused.length).toBeLessThan(60);

    trunk.say(request("INFO", 2, dialog));
    const confirmed = () => trunk.answers().find(({ text }) => /CSeq: 2 INFO/.test(text));
    await until(() => confirmed() !== undefined, "the answer within the call");
    expect(confirmed()?.status).toBe("200");
    expect(network.calls).toBe(1);
    const reasons = notes.filter(({ detail }) => detail["reason"] === "a stranger sent more than it may");
    expect(reasons).toHaveLength(1);
    trunk.close();
    await network.close(0);
  });

  it("are closed without harm to another stranger's", async () => {
    const { network, port } = await openNetwork({ trunks: [TRUNK], strangers: "refuse" });
    const flooding = await startCaller(port("tcp"), STRANGER);
    for (let count = 0; count < 500; count++) flooding.say(request("OPTIONS", count));
    await until(() => flooding.isClosed(), "the end of the connection");
    const gentle = await startCaller(port("tcp"), "127.0.0.3");
    gentle.say(request("OPTIONS", 1));
    await until(() => gentle.answers().length === 1, "the refusal of another stranger");
    expect(gentle.isClosed()).toBe(false);
    gentle.close();
    await network.close(0);
  });

  it("leave a trunk its connections when they are as many as they may be", async () => {
    const { network, port, notes } = await openNetwork({ trunks: [TRUNK], strangers: "refuse" });
    const isFull = () => notes.some(({ message }) => message.includes("there are too many"));
    const strangers: Awaited<ReturnType<typeof startCaller>>[] = [];
    const open = () => strangers.filter((each) => !each.isClosed()).length;
    while (!isFull()) strangers.push(await startCaller(port("tcp"), STRANGER));
    await until(() => open() <= 20, "the end of those that are too many");
    const trunk = await Promise.all(Array.from({ length: 30 }, () => startCaller(port("tcp"))));
    for (const [index, each] of trunk.entries()) each.say(request("OPTIONS", index));
    await until(() => trunk.every((each) => each.answers()[0]?.status === "200"), "the answers to the trunk");
    // Places are given back by who leaves.
    for (const each of strangers) each.close();
    const late = await startCaller(port("tcp"), "127.0.0.3");
    late.say(request("OPTIONS", 99));
    await until(() => late.answers().length === 1, "the refusal of another stranger");
    for (const each of [late, ...trunk]) each.close();
    await network.close(0);
  });
});
