/** Words that a point follows without an end of the sentence, in small letters, without their last point. */
const WITHIN_SENTENCES = new Set(
  // English
  (
    "mr mrs ms dr prof sr jr st rev hon gen col capt lt sgt vs approx dept est fig max min misc no nos vol pp ed eds inc " +
    "ltd co corp tel ext apt ave blvd rd e.g i.e cf viz al " +
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun " +
    // German
    "hr fr frl dipl ing nr str tel ca bzw ggf evtl inkl exkl zzgl abzgl vgl sog geb gest bspw mind max tägl mwst z.b d.h u.a " +
    "o.ä i.d.r z.t u.u s.o s.u v.a jr abs art bd kap std sek mo di mi do sa so jän mär mai okt dez " +
    // French
    "m mm mme mmes mlle mlles me mgr av boul env ex n° p.ex c.-à-d janv févr avr juil déc " +
    // Spanish and Portuguese
    "sra sres sras srta dra dña d.ª ud uds vd avda pág núm tfno p.ej ej aprox lic arq av exmo exma sto sta prof.ª p.e " +
    // Italian
    "sig sigg sig.ra dott dott.ssa avv ing geom rag egr gent spett pag tel p.es es " +
    // Dutch
    "dhr mevr mw drs ir mr blz bijv bv ca evt incl excl m.b.t o.a d.w.z t.a.v n.v " +
    // Others
    "tzn np itd ul tj napr npr pl kb tzv ул г т.е т.д т.п руб им"
  ).split(" "),
);

/** Words that end sentences as often as not: what follows tells. */
const OFTEN_LAST = new Set("etc usw u.s.w ecc enz a.m p.m am pm u.s u.k uhr f ff".split(" "));

/** Tells what a point after that word means: nothing, the end of a sentence, or that what follows tells. */
export function pointAfter(word: string): "within" | "end" | "depends" {
  const plain = word.toLowerCase();
  if (OFTEN_LAST.has(plain)) return "depends";
  if (WITHIN_SENTENCES.has(plain) || /^\p{L}$/u.test(plain)) return "within";
  // "am 3. Mai": of so small a number it may be an ordinal.
  if (/^\d{1,2}$/.test(plain)) return "within";
  // A word with points in it that is not known, or one as short as abbreviations are.
  return plain.includes(".") || /^\p{L}{2,3}$/u.test(plain) ? "depends" : "end";
}
