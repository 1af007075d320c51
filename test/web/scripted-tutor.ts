import { button, decodeAction } from "../../src/chat/action.ts";
import type { Outgoing } from "../../src/chat/answer.ts";
import type { Command } from "../../src/chat/command.ts";
import type { Act, Event } from "../../src/chat/event.ts";
import { type Button, heading, type Message, note, paragraph, plain, strong } from "../../src/chat/message.ts";
import { menu } from "./every-block.ts";

/** A tutor by script, so that every part of the page can be tried without a course. What it was told is in `heard`. */
export type ScriptedTutor = {
  readonly heard: readonly Act[];
  handle(event: Event): Promise<readonly Outgoing[]>;
};

export const commands: readonly Command[] = [
  {
    name: "learn",
    summary: "Go on where you stopped, or open a chapter",
    options: [
      {
        name: "chapter",
        summary: "The chapter to open",
        required: false,
        choices: [{ value: "many-copies", label: "Many copies" }],
      },
    ],
    who: "anyone",
  },
  { name: "ask", summary: "A question with toggles", options: [], who: "anyone" },
  { name: "write", summary: "A question with a form", options: [], who: "anyone" },
  { name: "menu", summary: "A menu of chapters", options: [], who: "anyone" },
  {
    name: "shout",
    summary: "Say something to everybody",
    options: [
      { name: "tone", summary: "How", required: false },
      { name: "what", summary: "What", required: false },
    ],
    who: "anyone",
  },
  { name: "help", summary: "See what you can do here", options: [], who: "anyone" },
];

const SITTING = "018f0000-0000-7000-8000-000000000001";
export const ASK = "018f0000-0000-7000-8000-000000000002";
const PAGES = 3;

export function createScriptedTutor(): ScriptedTutor {
  const heard: Act[] = [];
  return {
    heard,
    handle: async (event) => {
      if (event.kind === "joined" || event.kind === "removed") return [];
      heard.push(event);
      switch (event.kind) {
        case "command":
          return [onCommand(event)];
        case "press":
          return [onPress(event)];
        case "submit":
          return [update(paragraph(`${event.by.name} wrote: ${event.fields.answer ?? "nothing"}`))];
        case "opened":
          return [toMe({ blocks: [paragraph(`Welcome, ${event.by.name}.`)] })];
        default:
          return event satisfies never;
      }
    },
  };
}

const toMe = (message: Message): Outgoing => ({ kind: "reply", message, to: "me" });
const update = (...blocks: Message["blocks"]): Outgoing => ({ kind: "update", message: { blocks } });

function onCommand(event: Extract<Event, { kind: "command" }>): Outgoing {
  switch (event.name) {
    case "learn":
      return toMe(lessonPage(1));
    case "ask":
      return toMe(toggles([]));
    case "write":
      return toMe({
        blocks: [paragraph("Name it.")],
        buttons: [[button("Write your answer", { kind: "write", ask: ASK })]],
      });
    case "menu":
      return toMe({ blocks: [paragraph("Where to?")], buttons: [[menu]] });
    case "shout":
      return {
        kind: "reply",
        to: "all",
        message: { blocks: [paragraph(event.options.what ?? "Hear, hear!")], buttons: [[again]] },
      };
    default:
      return toMe({ blocks: [paragraph(`I don't know "${event.name}".`)] });
  }
}

const again = button("Me too", { kind: "run", command: "help" });

function onPress(event: Extract<Event, { kind: "press" }>): Outgoing {
  const action = decodeAction(event.action);
  switch (action?.kind) {
    case "turn":
      return { kind: "update", message: lessonPage(action.to) };
    case "pick":
      return { kind: "update", message: toggles(action.on ? [action.choice] : []) };
    case "submit":
      return { kind: "update", message: feedback };
    case "write":
      return {
        kind: "form",
        form: {
          id: event.action,
          title: "Your answer",
          submit: "Hand in",
          fields: [{ name: "answer", label: "Answer", hint: "A word or two is enough.", maxLength: 200 }],
        },
      };
    case "open":
      return update(paragraph(`You opened ${event.values.join(", ")}.`));
    default:
      return toMe({ blocks: [paragraph("That button is no longer active.")] });
  }
}

function lessonPage(page: number): Message {
  const back = button("Back", { kind: "turn", sitting: SITTING, to: page - 1 });
  const next = button("Next", { kind: "turn", sitting: SITTING, to: page + 1 }, "primary");
  return {
    blocks: [
      heading(`Page ${page}`),
      paragraph(`This is what stands on page ${page}.`),
      { kind: "progress", done: page, total: PAGES, text: `${page} of ${PAGES}` },
    ],
    buttons: [[...(page > 1 ? [back] : []), ...(page < PAGES ? [next] : [])]],
  };
}

const choices = ["Placement", "Watching", "Faster copies"];

function toggles(picked: readonly number[]): Message {
  const options = choices.map((text, index) => ({
    letter: "ABC".charAt(index),
    text: plain(text),
    ...(picked.includes(index) ? { picked: true as const } : {}),
  }));
  const letters = options.map(({ letter }, index): Button => {
    const on = picked.includes(index);
    const a11y = `${letter}, ${on ? "picked" : "not picked"}`;
    return { ...button(letter, { kind: "pick", ask: ASK, choice: index, on: !on }), a11y, pressed: on };
  });
  return {
    blocks: [paragraph("Which are jobs of a manager?"), { kind: "options", options }, note("Pick all that apply.")],
    buttons: [letters, [button("Hand in", { kind: "submit", ask: ASK }, "primary")]],
  };
}

const feedback: Message = {
  tone: "right",
  blocks: [
    {
      kind: "options",
      options: [
        {
          letter: "A",
          text: plain("Placement"),
          verdict: { tone: "right", word: "right, your answer" },
          reason: plain("Every copy needs a server."),
        },
        { letter: "B", text: plain("Watching") },
        { letter: "C", text: plain("Faster copies"), verdict: { tone: "wrong", word: "wrong" } },
      ],
    },
    paragraph([strong("✓ Right.")]),
  ],
  buttons: [
    [
      button("And the others?", { kind: "reasons", ask: ASK }),
      button("Continue", { kind: "turn", sitting: SITTING, to: 2 }, "primary"),
    ],
  ],
};
