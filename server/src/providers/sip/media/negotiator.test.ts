import { describe, expect, it } from "vitest";
import { MediaRefusal } from "../call-media.ts";
import type { CodecName } from "./codecs.ts";
import { type Agreement, Negotiator } from "./negotiator.ts";

const OUR = {
  address: "192.0.2.1",
  port: 40_000,
  isSecure: false,
  codecs: ["opus", "g722", "pcmu", "pcma"] as CodecName[],
  sessionId: 7,
};
const KEY = "inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";

function negotiator(changes: Partial<typeof OUR> = {}): Negotiator {
  return new Negotiator({ ...OUR, ...changes });
}

function sdp(media: readonly string[], session: readonly string[] = ["c=IN IP4 198.51.100.9"]): string {
  return ["v=0", "o=- 1 1 IN IP4 198.51.100.9", "s=-", ...session, "t=0 0", ...media, ""].join("\r\n");
}

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof MediaRefusal) return `${error.status} ${error.message}`;
    throw error;
  }
  return "taken";
}

function media(body: string): string[] {
  return body.split("\r\n").filter((line) => /^m=|^a=/.test(line));
}

function brief({ codec, payloadType, keys, rtp, rtcp, direction }: Agreement): string {
  const to = rtp === null ? "nowhere" : `${rtp.address}:${rtp.port}/${rtcp?.port}`;
  return `${codec.name} ${payloadType} keys ${keys?.payloadType ?? "as tones"} ${to} ${direction}`;
}

