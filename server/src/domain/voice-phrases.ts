/** What the platform itself says in a conversation by voice, in one language. */
interface Phrases {
  /** While something takes long, the first time, the second, and from then on. */
  readonly fillers: readonly [string, string, string];
  /** To a user who says nothing. */
  readonly nudge: string;
  /** To a user who still says nothing. */
  readonly goodbye: string;
  /** At the longest duration. */
  readonly tooLong: string;
  /** At the begin of a conversation that is recorded. */
  readonly recorded: string;
}

/** A language a line: its name, three fillers, the nudge, the goodbye, the words at the longest duration, the notice. */
const TABLE = `
English | One moment, please. | I'm still working on it. | This is taking a little longer. Thank you for waiting. | Are you still there? | I can't hear anything, so I'll end the call here. Goodbye. | We have reached the longest time that I can talk for. Thank you, and goodbye. | This conversation is recorded.
Arabic | لحظة من فضلك. | ما زلت أعمل على ذلك. | الأمر يستغرق وقتًا أطول قليلًا. شكرًا على انتظارك. | هل ما زلت معي؟ | لا أسمع شيئًا، لذا سأنهي المكالمة. إلى اللقاء. | وصلنا إلى أطول مدة ممكنة للمحادثة. شكرًا لك وإلى اللقاء. | هذه المحادثة مسجَّلة.
Bulgarian | Един момент, моля. | Все още работя по въпроса. | Отнема малко повече време. Благодаря за търпението. | Чувате ли ме още? | Не чувам нищо, затова приключвам разговора. Довиждане. | Достигнахме най-дългото време за разговор. Благодаря и довиждане. | Този разговор се записва.
Catalan | Un moment, si us plau. | Encara hi estic treballant. | Està trigant una mica més. Gràcies per esperar. | Encara hi és? | No sento res, així que acabo la trucada aquí. Adeu. | Hem arribat al temps màxim de conversa. Gràcies i adeu. | Aquesta conversa s'enregistra.
Chinese | 请稍等。 | 我还在处理。 | 这需要再多一点时间，感谢您的等待。 | 您还在吗？ | 我听不到您的声音，先结束通话了。再见。 | 我们的通话已达到最长时间。谢谢您，再见。 | 本次通话将被录音。
Croatian | Samo trenutak, molim. | Još uvijek radim na tome. | Traje malo dulje. Hvala na strpljenju. | Jeste li još tu? | Ništa ne čujem pa završavam razgovor. Doviđenja. | Dosegnuli smo najdulje trajanje razgovora. Hvala i doviđenja. | Ovaj se razgovor snima.
Czech | Okamžik, prosím. | Ještě na tom pracuji. | Trvá to o něco déle. Děkuji za trpělivost. | Jste tam ještě? | Nic neslyším, proto hovor ukončím. Na shledanou. | Dosáhli jsme nejdelší možné doby hovoru. Děkuji a na shledanou. | Tento hovor je nahráván.
Danish | Et øjeblik. | Jeg arbejder stadig på det. | Det tager lidt længere tid. Tak for din tålmodighed. | Er du der stadig? | Jeg kan ikke høre noget, så jeg afslutter samtalen her. Farvel. | Vi har nået den længste samtaletid. Tak og farvel. | Denne samtale bliver optaget.
Dutch | Een ogenblik, alstublieft. | Ik ben er nog mee bezig. | Het duurt iets langer. Dank u voor het wachten. | Bent u er nog? | Ik hoor niets, dus ik beëindig het gesprek hier. Tot ziens. | We hebben de langste gespreksduur bereikt. Dank u wel en tot ziens. | Dit gesprek wordt opgenomen.
Finnish | Hetkinen, olkaa hyvä. | Selvitän asiaa vielä. | Tämä kestää hieman pidempään. Kiitos odotuksesta. | Oletteko vielä siellä? | En kuule mitään, joten lopetan puhelun tähän. Näkemiin. | Olemme saavuttaneet pisimmän puheluajan. Kiitos ja näkemiin. | Tämä keskustelu tallennetaan.
French | Un instant, s'il vous plaît. | Je m'en occupe encore. | Cela prend un peu plus de temps. Merci de patienter. | Êtes-vous toujours là ? | Je n'entends rien, je vais donc mettre fin à l'appel. Au revoir. | Nous avons atteint la durée maximale de la conversation. Merci et au revoir. | Cette conversation est enregistrée.
German | Einen Moment, bitte. | Ich bin noch dabei. | Es dauert noch ein wenig. Danke für Ihre Geduld. | Sind Sie noch da? | Ich höre nichts mehr und beende das Gespräch daher. Auf Wiederhören. | Wir haben die längste Gesprächsdauer erreicht. Vielen Dank und auf Wiederhören. | Dieses Gespräch wird aufgezeichnet.
Greek | Μια στιγμή, παρακαλώ. | Το κοιτάζω ακόμη. | Παίρνει λίγο περισσότερο χρόνο. Ευχαριστώ για την υπομονή σας. | Είστε ακόμη εκεί; | Δεν ακούω τίποτα, οπότε κλείνω εδώ την κλήση. Γεια σας. | Φτάσαμε στη μέγιστη διάρκεια της συνομιλίας. Σας ευχαριστώ, γεια σας. | Αυτή η συνομιλία ηχογραφείται.
Hebrew | רק רגע, בבקשה. | אני עדיין עובד על זה. | זה לוקח עוד קצת זמן. תודה על ההמתנה. | את או אתה עדיין כאן? | אינני שומע דבר, ולכן אסיים את השיחה כאן. להתראות. | הגענו למשך השיחה המרבי. תודה ולהתראות. | שיחה זו מוקלטת.
Hindi | कृपया एक क्षण रुकिए। | मैं अभी इस पर काम कर रहा हूँ। | इसमें थोड़ा और समय लग रहा है। प्रतीक्षा के लिए धन्यवाद। | क्या आप अभी भी वहाँ हैं? | मुझे कुछ सुनाई नहीं दे रहा, इसलिए मैं कॉल यहीं समाप्त करता हूँ। नमस्ते। | हम बातचीत की अधिकतम अवधि तक पहुँच गए हैं। धन्यवाद, नमस्ते। | यह बातचीत रिकॉर्ड की जा रही है।
Hungarian | Egy pillanat, kérem. | Még dolgozom rajta. | Ez egy kicsit tovább tart. Köszönöm a türelmét. | Itt van még? | Nem hallok semmit, ezért befejezem a hívást. Viszonthallásra. | Elértük a leghosszabb beszélgetési időt. Köszönöm, viszonthallásra. | Ezt a beszélgetést rögzítjük.
Indonesian | Mohon tunggu sebentar. | Saya masih mengerjakannya. | Ini memerlukan waktu sedikit lebih lama. Terima kasih sudah menunggu. | Apakah Anda masih di sana? | Saya tidak mendengar apa-apa, jadi saya akhiri panggilan ini. Sampai jumpa. | Kita telah mencapai durasi percakapan terpanjang. Terima kasih dan sampai jumpa. | Percakapan ini direkam.
Italian | Un momento, per favore. | Ci sto ancora lavorando. | Ci vuole ancora un po'. Grazie per l'attesa. | È ancora lì? | Non sento nulla, quindi chiudo qui la chiamata. Arrivederci. | Abbiamo raggiunto la durata massima della conversazione. Grazie e arrivederci. | Questa conversazione viene registrata.
Japanese | 少々お待ちください。 | ただいま確認しております。 | もう少しお時間がかかります。お待ちいただきありがとうございます。 | 聞こえていますか。 | お声が聞こえないため、お電話を終了いたします。失礼いたします。 | 通話の最長時間に達しました。ありがとうございました。失礼いたします。 | この通話は録音されています。
Korean | 잠시만 기다려 주세요. | 아직 확인하고 있습니다. | 조금 더 걸리고 있습니다. 기다려 주셔서 감사합니다. | 듣고 계신가요? | 아무 소리도 들리지 않아 통화를 종료하겠습니다. 안녕히 계세요. | 통화 최대 시간에 도달했습니다. 감사합니다. 안녕히 계세요. | 이 통화는 녹음됩니다.
Malay | Sila tunggu sebentar. | Saya masih menguruskannya. | Ini mengambil masa sedikit lagi. Terima kasih kerana menunggu. | Adakah anda masih di sana? | Saya tidak mendengar apa-apa, jadi saya tamatkan panggilan ini. Selamat tinggal. | Kita telah mencapai tempoh perbualan paling lama. Terima kasih dan selamat tinggal. | Perbualan ini dirakam.
Norwegian | Et øyeblikk. | Jeg holder fortsatt på med det. | Dette tar litt lengre tid. Takk for at du venter. | Er du der fortsatt? | Jeg hører ingenting, så jeg avslutter samtalen her. Ha det bra. | Vi har nådd den lengste samtaletiden. Takk og ha det bra. | Denne samtalen blir tatt opp.
Polish | Chwileczkę, proszę. | Nadal nad tym pracuję. | To potrwa trochę dłużej. Dziękuję za cierpliwość. | Czy nadal mnie słychać? | Nic nie słyszę, więc kończę rozmowę. Do usłyszenia. | Osiągnęliśmy najdłuższy czas rozmowy. Dziękuję i do usłyszenia. | Ta rozmowa jest nagrywana.
Portuguese | Um momento, por favor. | Ainda estou tratando disso. | Está demorando um pouco mais. Obrigado por aguardar. | Ainda está aí? | Não ouço nada, por isso encerro a chamada aqui. Até logo. | Chegamos ao tempo máximo de conversa. Obrigado e até logo. | Esta conversa está sendo gravada.
Romanian | Un moment, vă rog. | Încă lucrez la asta. | Durează puțin mai mult. Vă mulțumesc că așteptați. | Mai sunteți acolo? | Nu aud nimic, așa că închei apelul aici. La revedere. | Am ajuns la durata maximă a conversației. Vă mulțumesc și la revedere. | Această convorbire este înregistrată.
Russian | Одну минуту, пожалуйста. | Я всё ещё этим занимаюсь. | Это займёт ещё немного времени. Спасибо за ожидание. | Вы меня слышите? | Я ничего не слышу, поэтому завершаю звонок. До свидания. | Мы достигли наибольшей длительности разговора. Спасибо и до свидания. | Этот разговор записывается.
Slovak | Moment, prosím. | Ešte na tom pracujem. | Trvá to o niečo dlhšie. Ďakujem za trpezlivosť. | Ste tam ešte? | Nič nepočujem, preto hovor ukončím. Dopočutia. | Dosiahli sme najdlhší možný čas hovoru. Ďakujem a dopočutia. | Tento hovor sa nahráva.
Spanish | Un momento, por favor. | Sigo trabajando en ello. | Está tardando un poco más. Gracias por esperar. | ¿Sigue ahí? | No oigo nada, así que termino la llamada aquí. Adiós. | Hemos llegado a la duración máxima de la conversación. Gracias y adiós. | Esta conversación se está grabando.
Swedish | Ett ögonblick. | Jag håller fortfarande på. | Det tar lite längre tid. Tack för att du väntar. | Är du kvar? | Jag hör ingenting, så jag avslutar samtalet här. Hej då. | Vi har nått den längsta samtalstiden. Tack och hej då. | Det här samtalet spelas in.
Thai | กรุณารอสักครู่ | กำลังดำเนินการอยู่ | ใช้เวลานานขึ้นอีกเล็กน้อย ขอบคุณที่รอ | คุณยังอยู่ในสายไหม | ไม่ได้ยินเสียงของคุณ จึงขอจบการสนทนาเพียงเท่านี้ สวัสดี | ถึงระยะเวลาสนทนาสูงสุดแล้ว ขอบคุณและสวัสดี | การสนทนานี้มีการบันทึกเสียง
Turkish | Bir dakika lütfen. | Hâlâ üzerinde çalışıyorum. | Biraz daha uzun sürüyor. Beklediğiniz için teşekkürler. | Hâlâ orada mısınız? | Hiçbir şey duyamıyorum, bu yüzden görüşmeyi sonlandırıyorum. Hoşça kalın. | En uzun görüşme süresine ulaştık. Teşekkürler, hoşça kalın. | Bu görüşme kaydedilmektedir.
Ukrainian | Хвилинку, будь ласка. | Я ще працюю над цим. | Це триває трохи довше. Дякую за очікування. | Ви ще тут? | Я нічого не чую, тому завершую дзвінок. До побачення. | Ми досягли найдовшої тривалості розмови. Дякую і до побачення. | Ця розмова записується.
Vietnamese | Xin chờ một chút. | Tôi vẫn đang xử lý. | Việc này mất thêm một chút thời gian. Cảm ơn quý khách đã chờ. | Quý khách còn ở đó không? | Tôi không nghe thấy gì nên xin kết thúc cuộc gọi tại đây. Tạm biệt. | Chúng ta đã đạt thời lượng trò chuyện tối đa. Xin cảm ơn và tạm biệt. | Cuộc trò chuyện này được ghi âm.
`;

