import { type Action, button } from "../chat/action.ts";
import type { Person, Place } from "../chat/event.ts";
import { heading, type Message, note, paragraph, plain } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import { playWords } from "./board/words.ts";
import { drillWords } from "./words.ts";

type Wish = Extract<Action, { kind: "agree" }>["wish"];

/** Whether practice is turned on in a place; a direct conversation is its person's own, and needs no word from others. */
export const isAgreed = async (context: Context, place: Place): Promise<boolean> =>
  place.kind === "direct" || context.store.hasContract(place);

/** What is promised to a channel, for those who may agree to it; everybody else is told whom to ask. */
export const contract = (by: Person, wish: Wish): Message =>
  by.mayManage ? contractMessage(wish) : { blocks: [paragraph(playWords.askManager)], silent: true };

const contractMessage = (wish: Wish): Message => ({
  blocks: [
    heading(drillWords.contractTitle),
    paragraph(playWords.agreedFirst),
    { kind: "list", ordered: false, items: drillWords.contract.map(plain) },
    note(playWords.contractMore),
  ],
  buttons: [
    [
      button(drillWords.accept, { kind: "agree", wish }, "primary"),
      button(drillWords.decline, { kind: "agree", wish: "nothing" }),
    ],
  ],
  silent: true,
});
