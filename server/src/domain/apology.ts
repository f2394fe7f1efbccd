const ENGLISH = "I'm sorry, something went wrong on our side. Please say that again in a moment.";

const APOLOGIES: ReadonlyMap<string, string> = new Map([
  ["English", ENGLISH],
  ["Arabic", "عذرًا، حدث خطأ من جانبنا. من فضلك أعد ما قلته بعد قليل."],
  ["Bulgarian", "Съжалявам, при нас възникна грешка. Моля, повторете след малко."],
  ["Catalan", "Ho sento, alguna cosa ha fallat per part nostra. Torneu-ho a dir d'aquí a un moment, si us plau."],
  ["Chinese", "抱歉，我们这边出了点问题。请稍后再说一遍。"],
  ["Croatian", "Žao mi je, na našoj strani je došlo do pogreške. Molim ponovite to za koji trenutak."],
  ["Czech", "Omlouvám se, na naší straně se něco pokazilo. Zopakujte to prosím za chvíli."],
  ["Danish", "Beklager, noget gik galt hos os. Sig det venligst igen om et øjeblik."],
  ["Dutch", "Het spijt me, er ging iets mis aan onze kant. Zeg het over een ogenblik alstublieft nog eens."],
  ["Finnish", "Pahoittelut, meillä tapahtui virhe. Toistakaa asianne hetken kuluttua."],
  ["French", "Je suis désolé, un problème est survenu de notre côté. Merci de répéter dans un instant."],
  ["German", "Es tut mir leid, bei uns ist etwas schiefgegangen. Bitte sagen Sie das gleich noch einmal."],
  ["Greek", "Λυπάμαι, κάτι πήγε στραβά από τη μεριά μας. Παρακαλώ πείτε το ξανά σε λίγο."],
  ["Hebrew", "מצטערים, משהו השתבש אצלנו. נא לומר זאת שוב בעוד רגע."],
  ["Hindi", "क्षमा करें, हमारी ओर से कुछ गड़बड़ हो गई। कृपया थोड़ी देर में फिर से कहें।"],
  ["Hungarian", "Elnézést, nálunk hiba történt. Kérem, mondja el újra egy pillanat múlva."],
  ["Indonesian", "Maaf, ada gangguan di pihak kami. Silakan ulangi sebentar lagi."],
  ["Italian", "Mi dispiace, qualcosa è andato storto da parte nostra. La prego di ripetere tra un momento."],
  ["Japanese", "申し訳ございません、こちらで問題が発生しました。少し経ってからもう一度お話しください。"],
  ["Korean", "죄송합니다. 저희 쪽에 문제가 생겼습니다. 잠시 후 다시 말씀해 주세요."],
  ["Malay", "Maaf, ada masalah di pihak kami. Sila ulangi sebentar lagi."],
  ["Norwegian", "Beklager, noe gikk galt hos oss. Si det gjerne igjen om et øyeblikk."],
  ["Norwegian Bokmål", "Beklager, noe gikk galt hos oss. Si det gjerne igjen om et øyeblikk."],
  ["Polish", "Przepraszam, coś poszło nie tak po naszej stronie. Proszę powtórzyć za chwilę."],
  ["Portuguese", "Desculpe, algo deu errado do nosso lado. Por favor, repita daqui a pouco."],
  ["Romanian", "Îmi pare rău, ceva nu a funcționat la noi. Vă rog să repetați peste o clipă."],
  ["Russian", "Извините, у нас произошла ошибка. Пожалуйста, повторите чуть позже."],
  ["Slovak", "Ospravedlňujem sa, na našej strane sa niečo pokazilo. Zopakujte to, prosím, o chvíľu."],
  ["Spanish", "Lo siento, algo ha fallado por nuestra parte. Por favor, repítalo dentro de un momento."],
  ["Swedish", "Tyvärr gick något fel hos oss. Säg det gärna igen om en liten stund."],
  ["Thai", "ขออภัย เกิดข้อผิดพลาดทางฝั่งเรา กรุณาพูดอีกครั้งในอีกสักครู่"],
  ["Turkish", "Üzgünüm, bizden kaynaklanan bir sorun oluştu. Lütfen biraz sonra tekrar söyleyin."],
  ["Ukrainian", "Вибачте, у нас сталася помилка. Будь ласка, повторіть трохи пізніше."],
  ["Vietnamese", "Rất xin lỗi, phía chúng tôi đã gặp sự cố. Vui lòng nói lại sau giây lát."],
]);

/**
 * Returns what the user is told when every model failed, in the language of that English name; in English where the
 * platform has no sentence in it.
 */
export function apologyIn(language: string): string {
  return APOLOGIES.get(language) ?? ENGLISH;
}
