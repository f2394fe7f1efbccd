import { turnTakingWords } from "./wording.ts";

/** English. */
export const ENGLISH = turnTakingWords({
  open:
    "a|an|the|my|your|his|our|their|its|some|any|every|each|this next|and|or|but|nor|because|cause|since|" +
    "if|unless|although|though|whereas|until|till|when|where|whether|which|who|whose|than|as|so that|to|" +
    "of|at|for|from|with|without|into|onto|between|during|against|per|via|towards|near|is|are|was|were|am|" +
    "been|being|shall|im|ive|id|ill|its|youre|were|theyre|thats|theres|wed|weve|lets|whats|most|i|we|they|" +
    "he|she|you know|i mean|i want|i need|i think|i guess|i wanted|i was wondering|i am looking|" +
    "im looking|would like|id like|want to|need to|have to|going to|trying to|able to|such|maybe|perhaps|" +
    "plus|number is|name is|code is|address is|email is|mail is|birthday is|postcode is|mr|mrs|ms|doctor|" +
    "saint|called|instead of|because of|out of|kind of|sort of|a couple of|a few|a lot of|the other|" +
    "double|triple|dot|dash|underscore|at|dot|would like to know|want to know|i wonder|wondering if|" +
    "can you please|could you please|would you please|will you please|spelled|spelt|spelled with",
  leaning:
    "in|on|over|by|about|before|after|under|through|around|off|up|too|so|more|less|not|very|quite|first|" +
    "then|also|else|do|does|did|have|had|be|can|could|will|would|should|might|may|must|has|that|like|" +
    "another|other|point|while",
  stranded: "from|for|about|with|like|of|at|on|in",
  asksFor: "what|whats|where|wheres|who|whos|which|how",
  greetings: "hello|hi|hi there|hello there|hey|hey there|good morning|good afternoon|good evening|good day|morning",
  declines: "i|no|not|dont|there|you|we|why|wait|just|the same",
  finished:
    "yes i am|yes we are|yes it is|yes i do|yes we do|yes i have|yes i did|yes please do|yes i can|" +
    "yes i will|yes i would|i am|i do|i did|i have|i will|i can|i would|it is|it was|we are|we do|" +
    "no i am not|no its not|its not|it is not|of course not|i think so too|me too|i hope not|why not|" +
    "i guess so|what is that|what was that|who is that|who is it|what is it|that is all there is|thats it|" +
    "do that|ill do that|lets do that|id like that|i want that|i need that|like that|about that|for that|" +
    "just that|sorry|pardon|as before|than before|like before|and so on|over there|what should i do|" +
    "what i should do|so do i",
  closing:
    "yes|yeah|yep|no|nope|yes please|no thanks|no thank you|thank you|thanks|thanks a lot|" +
    "thank you very much|please|thats all|thats it|that is all|okay|ok|sure|all right|alright|goodbye|bye|" +
    "bye bye|correct|exactly|of course|i dont know|no idea|never mind|stop|wait|hold on|not really|" +
    "absolutely|perfect|great|right|none|neither|both|either|for now",
  hesitations:
    "um|uhm|uh|er|erm|hm|hmm|mm|mmm|ah|eh|well|so|let me see|let me think|let me check|lets see|you know|" +
    "how do i say|what is it called",
  assents:
    "mm hm|mhm|mm|mmm|hm|hmm|mmhmm|mm hmm|uh huh|uhhuh|aha|ah|oh|yeah|yes|yep|yup|ya|okay|ok|right|sure|" +
    "i see|got it|gotcha|" +
    "all right|alright|of course|exactly|absolutely|true|good|great|fine|cool|nice|perfect|lovely|" +
    "wonderful|brilliant|sounds good|very good|" +
    "thats right|thats good|thats fine|thats great|that is right|understood|i understand|makes sense|" +
    "really|wow|thanks|thank you|indeed|totally|definitely|" +
    "very well|go on|carry on|go ahead|i know|oh okay|oh right|oh yeah|no problem|no worries|um|uh|er|" +
    "well|so|interesting|amazing|excellent|correct|ooh",
  answers:
    "yes|yeah|yep|yup|ya|okay|ok|right|sure|of course|exactly|absolutely|correct|thats right|" +
    "that is right|sounds good|fine|thats fine|" +
    "perfect|great|good|very good|all right|alright|definitely|go ahead|mm hm|mhm|uh huh|got it|i see|" +
    "understood|i understand|true|indeed",
  stops:
    "stop|wait|wait a minute|wait a second|hold on|hang on|hold it|one moment|just a moment|one second|" +
    "just a second|one sec|" +
    "excuse me|no no|no wait|no stop|shut up|be quiet|quiet|enough|thats enough|stop it|stop talking|" +
    "pause|cancel|cancel that|never mind|" +
    "actually no|thats wrong|that is wrong|thats not right|that is not right|slow down|too fast|" +
    "let me speak|let me finish|listen|hey|can i just|may i just|sorry but",
  questions:
    "what|whats|when|where|wheres|who|whos|why|how|hows|which|whose|is|are|was|were|do|does|did|can|could|" +
    "will|would|should|shall|may|" +
    "have you|has|isnt|arent|dont you|doesnt|cant|couldnt|wont|wouldnt|any chance|sorry what|pardon|sorry|" +
    "and what|and how|and when|and where|but what|but how|so what|so how|so when",
  digits: "zero|oh|nought|naught|nil|one|two|three|four|five|six|seven|eight|nine",
  numbers:
    "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|" +
    "fifty|sixty|seventy|" +
    "eighty|ninety|hundred|thousand|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|" +
    "eleventh|twelfth|thirteenth|" +
    "fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth",
  repeats: "double|triple",
  months: "january|february|march|april|may|june|july|august|september|october|november|december",
  signs:
    "at|dot|dash|hyphen|underscore|slash|plus|point|period|space|capital|upper case|lower case|as in|for|" +
    "like|new word|hash|minus|of|the|in",
  at: "at",
  dot: "dot|point|period",
  longNumbers: "card|credit card|debit card|iban",
  explains: "for|as in|like",
  letterWords: "a|i",
  announces: {
    digits:
      "number|numbers|phone|telephone|mobile|cell|landline|card|account|code|pin|order|reference|" +
      "customer id|booking|invoice|tracking|iban|zip|zip code|postcode|post code|postal code|serial|policy|" +
      "id|passport|plate|license plate|digits",
    spelling: "spell|spelled|spelt|spelling|letters",
    name: "surname|last name|family name|full name",
    email: "email|e mail|mail address|email address|e mail address",
    date: "date of birth|birthday|birth date|born|birthdate",
    address:
      "street|your address|my address|home address|delivery address|billing address|shipping address|" +
      "postal address|where do you live|i live|we live|live at|live in",
  },
});
