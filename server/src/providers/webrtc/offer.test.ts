import { describe, expect, it } from "vitest";
import { readOffer, writeAnswer, writeOffer } from "./offer.ts";

/** As Chromium makes it, without most of its extensions. */
const OFFER = [
  "v=0",
  "o=- 5498186869896684180 2 IN IP4 127.0.0.1",
  "s=-",
  "t=0 0",
  "a=group:BUNDLE 0",
  "a=extmap-allow-mixed",
  "a=msid-semantic: WMS stream",
  "m=audio 52001 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126",
  "c=IN IP4 192.0.2.17",
  "a=rtcp:9 IN IP4 0.0.0.0",
  "a=candidate:1645903805 1 udp 2122262783 192.0.2.17 52001 typ host generation 0 network-id 1",
  "a=candidate:2 1 udp 2122262782 10.0.0.5 22 typ host generation 0 network-id 1",
  "a=ice-ufrag:Ld4Y",
  "a=ice-pwd:1ZxEJyiOqYhQnqbvTpTfDgVj",
  "a=ice-options:trickle",
  `a=fingerprint:sha-256 ${Array(32).fill("7F").join(":")}`,
  "a=setup:actpass",
  "a=mid:0",
  "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
  "a=sendrecv",
  "a=msid:stream track",
  "a=rtcp-mux",
  "a=rtpmap:111 opus/48000/2",
  "a=rtcp-fb:111 transport-cc",
  "a=fmtp:111 minptime=10;useinbandfec=1",
  "a=rtpmap:63 red/48000/2",
  "a=rtpmap:9 G722/8000",
  "a=ssrc:3735928559 cname:Gk6yVd7vW5n0m4lA",
  "",
];
const offerOf = (change: (line: string) => string | null = (line) => line) =>
  OFFER.map(change)
    .filter((line) => line !== null)
    .join("\r\n");
const without = (start: string) => offerOf((line) => (line.startsWith(start) ? null : line));
const instead = (start: string, line: string) => offerOf((each) => (each.startsWith(start) ? line : each));

describe("an offer of WebRTC", () => {
  it("is read for what is taken over of it", () => {
    expect(readOffer(offerOf())).toEqual({
      mid: "0",
      isBundled: true,
      direction: "sendrecv",
      iceUsername: "Ld4Y",
      icePassword: "1ZxEJyiOqYhQnqbvTpTfDgVj",
      fingerprints: [`sha-256 ${Array(32).fill("7F").join(":")}`],
      setup: "actpass",
      payloadType: 111,
      source: 3_735_928_559,
    });
  });

  it("is read, too, with lines that end without a return, and with what holds for the whole session above", () => {
    const lines = without("a=fingerprint").split("\r\n");
    lines.splice(4, 0, `a=fingerprint:sha-256 ${Array(32).fill("0a").join(":")}`);
    expect(readOffer(lines.join("\n")).fingerprints).toEqual([`sha-256 ${Array(32).fill("0a").join(":")}`]);
  });

  it("hands no address on that it names", () => {
    const written = writeOffer(readOffer(offerOf()));
    expect(written).not.toMatch(/candidate:|192\.0\.2|10\.0\.0/);
    expect(readOffer(written)).toEqual(readOffer(offerOf()));
  });

  it("hands nothing on that is hidden in it", () => {
    const hidden = readOffer(instead("a=ssrc", "a=ssrc:5 cname:x\u2028a=candidate:1 1 udp 1 10.0.0.5 22 typ host"));
    expect(writeOffer(hidden)).not.toContain("10.0.0.5");
  });

  it.each([
    ["garbage", "\u0000\u0001 hello", /does not begin with v=0/],
    ["nothing but a head", "v=0\r\n", /no audio section/],
    ["video", instead("m=audio", "m=video 9 UDP/TLS/RTP/SAVPF 96"), /one section and no more, of audio/],
    ["video beside audio", `${offerOf()}m=video 9 UDP/TLS/RTP/SAVPF 96\r\n`, /one section and no more/],
    ["a data channel beside audio", `${offerOf()}m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n`, /one section/],
    ["a rejected section", instead("m=audio", "m=audio 0 UDP/TLS/RTP/SAVPF 111"), /one section/],
    ["audio that is not encrypted", instead("m=audio", "m=audio 9 RTP/AVP 111"), /DTLS-SRTP/],
    ["no Opus", without("a=rtpmap:111"), /offers no Opus/],
    ["an impossible payload type", instead("a=rtpmap:111", "a=rtpmap:999 opus/48000/2"), /payload type 999/],
    ["no certificate", without("a=fingerprint"), /names no certificate/],
    ["a broken certificate", instead("a=fingerprint", "a=fingerprint:sha-256 7F:7F"), /names no certificate/],
    [
      "a certificate known by a weak hash",
      instead("a=fingerprint", `a=fingerprint:sha-1 ${"7F:".repeat(19)}7F`),
      /certif/,
    ],
    ["no name for checks", without("a=ice-ufrag"), /ice-ufrag/],
    ["a short password for checks", instead("a=ice-pwd", "a=ice-pwd:short"), /ice-pwd/],
    ["no role in DTLS", without("a=setup"), /who begins DTLS/],
    ["audio that does not flow", instead("a=sendrecv", "a=inactive"), /no audio is to flow/],
    ["thousands of candidates", offerOf().replace(/a=candidate.*\r\n/, (line) => line.repeat(3_000)), /at most 40000/],
    ["a very long line", instead("a=msid-semantic", `a=msid-semantic: ${"a".repeat(1_000_000)}`), /at most 40000/],
  ])("is refused in words: %s", (_, sdp, message) => {
    expect(() => readOffer(sdp)).toThrow(message);
  });

  it("is read however its lines are made", () => {
    const nasty = `v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=fingerprint:sha-256 ${"7F:".repeat(12_000)}`;
    expect(() => readOffer(nasty)).toThrow(/offers no Opus/);
  });

  it("is answered by an agent that only answers, with each of our addresses", () => {
    const answer = writeAnswer(readOffer(offerOf()), {
      iceUsername: "ours",
      icePassword: "p".repeat(22),
      fingerprints: [{ algorithm: "sha-256", value: "AA" }],
      source: 7,
      addresses: ["192.0.2.1", "198.51.100.1"],
      port: 40_000,
      sampleRateHz: 16_000,
    });
    const lines = answer.split("\r\n");
    expect(lines.indexOf("a=ice-lite")).toBeLessThan(lines.findIndex((line) => line.startsWith("m=")));
    expect(lines).toContain("m=audio 40000 UDP/TLS/RTP/SAVPF 111");
    expect(lines.filter((line) => line.startsWith("a=candidate"))).toEqual([
      "a=candidate:1 1 udp 2130706431 192.0.2.1 40000 typ host",
      "a=candidate:2 1 udp 2130706175 198.51.100.1 40000 typ host",
    ]);
    expect(lines).toContain("a=setup:active");
  });

  it.each([
    ["sendrecv", "sendrecv"],
    ["sendonly", "recvonly"],
    ["recvonly", "sendonly"],
  ])("that says %s is answered with %s", (offered, answered) => {
    const side = { iceUsername: "", icePassword: "", fingerprints: [], source: 1, addresses: [], port: 1 };
    const offer = readOffer(instead("a=sendrecv", `a=${offered}`));
    expect(writeAnswer(offer, { ...side, sampleRateHz: 8_000 })).toContain(`\r\na=${answered}\r\n`);
  });
});
