import { turnTakingWords } from "./wording.ts";

/** Spanish. */
export const SPANISH = turnTakingWords({
  open:
    "el|la|los|las|un|una|unos|unas|del|al|mi|mis|tu|tus|su|sus|nuestro|nuestra|este|esta|ese|esa|cada|" +
    "algún|alguna|y|e|o|u|pero|porque|si|cuando|donde|aunque|pues|mientras|para que|ya que|sino|a|de|en|" +
    "con|sin|por|para|entre|hasta|desde|hacia|antes de|después de|cerca de|es|han|había|quisiera|querría|" +
    "me gustaría|necesito|tengo que|voy a|tendría|sería|yo|me|se|le|lo|nos|tan|quizás|tal vez|o sea|" +
    "es decir|creo que|pienso que|busco|estoy buscando|número es|nombre es|correo es|dirección es|" +
    "mi número es|me llamo|vivo en|nací el|señor|señora|doctor|guion|punto|arroba|doble|y que|el que|" +
    "la que|dice que|como un|como una|sobre el|sobre la|es que|dijo que|creo que|se escribe",
  leaning:
    "más|menos|muy|también|está|están|estoy|soy|he|ha|puedo|puede|quiero|tengo|antes|después|otro|otra|" +
    "durante|según|contra|sobre|como|son|era|que",
  stranded: "",
  asksFor: "",
  greetings: "hola|buenas|buenos días|buenas tardes|buenas noches|hola buenas|hola buenos días|diga",
  declines: "yo|no|ninguno|por qué|es la misma|espere|para qué",
  finished:
    "sí es|sí lo es|así es|sí quiero|sí puedo|sí tengo|claro que sí|qué es|quién es|qué más|nada más|" +
    "no más|sí está|aquí está|ya está|a mí también|yo también|eso es|yo no|por qué|para qué|creo que sí|" +
    "creo que no|perdón|como antes|y ya está",
  closing:
    "sí|no|sí gracias|no gracias|gracias|muchas gracias|por favor|vale|de acuerdo|está bien|eso es todo|" +
    "nada más|ok|okay|adiós|hasta luego|exacto|claro|perfecto|correcto|por supuesto|no sé|no lo sé|" +
    "ni idea|todavía no|listo|ninguno|claro que sí",
  hesitations:
    "eh|em|este|pues|bueno|a ver|mmm|mm|hm|hmm|ah|o sea|digamos|cómo se dice|déjeme ver|déjame ver|" + "déjeme pensar",
  assents:
    "mm|mhm|mm hm|ajá|aja|hm|ah|oh|sí|sí sí|ya|vale|ok|okay|claro|claro que sí|exacto|exactamente|" +
    "correcto|bien|muy bien|está bien|de acuerdo|perfecto|entiendo|entendido|comprendo|ya veo|" +
    "por supuesto|eso es|así es|genial|estupendo|bueno|gracias|interesante|de verdad|verdad|cierto|listo|" +
    "eh|pues|siga|continúe|lógico",
  answers:
    "sí|sí sí|vale|ok|okay|claro|claro que sí|exacto|exactamente|correcto|bien|muy bien|está bien|" +
    "de acuerdo|perfecto|por supuesto|eso es|así es|genial|bueno|cierto|listo|ajá|mhm|entendido|adelante",
  stops:
    "para|pare|parad|stop|alto|espera|espere|espere un momento|espera un momento|un momento|un segundo|" +
    "un minuto|momento|no no|no espere|perdón|perdone|disculpe|cállate|silencio|basta|ya basta|" +
    "cancela|cancele|no es correcto|está mal|eso no|más despacio|no tan rápido|déjeme hablar|" +
    "déjame hablar|déjeme terminar|escuche|oiga|olvídelo|mejor no",
  questions:
    "qué|cuándo|dónde|quién|por qué|cómo|cuánto|cuánta|cuántos|cuántas|cuál|cuáles|a qué|de qué|para qué|" +
    "hay|tiene|tienen|puede|pueden|puedo|podría|podrían|es posible|está|están|y cuándo|y cómo|y cuánto|" +
    "y qué|pero cómo|perdón",
  digits: "cero|uno|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve",
  numbers:
    "diez|once|doce|trece|catorce|quince|dieciséis|diecisiete|dieciocho|diecinueve|veinte|veintiuno|" +
    "veintidós|veintitrés|veinticuatro|veinticinco|veintiséis|veintisiete|veintiocho|veintinueve|" +
    "treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|mil|dos mil|novecientos|primero",
  repeats: "doble|triple|dos veces",
  months: "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
  signs: "arroba|punto|guion|guion bajo|barra|más|como|de|espacio|mayúscula|minúscula|almohadilla|del|el",
  at: "arroba",
  dot: "punto",
  longNumbers: "tarjeta|iban",
  explains: "de|como",
  letterWords: "a|e|o|u|y",
  announces: {
    digits:
      "número|teléfono|móvil|celular|tarjeta|cuenta|código|código postal|pedido|referencia|reserva|cliente|" +
      "factura|iban|pin|matrícula|dni|nie|pasaporte|cifras|dígitos",
    spelling: "deletrear|deletreo|deletrea|deletrearlo|se escribe|se deletrea|letras",
    name: "apellido|apellidos",
    email: "correo|correo electrónico|email|e mail",
    date: "fecha de nacimiento|nacimiento|nací|cumpleaños",
    address: "dirección|calle|vivo en|domicilio|dónde vive",
  },
});
