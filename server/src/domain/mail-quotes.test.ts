import { describe, expect, it } from "vitest";
import { ownWordsOf } from "./mail-quotes.ts";

describe("what a person wrote in a mail", () => {
  it.each<[string, string]>([
    ["Gmail", "On Thu, Jun 19, 2025 at 9:30 AM Clip & Comb <help@example.com> wrote:\n\n> Shall we?\n> Kim"],
    ["Gmail, folded", "On Thu, Jun 19, 2025 at 9:30 AM Clip & Comb <help@example.com>\nwrote:\n> Shall we?"],
    ["Apple Mail", "> On 19 Jun 2025, at 09:30, Clip & Comb <help@example.com> wrote:\n> \n> Shall we?"],
    ["Apple Mail, the line unmarked", "On 19 Jun 2025, at 09:30, Clip & Comb wrote:\n\n> Shall we?"],
    ["German", "Am 19.06.2025 um 09:30 schrieb Clip & Comb <help@example.com>:\n\n> Geht das?"],
    ["French", "Le jeu. 19 juin 2025 à 09:30, Clip & Comb <help@example.com> a écrit :\n\n> Bien ?"],
    ["Spanish", "El jue, 19 jun 2025 a las 9:30, Clip & Comb (<help@example.com>) escribió:\n\n> ¿Bien?"],
    ["Italian", "Il giorno gio 19 giu 2025 alle ore 09:30 Clip & Comb <help@example.com> ha scritto:\n\n> Va bene?"],
    ["Portuguese", "Em qui., 19 de jun. de 2025 às 09:30, Clip & Comb <help@example.com> escreveu:\n\n> Certo?"],
    ["Dutch", "Op do 19 jun 2025 om 09:30 schreef Clip & Comb <help@example.com>:\n\n> Goed?"],
    ["Dutch with another order", "Op 19 juni 2025 9:30 schreef Kim <kim@example.com>:\n> Goed?"],
    ["Gmail without words", "2025-06-19 9:30 GMT+02:00 Clip & Comb <help@example.com>:\n\n> Shall we?"],
    ["Thunderbird", "Clip & Comb wrote:\n> Shall we?"],
    [
      "a telephone, nothing marked",
      "On Thu, 19 Jun 2025, 09:30 Clip & Comb, <help@example.com> wrote:\nShall we?\nKim",
    ],
    [
      "Outlook",
      "From: Clip & Comb <help@example.com>\nSent: Thursday, June 19, 2025 9:30 AM\nTo: Lee\nSubject: Re: x\n\nShall we?",
    ],
    [
      "Outlook with a rule",
      "________________________________\nFrom: Clip <h@example.com>\nSent: Thursday\nTo: Lee\nSubject: x\n\nShall we?",
    ],
    ["Outlook with stars", "*From:* Clip <h@example.com>\n*Sent:* Thursday\n*To:* Lee\n\nShall we?"],
    [
      "Outlook in German",
      "Von: Clip <h@example.com>\nGesendet: Donnerstag, 19. Juni 2025 09:30\nAn: Lee\nBetreff: AW: x\n\nGeht das?",
    ],
    ["Outlook in French", "De : Clip <h@example.com>\nEnvoyé : jeudi 19 juin 2025 09:30\nÀ : Lee\nObjet : x\n\nBien ?"],
    ["Outlook in Spanish", "De: Clip <h@example.com>\nEnviado el: jueves, 19 de junio\nPara: Lee\nAsunto: x\n\n¿Bien?"],
    ["Outlook in Italian", "Da: Clip <h@example.com>\nInviato: giovedì 19 giugno\nA: Lee\nOggetto: x\n\nBene?"],
    ["Outlook in Portuguese", "De: Clip <h@example.com>\nEnviada em: quinta-feira\nPara: Lee\nAssunto: x\n\nCerto?"],
    ["Outlook in Dutch", "Van: Clip <h@example.com>\nVerzonden: donderdag 19 juni\nAan: Lee\nOnderwerp: x\n\nGoed?"],
    ["old Outlook", "-----Original Message-----\nFrom: Clip\n\nShall we?"],
    ["old Outlook in German", "-----Ursprüngliche Nachricht-----\nVon: Clip\n\nGeht das?"],
    ["old Outlook in French", "-----Message d'origine-----\nDe : Clip\n\nBien ?"],
    ["old Outlook in Spanish", "-----Mensaje original-----\nDe: Clip\n\n¿Bien?"],
    ["old Outlook in Italian", "-----Messaggio originale-----\nDa: Clip"],
    ["old Outlook in Portuguese", "-----Mensagem original-----\nDe: Clip"],
    ["old Outlook in Dutch", "-----Oorspronkelijk bericht-----\nVan: Clip"],
    ["plain marks", "> Shall we?\n>> No.\n> Then when?"],
  ])("is without what %s quotes", (_, quoted) => {
    expect(ownWordsOf(`Yes, at two.\n\n${quoted}`)).toBe("Yes, at two.");
  });

  it.each<[string]>([
    ["-- \nLee Miller\nClip & Comb"],
    ["--\nLee"],
    ["Sent from my iPhone"],
    ["Get Outlook for iOS<https://aka.ms/o0ukef>"],
    ["Von meinem iPhone gesendet"],
    ["Gesendet von Mail für Windows"],
    ["Envoyé de mon iPhone"],
    ["Envoyé depuis mon Samsung"],
    ["Enviado desde mi iPhone"],
    ["Enviado do meu iPhone"],
    ["Inviato da iPhone"],
    ["Verzonden vanaf mijn iPhone"],
    ["Verstuurd vanaf mijn iPad"],
    ["Sent from Outlook for Android\n\nSent from my iPad"],
  ])("is without the signature %j", (signature) => {
    expect(ownWordsOf(`Yes, at two.\n\n${signature}\n`)).toBe("Yes, at two.");
    expect(ownWordsOf(`Yes, at two.\n\n${signature}\n\nOn 19 Jun 2025 Clip <h@example.com> wrote:\n> x`)).toBe(
      "Yes, at two.",
    );
  });

  it.each<[string, string, string]>([
    ["answers between quoted lines", "Hi\n\n> One?\nYes.\n> Two?\nNo.", "Hi\n\nYes.\nNo."],
    ["an answer below", "On 19 Jun 2025 Clip wrote:\n> One?\n\nYes.", "Yes."],
    ["an answer below what Outlook quotes", "-----Original Message-----\n> One?\nYes.", "Yes."],
    ["a quotation alone", "> One?", "> One?"],
    ["a signature alone", "-- \nLee", "--\nLee"],
    [
      "what was forwarded",
      "See below.\n---------- Forwarded message ----------\nHello",
      "See below.\n---------- Forwarded message ----------\nHello",
    ],
    ["a sentence that begins like a quotation", "On Monday I wrote: come at two.", "On Monday I wrote: come at two."],
    [
      "a sentence that ends like one",
      "On reflection, this is what she wrote:\nnothing.",
      "On reflection, this is what she wrote:\nnothing.",
    ],
    ["a list of fields", "From: Berlin\nuntil Rome", "From: Berlin\nuntil Rome"],
    ["a rule", "One\n__________\nTwo", "One\n__________\nTwo"],
    [
      "a telephone in a sentence",
      "Sent from my office: two parcels, which have never come, and nobody knows anything of them at your shop",
      "Sent from my office: two parcels, which have never come, and nobody knows anything of them at your shop",
    ],
    ["empty lines", "A\n\n\n\n\nB  \n", "A\n\nB"],
    ["nothing", "", ""],
  ])("keeps %s", (_, text, words) => {
    expect(ownWordsOf(text)).toBe(words);
  });

  it.each<[string, string]>([
    ["one line", "x".repeat(1_000_000)],
    ["introductions that never end", "On 1 @\n".repeat(140_000)],
    ["marks", ">".repeat(500_000) + "\n>".repeat(200_000)],
    ["blocks of Outlook", "From: x\n".repeat(120_000)],
    ["spaces", " ".repeat(1_000_000)],
    ["dates", `2025-06-19 ${"<".repeat(500_000)}`],
    ["hyphens", `${"-".repeat(500_000)}\n${"- ".repeat(250_000)}`],
  ])("is found in a megabyte of %s", (_, text) => {
    // What goes over its text again and again takes minutes here: then the runner's limit ends the test.
    expect(ownWordsOf(text).length).toBeLessThanOrEqual(text.length);
  });
});
