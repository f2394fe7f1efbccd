import type { VoiceWording } from "./voice-wording.ts";

/** What the voice says of itself, in Slavic languages. */
export const SLAVIC: readonly (readonly [string, VoiceWording])[] = [
  [
    "Bulgarian",
    [
      "Един момент, проверявам.",
      "Нека помисля за момент.",
      "Все още работя по това.",
      "Отнема малко повече време, благодаря, че изчаквате.",
      "Там ли сте още?",
      "Вече не чувам никого, затова ще затворя. Довиждане.",
      "Достигнахме най-дългото време за разговор, затова трябва да приключа тук. Довиждане.",
      "Този разговор се записва.",
    ],
  ],
  [
    "Croatian",
    [
      "Trenutak, provjeravam.",
      "Dopustite da razmislim trenutak.",
      "Još uvijek radim na tome.",
      "Potrajat će malo duže, hvala na strpljenju.",
      "Jeste li još tu?",
      "Više nikoga ne čujem pa ću sada prekinuti. Doviđenja.",
      "Dosegnuli smo najdulje trajanje razgovora pa ovdje moram završiti. Doviđenja.",
      "Ovaj se razgovor snima.",
    ],
  ],
  [
    "Czech",
    [
      "Okamžik, podívám se na to.",
      "Chvilku přemýšlím.",
      "Stále na tom pracuji.",
      "Trvá to trochu déle, děkuji za trpělivost.",
      "Jste tam ještě?",
      "Už nikoho neslyším, proto teď zavěsím. Na slyšenou.",
      "Dosáhli jsme nejdelší doby hovoru, proto musím skončit. Na slyšenou.",
      "Tento hovor je nahráván.",
    ],
  ],
  [
    "Polish",
    [
      "Chwileczkę, sprawdzam.",
      "Niech się chwilę zastanowię.",
      "Wciąż nad tym pracuję.",
      "To potrwa trochę dłużej, dziękuję za cierpliwość.",
      "Czy nadal tam Państwo są?",
      "Nikogo już nie słyszę, więc się rozłączam. Do usłyszenia.",
      "Osiągnęliśmy najdłuższy czas rozmowy, więc muszę tu zakończyć. Do usłyszenia.",
      "Ta rozmowa jest nagrywana.",
    ],
  ],
  [
    "Russian",
    [
      "Одну минуту, я проверяю.",
      "Дайте мне немного подумать.",
      "Я всё ещё занимаюсь этим.",
      "Это занимает чуть больше времени, спасибо за ожидание.",
      "Вы ещё здесь?",
      "Я больше никого не слышу, поэтому завершаю звонок. До свидания.",
      "Мы достигли предельного времени разговора, поэтому я вынужден закончить. До свидания.",
      "Этот разговор записывается.",
    ],
  ],
  [
    "Slovak",
    [
      "Okamih, pozriem sa na to.",
      "Chvíľku premýšľam.",
      "Stále na tom pracujem.",
      "Trvá to o niečo dlhšie, ďakujem za trpezlivosť.",
      "Ste tam ešte?",
      "Už nikoho nepočujem, preto teraz zložím. Dopočutia.",
      "Dosiahli sme najdlhší čas rozhovoru, preto musím skončiť. Dopočutia.",
      "Tento hovor sa nahráva.",
    ],
  ],
  [
    "Ukrainian",
    [
      "Хвилинку, я перевіряю.",
      "Дайте мені трохи подумати.",
      "Я досі працюю над цим.",
      "Це триває трохи довше, дякую за очікування.",
      "Ви ще тут?",
      "Я більше нікого не чую, тому завершую дзвінок. До побачення.",
      "Ми досягли найбільшої тривалості розмови, тому я мушу закінчити. До побачення.",
      "Ця розмова записується.",
    ],
  ],
];
