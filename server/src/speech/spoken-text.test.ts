import { describe, expect, it } from "vitest";
import { spokenText } from "./spoken-text.ts";

describe("spokenText in English", () => {
  it.each([
    ["You have 3 new messages.", "You have three new messages."],
    ["It is 1,234,567 people.", "It is one million two hundred thirty-four thousand five hundred sixty-seven people."],
    ["Pi is 3.14159.", "Pi is three point one four one five nine."],
    ["That is -5 degrees.", "That is minus five degrees."],
    [
      "In 1984, 1900, 2005 and 2024.",
      "In nineteen eighty-four, nineteen hundred, two thousand five and twenty twenty-four.",
    ],
    ["The 1st, 2nd, 3rd, 11th and 22nd floor.", "The first, second, third, eleventh and twenty-second floor."],
    ["On 2024-05-03.", "On May third, twenty twenty-four."],
    ["On 12/25/2024.", "On December twenty-fifth, twenty twenty-four."],
    ["On March 3, 2024.", "On March third, twenty twenty-four."],
    ["On March 3rd at noon.", "On March third at noon."],
    ["On 3 March 2024.", "On March third, twenty twenty-four."],
    ["At 3:30 pm.", "At three thirty p.m."],
    ["At 10:05.", "At ten oh five."],
    ["At 10:00.", "At ten o'clock."],
    ["At 14:30.", "At two thirty p.m."],
    ["At 9 a.m. sharp.", "At nine a.m. sharp."],
    ["It starts at 2024-05-03T10:30:00.", "It starts at May third, twenty twenty-four, ten thirty."],
    ["It costs $3.50.", "It costs three dollars and fifty cents."],
    ["It costs $1.", "It costs one dollar."],
    ["It costs $0.99.", "It costs ninety-nine cents."],
    ["It costs $1,299.00.", "It costs one thousand two hundred ninety-nine dollars."],
    ["It costs €20.", "It costs twenty euros."],
    ["£5 and 30p.", "five pounds and 30p."],
    ["Sales of $3.5 million.", "Sales of three point five million dollars."],
    ["A 25% discount.", "A twenty-five percent discount."],
    ["0.5 % more.", "zero point five percent more."],
    ["10 km away.", "ten kilometers away."],
    ["1 kg of 2.5 l.", "one kilogram of two point five liters."],
    ["It is 21 °C.", "It is twenty-one degrees Celsius."],
    ["60 mph.", "sixty miles per hour."],
    ["Call +1 (555) 123-4567.", "Call plus one, five five five, one two three, four five six seven."],
    ["Call 555-123-4567.", "Call five five five, one two three, four five six seven."],
    ["Call +49 30 1234567.", "Call plus four nine, three zero, one two three, four five six seven."],
    ["Call 555-1234.", "Call five five five, one two three four."],
    ["Your code is 482913.", "Your code is four eight two, nine one three."],
    ["PIN 0042.", "PIN zero zero four two."],
    ["Order 4711 is here.", "Order four seven one one is here."],
    ["Gate A-17.", "Gate A, seventeen."],
    ["Flight LH400.", "Flight L H, four zero zero."],
    ["Key X7K9Q2.", "Key X, seven, K, nine, Q, two."],
    ["An MP3 about COVID-19.", "An M P three about COVID, nineteen."],
    ["Mail anna.meyer@example.com.", "Mail anna dot meyer at example dot com."],
    ["Mail bob_17@gmx.de now.", "Mail bob underscore seventeen at G M X dot D E now."],
    ["See https://www.example.com/help.", "See example dot com slash help."],
    ["See example.com.", "See example dot com."],
    ["See https://example.com/a?b=c&d=e, please.", "See example dot com, please."],
    ["It is spelled S-M-I-T-H.", "It is spelled S, M, I, T, H."],
    ["Add 1/2 cup, 3/4 cup and 2½ cups.", "Add one half cup, three quarters cup and two and one half cups."],
    ["We work 24/7.", "We work twenty-four seven."],
    ["10-12 people.", "ten to twelve people."],
    ["From 2019–2021.", "From twenty nineteen to twenty twenty-one."],
    ["5–10 km.", "five to ten kilometers."],
    ["9:00–17:00.", "nine o'clock to five p.m."],
    ["R&D and AT&T.", "R and D and AT and T."],
    ["Item #5.", "Item number five."],
    ["e.g. apples, i.e. fruit, etc.", "for example apples, that is fruit, et cetera."],
    ["Dr. Smith vs. Mr. Jones.", "Doctor Smith versus Mister Jones."],
    ["Version 2.0.1 of the app.", "Version two dot zero dot one of the app."],
    [
      "IBAN DE89 3704 0044 0532 0130 00.",
      "IBAN D E eight nine, three seven zero four, zero zero four four, zero five three two, zero one three zero, zero zero.",
    ],
    ["It weighs approx. 5 lbs.", "It weighs approximately five pounds."],
    ["2 + 2 = 4", "two plus two equals four"],
    ["A 3 × 4 grid.", "A three times four grid."],
    ["1000 people and 25000 ants.", "one thousand people and twenty-five thousand ants."],
    ["5 of 10.", "five of ten."],
  ])("says %j", (text, said) => {
    expect(spokenText(text, "en")).toBe(said);
  });
});