describe("an answer", () => {
  it.each<[string, string[], string]>([
    ["PCMU without its name", ["m=audio 6000 RTP/AVP 0"], "pcmu 0 keys as tones 198.51.100.9:6000/6001 sendrecv"],
    [
      "the codec that we like best, wherever it stands",
      ["m=audio 6000 RTP/AVP 0 8 9 96", "a=rtpmap:96 opus/48000/2"],
      "opus 96 keys as tones 198.51.100.9:6000/6001 sendrecv",
    ],
    ["G.722 before G.711", ["m=audio 6000 RTP/AVP 8 0 9"], "g722 9 keys as tones 198.51.100.9:6000/6001 sendrecv"],
    [
      "events, by any number",
      ["m=audio 6000 RTP/AVP 8 127", "a=rtpmap:8 PCMA/8000/1", "a=rtpmap:127 TELEPHONE-EVENT/8000"],
      "pcma 8 keys 127 198.51.100.9:6000/6001 sendrecv",
    ],
    [
      "events of the codec's clock",
      [
        "m=audio 6000 RTP/AVP 96 101 102",
        "a=rtpmap:96 OPUS/48000/2",
        "a=rtpmap:101 telephone-event/8000",
        "a=rtpmap:102 telephone-event/48000",
      ],
      "opus 96 keys 102 198.51.100.9:6000/6001 sendrecv",
    ],
    [
      "a static number that was given to something else",
      ["m=audio 6000 RTP/AVP 0 8", "a=rtpmap:0 speex/8000"],
      "pcma 8 keys as tones 198.51.100.9:6000/6001 sendrecv",
    ],
    [
      "the address of the media before that of the session, and a port for RTCP",
      ["m=audio 6000 RTP/AVP 0", "c=IN IP4 203.0.113.5", "a=rtcp:7777"],
      "pcmu 0 keys as tones 203.0.113.5:6000/7777 sendrecv",
    ],
    [
      "RTCP only at the machine that has the audio",
      ["m=audio 6000 RTP/AVP 0", "a=rtcp:7777 IN IP4 203.0.113.5"],
      "pcmu 0 keys as tones 198.51.100.9:6000/6001 sendrecv",
    ],
    [
      "one port for both",
      ["m=audio 6000 RTP/AVP 0", "a=rtcp-mux"],
      "pcmu 0 keys as tones 198.51.100.9:6000/6000 sendrecv",
    ],
    ["a hold", ["m=audio 6000 RTP/AVP 0", "a=sendonly"], "pcmu 0 keys as tones 198.51.100.9:6000/6001 recvonly"],
    [
      "a hold of old, to no address",
      ["m=audio 6000 RTP/AVP 0", "c=IN IP4 0.0.0.0"],
      "pcmu 0 keys as tones nowhere recvonly",
    ],
    [
      "one who only listens",
      ["m=audio 6000 RTP/AVP 0", "a=recvonly"],
      "pcmu 0 keys as tones 198.51.100.9:6000/6001 sendonly",
    ],
    [
      "nobody who talks",
      ["m=audio 6000 RTP/AVP 0", "a=inactive"],
      "pcmu 0 keys as tones 198.51.100.9:6000/6001 inactive",
    ],
  ])("takes %s", (_, offered, expected) => {
    expect(brief(negotiator().answer(sdp(offered)).agreement)).toBe(expected);
  });

  it("says what was chosen and nothing else", () => {
    const offered = [
      "m=audio 6000 RTP/AVP 8 0 18 101",
      "a=rtpmap:101 telephone-event/8000",
      "a=ptime:30",
      "a=rtcp-mux",
      "a=x-of-theirs:1",
    ];
    const { body } = negotiator({ codecs: ["pcmu", "pcma"] }).answer(sdp(offered));
    expect(body.split("\r\n")).toEqual([
      "v=0",
      "o=operator 7 1 IN IP4 192.0.2.1",
      "s=-",
      "c=IN IP4 192.0.2.1",
      "t=0 0",
      "m=audio 40000 RTP/AVP 0 101",
      "a=rtpmap:0 PCMU/8000",
      "a=rtpmap:101 telephone-event/8000",
      "a=fmtp:101 0-15",
      "a=ptime:20",
      "a=rtcp-mux",
      "a=sendrecv",
      "",
    ]);
  });

  it("refuses other media, and keeps their place", () => {
    const offered = [
      "m=video 5000 RTP/AVP 96 97",
      "a=rtpmap:96 VP8/90000",
      "m=audio 6000 RTP/AVP 0",
      "m=audio 6002 RTP/AVP 8",
      "m=image 7000 udptl t38",
    ];
    const ours = negotiator();
    const lines = ["m=video 0 RTP/AVP 96 97", "m=audio 40000 RTP/AVP 0", "m=audio 0 RTP/AVP 8", "m=image 0 udptl t38"];
    const sections = (body: string) => media(body).filter((line) => line.startsWith("m="));
    expect(sections(ours.answer(sdp(offered)).body)).toEqual(lines);
    expect(sections(ours.offer(true))).toEqual(lines);
  });

  it.each<[string, string[], string]>([
    ["without media", [], "488 The offer has no audio"],
    ["of video only", ["m=video 5000 RTP/AVP 96"], "488 The offer has no audio"],
    ["of audio that is over", ["m=audio 0 RTP/AVP 0"], "488 The offer has no audio"],
    ["of WebRTC", ["m=audio 9 UDP/TLS/RTP/SAVPF 0"], "488 The offer has no audio"],
    ["of codecs that nobody here speaks", ["m=audio 6000 RTP/AVP 18 3"], "488 The offer has none of the codecs"],
    ["of events only", ["m=audio 6000 RTP/AVP 101", "a=rtpmap:101 telephone-event/8000"], "488 The offer has none"],
    ["for a group", ["m=audio 6000 RTP/AVP 0", "c=IN IP4 224.1.1.1/127"], "488 The audio is to be sent to 224.1.1.1"],
    ["for everybody", ["m=audio 6000 RTP/AVP 0", "c=IN IP4 255.255.255.255"], "488 The audio is to be sent to 255"],
    ["for a name", ["m=audio 6000 RTP/AVP 0", "c=IN IP4 host.example"], "488 The audio is to be sent to host.example"],
    ["for the other family", ["m=audio 6000 RTP/AVP 0", "c=IN IP6 2001:db8::1"], "488 The audio is to be sent to 2001"],
    ["of SRTP without keys", ["m=audio 6000 RTP/SAVP 0"], "488 The offer wants SRTP without a key"],
    [
      "of SRTP by a suite that nobody here speaks",
      ["m=audio 6000 RTP/SAVP 0", `a=crypto:1 F8_128_HMAC_SHA1_80 ${KEY}`],
      "488 The offer wants SRTP without a key",
    ],
    ["that cannot be read", ["m=audio sixthousand RTP/AVP 0"], "400 The session description has a line that cannot"],
    ["with a port that is none", ["m=audio 66000 RTP/AVP 0"], "400 The session description has a line that cannot"],
  ])("refuses an offer %s", (_, offered, expected) => {
    expect(refusal(() => negotiator().answer(sdp(offered)))).toContain(expected);
  });

  it("refuses an offer without an address", () => {
    expect(refusal(() => negotiator().answer(sdp(["m=audio 6000 RTP/AVP 0"], [])))).toContain("400 The session");
  });

  it.each([
    ["", "does not begin with v=0"],
    ["hello", "does not begin with v=0"],
    [`v=0\r\n${"a=x\r\n".repeat(600)}`, "more than 500 lines"],
    [`v=0\r\na=${"x".repeat(20_000)}`, "at most 16384"],
    [`v=0\r\n${"m=audio 1 RTP/AVP 0\r\n".repeat(20)}`, "more than 16 media"],
    ["v=0\r\nnonsense\r\n", "has a line that is none"],
  ])("refuses what is no description", (text, problem) => {
    expect(refusal(() => negotiator().answer(text))).toMatch(new RegExp(`^400 .*${problem}`));
  });

  it("changes nothing when it refuses", () => {
    const ours = negotiator();
    const first = ours.answer(sdp(["m=audio 6000 RTP/AVP 0"])).body;
    refusal(() => ours.answer(sdp(["m=audio 6000 RTP/AVP 18"])));
    expect(ours.answer(sdp(["m=audio 6000 RTP/AVP 0"])).body).toBe(first);
  });
});

