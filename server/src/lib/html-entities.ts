/** The named characters that people's mails and pages are full of; the rest of HTML's two thousand stay as written. */
const NAMED: ReadonlyMap<string, string> = new Map(
  [
    "amp & lt < gt > quot \" apos ' nbsp \u00a0 copy © reg ® trade ™ euro € pound £ yen ¥ cent ¢ sect § para ¶ deg °",
    "hellip … mdash — ndash – lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ laquo « raquo » lsaquo ‹ rsaquo › bull •",
    "middot · iexcl ¡ iquest ¿ plusmn ± times × divide ÷ frac12 ½ frac14 ¼ frac34 ¾ sup2 ² sup3 ³ micro µ acute ´",
    "szlig ß agrave à aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç egrave è eacute é ecirc ê euml ë",
    "igrave ì iacute í icirc î iuml ï ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö oslash ø ugrave ù uacute ú",
    "ucirc û uuml ü yacute ý yuml ÿ Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä Aring Å AElig Æ Ccedil Ç Egrave È",
    "Eacute É Ecirc Ê Euml Ë Igrave Ì Iacute Í Icirc Î Iuml Ï Ntilde Ñ Ograve Ò Oacute Ó Ocirc Ô Otilde Õ Ouml Ö",
    "Oslash Ø Ugrave Ù Uacute Ú Ucirc Û Uuml Ü Yacute Ý oelig œ OElig Œ scaron š Scaron Š eth ð thorn þ larr ← uarr ↑",
    "rarr → darr ↓ harr ↔ ne ≠ le ≤ ge ≥ infin ∞ minus − check ✓ zwnj \u200c zwj \u200d shy \u00ad ensp \u2002 emsp \u2003",
  ].flatMap((line) => {
    const words = line.split(" ");
    return words.flatMap((name, place) => (place % 2 === 0 ? [[name, words[place + 1] as string] as const] : []));
  }),
);

const REFERENCE = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]{1,31}));?/gi;

/** Puts the characters in the place of their references: `&amp;`, `&#228;`, `&#xe4;`. Unknown ones stay as written. */
export function decodeHtmlEntities(text: string): string {
  return text.replace(REFERENCE, (whole, ...groups: (string | undefined)[]) => {
    const [hex, decimal, name] = groups;
    if (name !== undefined) return NAMED.get(name) ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : "\uFFFD";
  });
}