describe("spokenText in German", () => {
  it.each([
    ["Sie haben 3 neue Nachrichten.", "Sie haben drei neue Nachrichten."],
    ["Sie haben 1 Nachricht und 1 Termin.", "Sie haben eine Nachricht und ein Termin."],
    [
      "Es sind 1.234.567 Leute.",
      "Es sind eine Million zweihundertvierunddreißigtausendfünfhundertsiebenundsechzig Leute.",
    ],
    ["Pi ist 3,14159.", "Pi ist drei Komma eins vier eins fünf neun."],
    ["Es sind -5 Grad.", "Es sind minus fünf Grad."],
    ["In 1984, 1900 und 2024.", "In neunzehnhundertvierundachtzig, neunzehnhundert und zweitausendvierundzwanzig."],
    ["Der Termin ist am 3. Mai.", "Der Termin ist am dritten Mai."],
    ["Der 3. Mai passt.", "Der dritte Mai passt."],
    ["Der Termin ist am 3. Mai 2024.", "Der Termin ist am dritten Mai zweitausendvierundzwanzig."],
    ["3. Mai", "dritter Mai."],
    ["Im 2. Stock links.", "Im zweiten Stock links."],
    ["Zimmer 3. Das ist gut.", "Zimmer drei. Das ist gut."],
    ["Am 03.05.2024.", "Am dritten Mai zweitausendvierundzwanzig."],
    ["Am 3.5.2024.", "Am dritten Mai zweitausendvierundzwanzig."],
    ["Vom 2024-05-03.", "Vom dritten Mai zweitausendvierundzwanzig."],
    ["Um 14:30 Uhr.", "Um vierzehn Uhr dreißig."],
    ["Um 10.30 Uhr.", "Um zehn Uhr dreißig."],
    ["Um 10:00 Uhr.", "Um zehn Uhr."],
    ["Um 1:00 Uhr.", "Um ein Uhr."],
    ["Um 9 Uhr.", "Um neun Uhr."],
    ["Das kostet 3,50 €.", "Das kostet drei Euro fünfzig."],
    ["Das kostet 1 €.", "Das kostet ein Euro."],
    ["Das kostet 0,99 €.", "Das kostet neunundneunzig Cent."],
    ["Das kostet 1.299,00 EUR.", "Das kostet eintausendzweihundertneunundneunzig Euro."],
    ["Das kostet 20 Euro.", "Das kostet zwanzig Euro."],
    ["Gewinn von 3 Mio. €.", "Gewinn von drei Millionen Euro."],
    ["25 % Rabatt.", "fünfundzwanzig Prozent Rabatt."],
    ["3,5 % mehr.", "drei Komma fünf Prozent mehr."],
    ["10 km weit.", "zehn Kilometer weit."],
    ["1 kg und 2,5 l.", "ein Kilogramm und zwei Komma fünf Liter."],
    ["Es sind 21 °C.", "Es sind einundzwanzig Grad Celsius."],
    ["120 km/h.", "einhundertzwanzig Kilometer pro Stunde."],
    ["1 h und 1 min.", "eine Stunde und eine Minute."],
    ["Tel. 0171 1234567.", "Telefon null eins sieben eins, eins zwei drei, vier fünf sechs sieben."],
    ["Rufen Sie +49 30 1234567 an.", "Rufen Sie plus vier neun, drei null, eins zwei drei, vier fünf sechs sieben an."],
    ["Ihr Code ist 482913.", "Ihr Code ist vier acht zwei, neun eins drei."],
    ["PIN 0042.", "PIN null null vier zwei."],
    ["Bestellung 4711 ist da.", "Bestellung vier sieben eins eins ist da."],
    ["Gate A-17.", "Gate A, siebzehn."],
    ["Schreiben Sie an anna.meyer@example.de.", "Schreiben Sie an anna Punkt meyer at example Punkt D E."],
    ["Siehe https://www.example.com/hilfe.", "Siehe example Punkt com Schrägstrich hilfe."],
    ["S-C-H-M-I-D-T", "S, C, H, M, I, D, T"],
    ["1/2 Liter und 3/4 Stunde.", "ein halb Liter und drei Viertel Stunde."],
    ["10–12 Uhr.", "zehn bis zwölf Uhr."],
    ["2019–2021", "zweitausendneunzehn bis zweitausendeinundzwanzig"],
    ["Müller & Söhne", "Müller und Söhne"],
    ["z.B. ca. 5 Leute bzw. mehr usw.", "zum Beispiel circa fünf Leute beziehungsweise mehr und so weiter."],
    ["z. B. heute", "zum Beispiel heute"],
    ["Dr. Meyer und Hr. Schmidt.", "Doktor Meyer und Herr Schmidt."],
    [
      "IBAN DE89 3704 0044 0532 0130 00",
      "IBAN D E acht neun, drei sieben null vier, null null vier vier, null fünf drei zwei, null eins drei null, null null",
    ],
    ["§ 5 gilt.", "Paragraf fünf gilt."],
    ["Version 2.0.1", "Version zwei Punkt null Punkt eins"],
  ])("says %j", (text, said) => {
    expect(spokenText(text, "de")).toBe(said);
  });
});