describe("an offer", () => {
  it("has all codecs by preference, and keys by their clocks", () => {
    expect(media(negotiator().offer(false))).toEqual([
      "m=audio 40000 RTP/AVP 111 9 0 8 110 101",
      "a=rtpmap:111 opus/48000/2",
      expect.stringMatching(/^a=fmtp:111 .*maxplaybackrate=16000/),
      "a=rtpmap:9 G722/8000",
      "a=rtpmap:0 PCMU/8000",
      "a=rtpmap:8 PCMA/8000",
      "a=rtpmap:110 telephone-event/48000",
      "a=fmtp:110 0-15",
      "a=rtpmap:101 telephone-event/8000",
      "a=fmtp:101 0-15",
      "a=ptime:20",
      "a=rtcp-mux",
      "a=sendrecv",
    ]);
  });

  it.each<[string, string[], string]>([
    ["their first codec", ["m=audio 6000 RTP/AVP 8 0"], "pcma 8 keys as tones 198.51.100.9:6000/6001 sendrecv"],
    [
      "their numbers for it",
      ["m=audio 6000 RTP/AVP 97 98", "a=rtpmap:97 opus/48000/2", "a=rtpmap:98 telephone-event/48000"],
      "opus 97 keys 98 198.51.100.9:6000/6001 sendrecv",
    ],
    ["their hold", ["m=audio 6000 RTP/AVP 0", "a=inactive"], "pcmu 0 keys as tones 198.51.100.9:6000/6001 inactive"],
  ])("goes on with %s", (_, answered, expected) => {
    const ours = negotiator();
    ours.offer(false);
    expect(brief(ours.accept(sdp(answered)))).toBe(expected);
  });

  it("hears both sides' numbers for a codec", () => {
    const ours = negotiator();
    ours.offer(false);
    const { received } = ours.accept(sdp(["m=audio 6000 RTP/AVP 97", "a=rtpmap:97 opus/48000/2"]));
    expect([...received.keys()].sort()).toEqual([111, 97]);
  });

  it.each<[string, string[], string]>([
    ["refuses the audio", ["m=audio 0 RTP/AVP 0"], "488 The audio that was offered was refused"],
    ["has another codec", ["m=audio 6000 RTP/AVP 18"], "488 The answer takes none of the codecs"],
    ["has no audio", ["m=video 6000 RTP/AVP 0"], "400 The answer says nothing of the audio"],
    ["has another protocol", ["m=audio 6000 RTP/SAVP 0"], "488 RTP/AVP was offered"],
  ])("is not agreed on when the answer %s", (_, answered, expected) => {
    const ours = negotiator();
    ours.offer(false);
    expect(refusal(() => ours.accept(sdp(answered)))).toContain(expected);
  });

  it("may be answered twice, early and finally, and not without having been made", () => {
    const ours = negotiator();
    expect(refusal(() => ours.accept(sdp(["m=audio 6000 RTP/AVP 0"])))).toContain("400 An answer to no offer");
    ours.offer(false);
    ours.accept(sdp(["m=audio 6000 RTP/AVP 0"]));
    expect(ours.accept(sdp(["m=audio 6002 RTP/AVP 0"])).rtp?.port).toBe(6_002);
  });

  it("goes on with what was agreed, and counts its versions", () => {
    const ours = negotiator();
    const version = (body: string) => /^o=operator 7 (\d+) /m.exec(body)?.[1];
    expect(version(ours.offer(false))).toBe("1");
    ours.accept(sdp(["m=audio 6000 RTP/AVP 8 101", "a=rtpmap:101 telephone-event/8000", "a=rtcp-mux"]));
    const held = ours.offer(true);
    expect(media(held)[0]).toBe("m=audio 40000 RTP/AVP 8 101");
    expect(held).toContain("a=sendonly");
    expect(version(held)).toBe("2");
    expect(ours.offer(true)).toBe(held);
    ours.withdraw();
    expect(version(ours.offer(false))).toBe("3");
  });
});

