import { turn } from "./case.ts";

/** Turns in English: quick answers, sentences, questions, pauses, hesitations, monologues. */
export const ENDS = [
  // Quick answers.
  turn("kal", ["Yes."], { asked: "Would you like to go on?" }),
  turn("slt", ["No."], { asked: "Is there anything else?" }),
  turn("rms", ["Yes please."], { asked: "Shall I book it for you?" }),
  turn("awb", ["No thank you."], { asked: "Would you like a receipt?" }),
  turn("en-gb", ["Okay."], { asked: "I will send you the link. Is that all right?" }),
  turn("en-us", ["Sure."], { asked: "May I ask you a question?" }),
  turn("kal16", ["Tomorrow."], { asked: "When would you like to come?" }),
  turn("en-gb-scotland", ["The second one."], { asked: "Which one do you mean, the first or the second?" }),
  turn("en-us+f3", ["Hello?"]),
  turn("slt", ["I don't know."], { asked: "Which size is it?" }),
  turn("rms", ["It is."], { asked: "Is this still your address?" }),
  turn("awb", ["Two, please."], { asked: "How many tickets would you like?" }),

  // Plain sentences and questions.
  turn("kal", ["I would like to book a table for two."]),
  turn("slt", ["I am calling about my last invoice."]),
  turn("rms", ["What time do you close on Sundays?"]),
  turn("awb", ["Can you tell me how much the delivery costs?"]),
  turn("en-gb", ["My order has not arrived yet."]),
  turn("en-us", ["Where are you from?"]),
  turn("en-gb-scotland", ["Could I speak to somebody in the billing department?"]),
  turn("kal16", ["That is exactly what I was looking for."], { within: 2_000 }),
  turn("en-029", ["The heating in my flat does not work any more."]),
  turn("en-gb-x-gbclan", ["I need to change the date of my appointment."]),
  turn("en-us-nyc", ["Please cancel my subscription."]),
  turn("en-us+f3", ["Do you have it in blue?"]),
  turn("slt", ["I think I left my bag in your restaurant yesterday evening."]),

  // Pauses in mid-sentence, after a word that leaves it open.
  turn("kal", ["I would like to", 900, "book a table for two."]),
  turn("slt", ["I am looking for a", 1_000, "red jacket in medium."]),
  turn("rms", ["Could you send it to", 800, "my office instead?"]),
  turn("awb", ["I have a question about the", 1_100, "return policy."]),
  turn("en-gb", ["We want to come on Friday and", 1_000, "stay until Sunday."]),
  turn("en-us", ["It broke because", 1_200, "my son dropped it."]),
  turn("en-gb-scotland", ["My flight leaves at", 900, "half past nine."]),
  turn("kal16", ["I want to know whether", 1_000, "you ship to Ireland."]),
  turn("en-029", ["The problem is", 900, "that the screen stays black."]),
  turn("slt", ["Can I pay with", 850, "my credit card?"]),
  turn("rms", ["Is it possible to", 1_200, "get a refund?"]),
  turn("en-us+f3", ["I need", 800, "a new password."]),

  // Pauses after words that could be all, where the thought goes on.
  turn("kal", ["I would like to book a table", 500, "for four people", 600, "on Saturday evening."]),
  turn("slt", ["My husband bought this phone", 550, "about two weeks ago", 500, "and now it does not charge."]),
  turn("awb", ["The driver came", 600, "but nobody was at home."]),
  turn("rms", ["I tried to log in", 650, "with my old password."]),
  turn("en-gb", ["We ordered three chairs", 500, "and only two came."]),
  turn("en-us", ["I will be there", 600, "at a quarter past eight."]),
  turn("en-gb-scotland", ["I spoke to your colleague", 700, "last Tuesday."]),
  turn("kal16", ["There is a scratch", 650, "on the left side", 600, "of the door."]),

  // Hesitation.
  turn("slt", ["Um", 700, "I would like to make an appointment."]),
  turn("rms", ["I need um", 1_200, "a plumber."]),
  turn("kal", ["It is about uh", 1_000, "the contract I signed last year."]),
  turn("awb", ["Well", 900, "I am not sure it is worth it."]),
  turn("en-gb", ["So", 1_000, "my question is about the warranty."]),
  turn("en-us", ["Let me see", 1_200, "I think it was the tenth of May."]),
  turn("en-us+f3", ["Maybe", 900, "Thursday would be better."]),
  turn("slt", ["I was wondering if", 800, "um", 900, "you have any rooms left."]),
  turn("kal16", ["Yes well", 800, "the thing is", 900, "I already paid."]),
  turn("en-029", ["Er", 900, "no, that is all."]),

  // Two sentences.
  turn("kal", ["Hi there.", 500, "I have a problem with my router."]),
  turn("slt", ["Good morning.", 600, "My name is Anna and I would like to rent a car."]),
  turn("rms", ["Yes.", 300, "That would be great."], { asked: "Shall I send it by mail?" }),
  turn("awb", ["No, not really.", 400, "Can you explain it again?"], { asked: "Is that clear?" }),
  turn("en-gb", ["I moved house.", 350, "Where can I change my address?"]),
  turn("en-us", ["Thanks.", 350, "One more question, do you open on Mondays?"], { asked: "It is done." }),

  // Trailing questions and closings.
  turn("slt", ["You are open until six, right?"]),
  turn("rms", ["So I do not have to do anything, is that correct?"]),
  turn("kal", ["That is all, thank you."], { asked: "Is there anything else?" }),
  turn("awb", ["I would like two tickets for tonight please."]),
  turn("en-gb", ["It was a present for my mother and she loves it, thanks a lot."]),

  // Monologues.
  turn("slt", [
    "Last week I ordered a washing machine from your shop and",
    700,
    "the man who brought it said that",
    800,
    "he could not carry it up the stairs so",
    900,
    "now it is standing in the garage and I would like to know",
    700,
    "what I should do.",
  ]),
  turn("rms", [
    "The first time it happened I just restarted the computer, but",
    800,
    "then it happened again and again, and",
    900,
    "now I cannot even open my files.",
  ]),
  turn("en-gb", [
    "I have been a customer for ten years and",
    600,
    "I have never been late with a payment, so",
    1_000,
    "I really do not understand this letter.",
  ]),

  // Noise under the words.
  turn("slt", ["I would like to", 900, "change my booking."], { noise: "fan" }),
  turn("rms", ["What does it cost to send a parcel to Spain?"], { noise: "street" }),
  turn("kal", ["Please call me back tomorrow morning."], { noise: "hum" }),
  turn("awb", ["I am on the train so it may be loud."], { noise: "street" }),
  turn("en-us", ["Can you hear me?"], { noise: "fan" }),
  turn("en-gb", ["I was put on hold and", 900, "then the line went dead."], { noise: "hold_music", within: 2_500 }),
];