describe("spokenText in French", () => {
  it.each([
    ["Vous avez 3 messages.", "Vous avez trois messages."],
    ["Vous avez 1 message.", "Vous avez un message."],
    [
      "Il y a 1 234 567 personnes.",
      "Il y a un million deux cent trente-quatre mille cinq cent soixante-sept personnes.",
    ],
    ["Pi vaut 3,14159.", "Pi vaut trois virgule un quatre un cinq neuf."],
    ["Il fait -5 °C.", "Il fait moins cinq degrés Celsius."],
    ["En 1984 et 2024.", "En mille neuf cent quatre-vingt-quatre et deux mille vingt-quatre."],
    ["Le 1er mai 2024.", "Le premier mai deux mille vingt-quatre."],
    ["Le 03/05/2024.", "Le trois mai deux mille vingt-quatre."],
    ["Le 2024-05-01.", "Le premier mai deux mille vingt-quatre."],
    ["La 1re fois, le 2e étage, la 3ème rue.", "La première fois, le deuxième étage, la troisième rue."],
    ["À 14h30.", "À quatorze heures trente."],
    ["À 14:30.", "À quatorze heures trente."],
    ["À 21:00.", "À vingt et une heures."],
    ["À 1:00.", "À une heure."],
    ["Cela coûte 3,50 €.", "Cela coûte trois euros cinquante."],
    ["Cela coûte 1 €.", "Cela coûte un euro."],
    ["Cela coûte 0,99 €.", "Cela coûte quatre-vingt-dix-neuf centimes."],
    ["Cela coûte 1 299,00 €.", "Cela coûte mille deux cent quatre-vingt-dix-neuf euros."],
    ["Il faut 21 h.", "Il faut vingt et une heures."],
    ["25 % de remise.", "vingt-cinq pour cent de remise."],
    ["10 km.", "dix kilomètres."],
    ["1,5 kg.", "un virgule cinq kilos."],
    ["Appelez le 01 42 68 53 00.", "Appelez le zéro un, quarante-deux, soixante-huit, cinquante-trois, zéro zéro."],
    [
      "Appelez le +33 1 42 68 53 00.",
      "Appelez le plus trente-trois, un, quarante-deux, soixante-huit, cinquante-trois, zéro zéro.",
    ],
    ["Votre code est 482913.", "Votre code est quarante-huit, vingt-neuf, treize."],
    ["Porte A-17.", "Porte A, dix-sept."],
    ["Écrivez à anna.meyer@example.fr.", "Écrivez à anna point meyer arobase example point F R."],
    ["Voir https://www.example.com/aide.", "Voir example point com slash aide."],
    ["D-U-P-O-N-T", "D, U, P, O, N, T"],
    ["1/2, 1/3 et 3/4.", "un demi, un tiers et trois quarts."],
    ["10–12 km.", "dix à douze kilomètres."],
    ["Dupont & Fils", "Dupont et Fils"],
    ["M. Dupont et Mme Petit, p. ex. demain.", "monsieur Dupont et madame Petit, par exemple demain."],
    ["La commande n° 4711.", "La commande numéro quatre mille sept cent onze."],
    ["Version 2.0.1", "Version deux point zéro point un"],
  ])("says %j", (text, said) => {
    expect(spokenText(text, "fr")).toBe(said);
  });
});