describe("holding", () => {
  const PLAIN = ["m=audio 6000 RTP/AVP 0"];

  it("is theirs as long as they say so", () => {
    const ours = negotiator();
    const held = (offered: string[]) => ours.answer(sdp(offered)).agreement.isHeldByThem;
    expect(held(PLAIN)).toBe(false);
    expect(held([...PLAIN, "a=sendonly"])).toBe(true);
    expect(held([...PLAIN, "a=inactive"])).toBe(true);
    expect(held([...PLAIN, "c=IN IP4 0.0.0.0"])).toBe(true);
    expect(held([...PLAIN, "a=sendrecv"])).toBe(false);
  });

  it("is ours until we end it, whatever they offer meanwhile", () => {
    const ours = negotiator();
    ours.answer(sdp(PLAIN));
    ours.offer(true);
    expect(ours.accept(sdp([...PLAIN, "a=recvonly"]))).toMatchObject({ direction: "sendonly", isHeldByThem: false });
    expect(ours.answer(sdp(PLAIN)).agreement).toMatchObject({ direction: "sendonly", isHeldByThem: false });
    expect(ours.answer(sdp([...PLAIN, "a=sendonly"])).agreement).toMatchObject({
      direction: "inactive",
      isHeldByThem: true,
    });
    ours.offer(false);
    expect(ours.accept(sdp(PLAIN))).toMatchObject({ direction: "sendrecv", isHeldByThem: false });
  });

  it("is not theirs when they answer ours with inactive", () => {
    const ours = negotiator();
    ours.answer(sdp(PLAIN));
    ours.offer(true);
    expect(ours.accept(sdp([...PLAIN, "a=inactive"])).isHeldByThem).toBe(false);
  });

  it("is not asked for when the offer was withdrawn", () => {
    const ours = negotiator();
    ours.answer(sdp(PLAIN));
    ours.offer(true);
    ours.withdraw();
    expect(ours.answer(sdp(PLAIN)).agreement.direction).toBe("sendrecv");
  });
});