const PHRASES: ReadonlyMap<string, Phrases> = new Map(TABLE.trim().split("\n").map(readRow));
const ALIASES: ReadonlyMap<string, string> = new Map([["Norwegian Bokmål", "Norwegian"]]);

function readRow(line: string): [string, Phrases] {
  const cells = line.split(" | ");
  const [language = "", first = "", second = "", third = "", nudge = "", goodbye = "", tooLong = "", recorded = ""] =
    cells;
  return [language, { fillers: [first, second, third], nudge, goodbye, tooLong, recorded }];
}

function phrasesIn(language: string): Phrases {
  return PHRASES.get(ALIASES.get(language) ?? language) ?? (PHRASES.get("English") as Phrases);
}

/**
 * Returns what fills a silence of the agent for the time of that number, from 0 on, in the language of that English
 * name; in English where the platform has no words in it, as with all phrases here.
 */
export function fillerIn(language: string, rung: number): string {
  const { fillers } = phrasesIn(language);
  return fillers[Math.min(rung, fillers.length - 1)] as string;
}

/** Returns what a user is asked who says nothing. */
export function nudgeIn(language: string): string {
  return phrasesIn(language).nudge;
}

/** Returns how a user is taken leave of who says nothing. */
export function goodbyeIn(language: string): string {
  return phrasesIn(language).goodbye;
}

/** Returns how a conversation is ended that has reached its longest duration. */
export function tooLongIn(language: string): string {
  return phrasesIn(language).tooLong;
}

/** Returns what a user is told whose conversation is recorded. */
export function recordingNoticeIn(language: string): string {
  return phrasesIn(language).recorded;
}