describe("spokenText in Spanish", () => {
  it.each([
    ["Tiene 3 mensajes.", "Tiene tres mensajes."],
    ["Tiene 1 mensaje y 1 llamada.", "Tiene un mensaje y una llamada."],
    ["Son 1.234.567 personas.", "Son un millón doscientos treinta y cuatro mil quinientos sesenta y siete personas."],
    ["Pi es 3,14159.", "Pi es tres coma uno cuatro uno cinco nueve."],
    ["Hace -5 °C.", "Hace menos cinco grados Celsius."],
    ["En 1984 y 2024.", "En mil novecientos ochenta y cuatro y dos mil veinticuatro."],
    ["El 3 de mayo de 2024.", "El tres de mayo de dos mil veinticuatro."],
    ["El 03/05/2024.", "El tres de mayo de dos mil veinticuatro."],
    ["El 2024-05-03.", "El tres de mayo de dos mil veinticuatro."],
    ["El 1.º, la 2ª y el 3er piso.", "El primero, la segunda y el tercer piso."],
    ["A las 14:30.", "A las catorce y treinta."],
    ["A las 10:00.", "A las diez."],
    ["A la 1:00.", "A la una."],
    ["Cuesta 3,50 €.", "Cuesta tres euros con cincuenta."],
    ["Cuesta 1 €.", "Cuesta un euro."],
    ["Cuesta 0,99 €.", "Cuesta noventa y nueve céntimos."],
    ["Cuesta 1.299,00 €.", "Cuesta mil doscientos noventa y nueve euros."],
    ["Cuesta £1 o 21 €.", "Cuesta una libra o veintiún euros."],
    ["Cuesta $20.", "Cuesta veinte dólares."],
    ["25 % de descuento.", "veinticinco por ciento de descuento."],
    ["10 km.", "diez kilómetros."],
    ["21 kg y 1 h.", "veintiún kilos y una hora."],
    ["Llame al +34 612 345 678.", "Llame al más tres cuatro, seis uno dos, tres cuatro cinco, seis siete ocho."],
    ["Llame al 0612 345 678.", "Llame al cero seis uno dos, tres cuatro cinco, seis siete ocho."],
    ["Su código es 482913.", "Su código es cuatro ocho dos, nueve uno tres."],
    ["Puerta A-17.", "Puerta A, diecisiete."],
    ["Escriba a anna.meyer@example.es.", "Escriba a anna punto meyer arroba example punto E S."],
    ["Vea https://www.example.com/ayuda.", "Vea example punto com barra ayuda."],
    ["G-A-R-C-Í-A", "G, A, R, C, Í, A"],
    ["1/2, 1/3 y 3/4.", "un medio, un tercio y tres cuartos."],
    ["10–12 km.", "diez a doce kilómetros."],
    ["El Sr. García y la Sra. López, p. ej. hoy.", "El señor García y la señora López, por ejemplo hoy."],
    ["El pedido 4711.", "El pedido cuatro siete uno uno."],
    ["Versión 2.0.1", "Versión dos punto cero punto uno"],
  ])("says %j", (text, said) => {
    expect(spokenText(text, "es")).toBe(said);
  });
});

