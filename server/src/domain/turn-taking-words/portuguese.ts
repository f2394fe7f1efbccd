import { turnTakingWords } from "./wording.ts";

/** Portuguese, of Brazil and of Portugal. */
export const PORTUGUESE = turnTakingWords({
  open:
    "o|os|as|um|uma|uns|umas|do|da|dos|das|no|na|nos|nas|ao|à|aos|às|pelo|pela|num|numa|meu|minha|meus|" +
    "minhas|seu|sua|teu|tua|nosso|nossa|cada|algum|alguma|e|ou|mas|porque|que|se|quando|onde|embora|pois|" +
    "enquanto|para que|já que|de|em|com|sem|por|para|pra|entre|até|desde|antes de|depois de|perto de|é|" +
    "queria|gostaria|gostaria de|preciso|preciso de|vou|tenho que|seria|eu|me|nós|tão|talvez|ou seja|" +
    "quer dizer|acho que|estou procurando|procuro|estou à procura de|número é|nome é|e mail é|email é|" +
    "endereço é|meu número é|me chamo|chamo me|moro em|moro na|nasci em|senhor|senhora|doutor|hífen|ponto|" +
    "arroba|a|como um|como uma|sobre o|sobre a|se escreve",
  leaning:
    "mais|menos|muito|também|está|estão|estou|sou|tem|tenho|tinha|pode|posso|quero|são|era|contra|durante|" +
    "outro|outra|como|sobre|a|este|esta|esse|essa",
  stranded: "",
  asksFor: "",
  greetings: "olá|oi|bom dia|boa tarde|boa noite|alô|está lá",
  declines: "eu|não|nenhum|por que|é o mesmo|espere|para quê",
  finished:
    "é sim|sim é|sou eu|sou sim|tenho sim|pode ser|é isso|está bem|o que é|quem é|e mais|nada mais|" +
    "não mais|eu também|eu não|quero sim|posso sim|por quê|como é|acho que sim|acho que não|desculpe|" +
    "como antes|e assim por diante",
  closing:
    "sim|não|sim obrigado|sim obrigada|não obrigado|não obrigada|obrigado|obrigada|muito obrigado|" +
    "muito obrigada|por favor|está bem|tá bom|tudo bem|é só isso|só isso|é isso|ok|okay|tchau|adeus|exato|" +
    "claro|perfeito|certo|com certeza|não sei|não faço ideia|ainda não|combinado",
  hesitations:
    "é|eh|hum|hm|hmm|mm|ah|bem|bom|então|tipo|ora|pois|deixa ver|deixe me ver|deixa eu ver|como se diz|" +
    "digamos|pera",
  assents:
    "mm|mhm|mm hm|aham|uhum|hum hum|hm|ah|oh|sim|sim sim|é|ok|okay|tá|tá bom|está bem|certo|claro|exato|" +
    "exatamente|isso|isso mesmo|bem|muito bem|tudo bem|perfeito|entendi|entendo|percebo|compreendo|pois|" +
    "pois é|" +
    "com certeza|ótimo|beleza|legal|obrigado|obrigada|verdade|sério|interessante|ah sim|ah ok|sei|já|" +
    "combinado|então|pode continuar|continue",
  answers:
    "sim|sim sim|é|ok|okay|tá|tá bom|está bem|certo|claro|exato|exatamente|isso|isso mesmo|muito bem|" +
    "tudo bem|perfeito|com certeza|ótimo|beleza|combinado|aham|uhum|verdade|entendi|pois",
  stops:
    "para|pare|pare aí|stop|espera|espere|espera aí|espere um momento|um momento|um segundo|um minuto|" +
    "um instante|momento|não não|não espera|não espere|desculpe|com licença|cala a boca|silêncio|chega|" +
    "basta|" +
    "cancela|cancele|está errado|tá errado|não é isso|mais devagar|não tão rápido|deixe me falar|" +
    "deixa eu falar|deixe me terminar|escute|ouça|esquece|esqueça|calma",
  questions:
    "o que|que|quando|onde|quem|por que|porquê|como|quanto|quanta|quantos|quantas|qual|quais|a que|de que|" +
    "tem|têm|vocês têm|você tem|pode|podem|posso|poderia|é possível|há|está|será que|e quando|e como|" +
    "e quanto|mas como|desculpe",
  digits: "zero|um|uma|dois|duas|três|quatro|cinco|seis|meia|sete|oito|nove",
  numbers:
    "dez|onze|doze|treze|catorze|quatorze|quinze|dezesseis|dezasseis|dezessete|dezassete|dezoito|dezenove|" +
    "dezanove|vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa|cem|cento|mil|dois mil|" +
    "novecentos|primeiro",
  repeats: "dobro|duplo|duas vezes",
  months: "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
  signs:
    "arroba|ponto|hífen|traço|sublinhado|underline|barra|mais|como|de|espaço|maiúscula|minúscula|cardinal|" + "do|em|o",
  at: "arroba",
  dot: "ponto",
  longNumbers: "cartão|iban",
  explains: "de|como",
  letterWords: "a|e|o",
  announces: {
    digits:
      "número|telefone|celular|telemóvel|cartão|conta|código|código postal|cep|pedido|encomenda|referência|" +
      "reserva|cliente|fatura|iban|pin|matrícula|placa|cpf|nif|dígitos",
    spelling: "soletrar|soletro|soletre|se escreve|escreve se|letras",
    name: "sobrenome|apelido",
    email: "e mail|email|correio eletrônico|correio eletrónico",
    date: "data de nascimento|nascimento|nasci|aniversário",
    address: "endereço|morada|rua|moro em|moro na|onde mora",
  },
});