describe("SRTP", () => {
  const SECURE = ["m=audio 6000 RTP/SAVP 0", `a=crypto:3 AES_CM_128_HMAC_SHA1_32 ${KEY}|2^20`];

  it("is answered with the first suite that we speak, and a key of our own that stays", () => {
    const ours = negotiator();
    const { agreement, body } = ours.answer(
      sdp(["m=audio 6000 RTP/SAVP 0", `a=crypto:1 AES_256_CM_HMAC_SHA1_80 ${KEY}`, SECURE[1] as string]),
    );
    expect(agreement.crypto?.theirs).toMatchObject({ tag: 3, suite: "AES_CM_128_HMAC_SHA1_32" });
    expect(body).toMatch(/^m=audio 40000 RTP\/SAVP 0\r$/m);
    expect(body).toMatch(/^a=crypto:3 AES_CM_128_HMAC_SHA1_32 inline:[\w+/]{40}\r$/m);
    expect(body).not.toContain(KEY);
    expect(ours.answer(sdp(SECURE)).body).toBe(body);
  });

  it.each([
    ["a key with a name (MKI)", `AES_CM_128_HMAC_SHA1_80 ${KEY}|2^20|1:4`],
    ["packets that are not enciphered", `AES_CM_128_HMAC_SHA1_80 ${KEY} UNENCRYPTED_SRTP`],
    ["a key that is too short", "AES_CM_128_HMAC_SHA1_80 inline:WVNfX19z"],
    ["several keys", `AES_CM_128_HMAC_SHA1_80 ${KEY};${KEY}`],
  ])("is refused with %s", (_, line) => {
    expect(refusal(() => negotiator().answer(sdp(["m=audio 6000 RTP/SAVP 0", `a=crypto:1 ${line}`])))).toContain("488");
  });

  it("is offered where the signalling is secure, and must be answered", () => {
    const ours = negotiator({ isSecure: true });
    const offer = ours.offer(false);
    expect(offer).toContain("m=audio 40000 RTP/SAVP ");
    expect(media(offer).filter((line) => line.startsWith("a=crypto"))).toHaveLength(2);
    expect(refusal(() => ours.accept(sdp(["m=audio 6000 RTP/SAVP 0"])))).toContain("488 SRTP was offered");
    const answered = ["m=audio 6000 RTP/SAVP 0", `a=crypto:2 AES_CM_128_HMAC_SHA1_32 ${KEY} WSH=128`];
    const { crypto } = ours.accept(sdp(answered));
    expect(crypto?.ours).toMatchObject({ tag: 2, suite: "AES_CM_128_HMAC_SHA1_32" });
    expect(offer).toContain(media(ours.offer(true)).find((line) => line.startsWith("a=crypto")));
  });

  it("agrees between two of us", () => {
    const [one, other] = [negotiator({ isSecure: true }), negotiator()];
    const { agreement, body } = other.answer(one.offer(false));
    const mine = one.accept(body);
    expect(mine.crypto?.ours.keys).toEqual(agreement.crypto?.theirs.keys);
    expect(mine.crypto?.theirs.keys).toEqual(agreement.crypto?.ours.keys);
    expect(brief(mine)).toBe("opus 111 keys 110 192.0.2.1:40000/40000 sendrecv");
  });
});

it("speaks IPv6", () => {
  const ours = negotiator({ address: "2001:db8::5" });
  const { agreement, body } = ours.answer(sdp(["m=audio 6000 RTP/AVP 0"], ["c=IN IP6 2001:DB8:0::1"]));
  expect(agreement.rtp).toEqual({ address: "2001:db8::1", port: 6_000 });
  expect(body).toContain("c=IN IP6 2001:db8::5");
});