describe("spokenText in Italian", () => {
  it.each([
    ["Ha 3 messaggi.", "Ha tre messaggi."],
    ["Ha 1 messaggio e 1 chiamata.", "Ha un messaggio e una chiamata."],
    ["Sono 1.234.567 persone.", "Sono un milione duecentotrentaquattromila e cinquecentosessantasette persone."],
    ["Pi è 3,14159.", "Pi è tre virgola uno quattro uno cinque nove."],
    ["Fa -5 °C.", "Fa meno cinque gradi Celsius."],
    ["Nel 1984 e nel 2024.", "Nel millenovecentottantaquattro e nel duemilaventiquattro."],
    ["Il 3 maggio 2024.", "Il tre maggio duemilaventiquattro."],
    ["Il 03/05/2024.", "Il tre maggio duemilaventiquattro."],
    ["Il 2024-05-01.", "Il primo maggio duemilaventiquattro."],
    ["Il 1º, la 2ª e il 3° piano.", "Il primo, la seconda e il terzo piano."],
    ["Alle 14:30.", "Alle quattordici e trenta."],
    ["Alle 10:00.", "Alle dieci."],
    ["Costa 3,50 €.", "Costa tre euro e cinquanta."],
    ["Costa 1 €.", "Costa un euro."],
    ["Costa 0,99 €.", "Costa novantanove centesimi."],
    ["Costa 1.299,00 €.", "Costa milleduecentonovantanove euro."],
    ["Costa £1.", "Costa una sterlina."],
    ["25% di sconto.", "venticinque per cento di sconto."],
    ["10 km.", "dieci chilometri."],
    ["1 kg e 1 h.", "un chilo e un'ora."],
    ["Chiami +39 06 1234567.", "Chiami più tre nove, zero sei, uno due tre, quattro cinque sei sette."],
    ["Chiami 06 1234567.", "Chiami zero sei, uno due tre, quattro cinque sei sette."],
    ["Il codice è 482913.", "Il codice è quattro otto due, nove uno tre."],
    ["Porta A-17.", "Porta A, diciassette."],
    ["Scriva a anna.meyer@example.it.", "Scriva a anna punto meyer chiocciola example punto I T."],
    ["Veda https://www.example.com/aiuto.", "Veda example punto com barra aiuto."],
    ["R-O-S-S-I", "R, O, S, S, I"],
    ["1/2, 1/3 e 3/4.", "un mezzo, un terzo e tre quarti."],
    ["10–12 km.", "dieci a dodici chilometri."],
    ["Rossi & Figli", "Rossi e Figli"],
    ["Il sig. Rossi e la sig.ra Bianchi, ad es. oggi.", "Il signor Rossi e la signora Bianchi, ad esempio oggi."],
    ["L'ordine 4711.", "L'ordine quattro sette uno uno."],
    ["Versione 2.0.1", "Versione due punto zero punto uno"],
  ])("says %j", (text, said) => {
    expect(spokenText(text, "it")).toBe(said);
  });
});

describe("spokenText in Portuguese", () => {
  it.each([
    ["Tem 3 mensagens.", "Tem três mensagens."],
    ["Tem 1 mensagem e 1 chamada.", "Tem uma mensagem e uma chamada."],
    ["São 1.234.567 pessoas.", "São um milhão duzentos e trinta e quatro mil quinhentos e sessenta e sete pessoas."],
    ["Pi é 3,14159.", "Pi é três vírgula um quatro um cinco nove."],
    ["Estão -5 °C.", "Estão menos cinco graus Celsius."],
    ["Em 1984 e 2024.", "Em mil novecentos e oitenta e quatro e dois mil e vinte e quatro."],
    ["Dia 3 de maio de 2024.", "Dia três de maio de dois mil e vinte e quatro."],
    ["Dia 03/05/2024.", "Dia três de maio de dois mil e vinte e quatro."],
    ["Dia 2024-05-03.", "Dia três de maio de dois mil e vinte e quatro."],
    ["O 1º, a 2ª e o 3.º andar.", "O primeiro, a segunda e o terceiro andar."],
    ["Às 14:30.", "Às catorze e trinta."],
    ["Às 10:00.", "Às dez horas."],
    ["À 1:00.", "À uma hora."],
    ["Às 2:30.", "Às duas e trinta."],
    ["Custa 3,50 €.", "Custa três euros e cinquenta."],
    ["Custa 1 €.", "Custa um euro."],
    ["Custa 0,99 €.", "Custa noventa e nove cêntimos."],
    ["Custa 1.299,00 €.", "Custa mil duzentos e noventa e nove euros."],
    ["Custa R$ 10,00.", "Custa dez reais."],
    ["Custa £2.", "Custa duas libras."],
    ["25% de desconto.", "vinte e cinco por cento de desconto."],
    ["10 km.", "dez quilómetros."],
    ["1 kg e 2 h.", "um quilo e duas horas."],
    ["Ligue para +351 912 345 678.", "Ligue para mais três cinco um, nove um dois, três quatro cinco, seis sete oito."],
    ["O código é 482913.", "O código é quatro oito dois, nove um três."],
    ["Porta A-17.", "Porta A, dezassete."],
    ["Escreva para anna.meyer@example.pt.", "Escreva para anna ponto meyer arroba example ponto P T."],
    ["Veja https://www.example.com/ajuda.", "Veja example ponto com barra ajuda."],
    ["S-I-L-V-A", "S, I, L, V, A"],
    ["1/2, 1/3 e 3/4.", "um meio, um terço e três quartos."],
    ["10–12 km.", "dez a doze quilómetros."],
    ["Silva & Filhos", "Silva e Filhos"],
    ["O Sr. Silva e a Sra. Costa, p. ex. hoje.", "O senhor Silva e a senhora Costa, por exemplo hoje."],
    ["O pedido 4711.", "O pedido quatro sete um um."],
    ["Versão 2.0.1", "Versão dois ponto zero ponto um"],
  ])("says %j", (text, said) => {
    expect(spokenText(text, "pt")).toBe(said);
  });
});

describe("spokenText in Dutch", () => {
  it.each([
    ["U hebt 3 berichten.", "U hebt drie berichten."],
    ["U hebt 1 bericht.", "U hebt één bericht."],
    [
      "Er zijn 1.234.567 mensen.",
      "Er zijn één miljoen tweehonderdvierendertigduizend vijfhonderdzevenenzestig mensen.",
    ],
    ["Pi is 3,14159.", "Pi is drie komma één vier één vijf negen."],
    ["Het is -5 °C.", "Het is min vijf graden Celsius."],
    ["In 1984 en 2024.", "In negentienhonderd vierentachtig en tweeduizend vierentwintig."],
    ["Op 3 mei 2024.", "Op drie mei tweeduizend vierentwintig."],
    ["Op 03-05-2024.", "Op drie mei tweeduizend vierentwintig."],
    ["Op 2024-05-03.", "Op drie mei tweeduizend vierentwintig."],
    ["De 1e, 2de en 20ste keer.", "De eerste, tweede en twintigste keer."],
    ["Om 14:30 uur.", "Om veertien uur dertig."],
    ["Om 10:00.", "Om tien uur."],
    ["Om 10.30 uur.", "Om tien uur dertig."],
    ["Het kost € 3,50.", "Het kost drie euro vijftig."],
    ["Het kost € 1.", "Het kost één euro."],
    ["Het kost € 0,99.", "Het kost negenennegentig cent."],
    ["Het kost € 1.299,00.", "Het kost twaalfhonderd negenennegentig euro."],
    ["Het kost 20 euro.", "Het kost twintig euro."],
    ["25% korting.", "vijfentwintig procent korting."],
    ["10 km.", "tien kilometer."],
    ["1 kg en 100 km/u.", "één kilogram en honderd kilometer per uur."],
    ["Bel 020 123 4567.", "Bel nul twee nul, één twee drie, vier vijf zes zeven."],
    ["Bel +31 20 123 4567.", "Bel plus drie één, twee nul, één twee drie, vier vijf zes zeven."],
    ["Uw code is 482913.", "Uw code is vier acht twee, negen één drie."],
    ["Deur A-17.", "Deur A, zeventien."],
    ["Mail anna.meyer@example.nl.", "Mail anna punt meyer apenstaartje example punt N L."],
    ["Zie https://www.example.com/hulp.", "Zie example punt com slash hulp."],
    ["J-A-N-S-E-N", "J, A, N, S, E, N"],
    ["1/2, 1/3 en 3/4.", "een half, een derde en drie kwart."],
    ["10–12 km.", "tien tot twaalf kilometer."],
    ["Jansen & Zonen", "Jansen en Zonen"],
    [
      "Dhr. Jansen komt bijv. morgen, d.w.z. dinsdag.",
      "de heer Jansen komt bijvoorbeeld morgen, dat wil zeggen dinsdag.",
    ],
    ["Bestelling 4711.", "Bestelling vier zeven één één."],
    ["Versie 2.0.1", "Versie twee punt nul punt één"],
  ])("says %j", (text, said) => {
    expect(spokenText(text, "nl")).toBe(said);
  });
});

describe("spokenText", () => {
  it.each([
    ["# Hello **World** 👋🏽", "Hello World."],
    ["_Well_, this is *fine* and ~~old~~ new.", "Well, this is fine and old new."],
    ["[Click here](https://example.com/a_b?c=d) to go on.", "Click here to go on."],
    ["![A cat](https://example.com/cat.png)", "A cat"],
    ["Use `npm` now.", "Use npm now."],
    ["- apples\n- pears\n* plums!", "apples. pears. plums!"],
    ["1. First\n2. Second", "one. First. two. Second."],
    ["- [x] done\n- [ ] open", "done. open."],
    ["> Quoted\n\nReply", "Quoted Reply"],
    ["| Size | Price |\n|---|---|\n| S | $3 |", "Size, Price. S, three dollars."],
    ["One\n\n---\n\nTwo", "One Two"],
    ["<b>Bold</b> &amp; <br/>more", "Bold and more"],
    ["Great 🎉🎉! Yes :) 🇩🇪 ok", "Great! Yes ok"],
    ["snake_case stays", "snake_case stays"],
    ["a * b", "a b"],
    ["Mail <anna@example.com>.", "Mail anna at example dot com."],
    ["😀", ""],
    ["   ", ""],
    ["", ""],
  ])("takes the markup off %j", (text, said) => {
    expect(spokenText(text, "en")).toBe(said);
  });

  it.each([
    ["ru", "У вас 3 заказа за 25 **дней**.", "У вас три заказа за двадцать пять дней."],
    ["pl", "Masz 2 nowe wiadomości 👍", "Masz dwa nowe wiadomości"],
    ["ja", "あと 5 分です。", "あと 五 分です。"],
    ["sv", "Klockan 10:30 den 3.5.", "Klockan 10:30 den 3.5."],
    ["nb", "Du har 7 meldinger.", "Du har syv meldinger."],
    ["no", "Du har 7 meldinger.", "Du har syv meldinger."],
    ["sk", "Máte 3 správy.", "Máte 3 správy."],
    ["xx", "3 *a* 😀", "3 a"],
    ["constructor", "3 a", "3 a"],
    ["", "3 a", "3 a"],
    ["en-GB", "3 apples", "three apples"],
    ["pt-BR", "3 maçãs", "três maçãs"],
    ["DE", "3 Äpfel", "drei Äpfel"],
  ])("says what it can in %j", (language, text, said) => {
    expect(spokenText(text, language)).toBe(said);
  });

  const HOSTILE: readonly (readonly [string, string])[] = [
    ["figures", "1".repeat(100_000)],
    ["figures and points", "1.".repeat(50_000)],
    ["figures and commas", "1,".repeat(50_000)],
    ["groups of figures", "123 ".repeat(25_000)],
    ["groups with strokes", "12-".repeat(30_000)],
    ["colons", "12:".repeat(30_000)],
    ["letters with strokes", "A-".repeat(50_000)],
    ["letters and figures", "A1".repeat(50_000)],
    ["half an address", "a.".repeat(50_000)],
    ["at signs", "a@".repeat(50_000)],
    ["an address without an end", `https://${"a.".repeat(50_000)}`],
    ["open brackets", "[".repeat(100_000)],
    ["open links", "[a](".repeat(25_000)],
    ["open tags", "<a ".repeat(30_000)],
    ["stars", "*".repeat(100_000)],
    ["words in stars", "*a ".repeat(30_000)],
    ["underscores", "_".repeat(100_000)],
    ["back ticks", "`".repeat(100_000)],
    ["spaces", " ".repeat(100_000)],
    ["spaces and new lines", " \n".repeat(50_000)],
    ["bars", "|".repeat(100_000)],
    ["rules", "- ".repeat(50_000)],
    ["quotes", "> ".repeat(50_000)],
    ["emoji", "👨‍👩‍👧".repeat(12_000)],
    ["halves of signs", "\ud83d".repeat(100_000)],
    ["marks on marks", `a${"\u0301".repeat(100_000)}`],
    ["currency signs", "$".repeat(100_000)],
    ["ampersands", "&".repeat(100_000)],
    ["plus and brackets", "+(".repeat(50_000)],
    ["zeros of other scripts", "٣".repeat(100_000)],
  ];

  it.each(HOSTILE)("bears %s without end", (_, text) => {
    for (const language of ["en", "de", "fr", "ru", "xx"]) {
      const begun = process.cpuUsage();
      const said = spokenText(text, language);
      const { user } = process.cpuUsage(begun);
      expect(user / 1_000).toBeLessThan(1_500);
      expect(said.length).toBeLessThan(text.length + 10_000 * 12);
      expect(said.isWellFormed()).toBe(true);
    }
  });

  it("says what comes at random without a fault", () => {
    const signs = [..."0123456789.,:;-–/+()%$€£#&@=_*`[]<>|\"' \nabzAZäßéпр你🎉½°ºªhme"];
    let state = 9;
    const next = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 0x1_0000_0000;
    };
    for (let turn = 0; turn < 2_000; turn++) {
      const text = Array.from({ length: 30 }, () => signs[Math.floor(next() * signs.length)]).join("");
      for (const language of ["en", "de", "fr", "es", "it", "pt", "nl", "ru"])
        expect(typeof spokenText(text, language)).toBe("string");
    }
  });
});
