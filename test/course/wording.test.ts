import { expect, test } from "vitest";
import { chapterOf, problems } from "./author.ts";

const choices = "- [ ] Red\n  > No.\n- [x] Blue\n  > Yes.";
const ask = (question: string, list = choices, head = "#sky") =>
  chapterOf(`:::check{${head}}\n${question}\n\n${list}\n:::`);
const withChoice = (choice: string, head?: string) => ask("What?", `${choices}\n- [ ] ${choice}\n  > No.`, head);

test("a plain question has nothing to be said about", () => {
  expect(problems(ask("What colour is it?"))).toEqual([]);
});

test.each([
  "Which is NOT a colour?",
  "Which of these isn’t blue?",
  "Which ones do not crash?",
  "All are blue EXCEPT",
  "Which is blue, except at night?",
])("an author is warned of the odd one out: %s", (question) => {
  expect(problems(ask(question))).toEqual(["8:1 warning The question asks for what is not the case."]);
});

test.each([
  "What happens when a copy does not answer?",
  "Why don't teams run one copy?",
  "Which server has room?",
  "Is it true that crashes cannot wait?",
])("an ordinary question passes: %s", (question) => {
  expect(problems(ask(question))).toEqual([]);
});

test.each(["All of the above", "None of the above.", "Both of these", "A and B", "neither of them"])(
  "an author is warned of a choice that leans on the others: %s",
  (choice) => {
    expect(problems(withChoice(choice)).join()).toMatch(/warning .* speaks of places/);
  },
);

test.each(["All of the above-ground parts stay"])(
  "the words may stand for themselves in a fixed order: %s",
  (choice) => {
    expect(problems(withChoice(choice, "#sky fixed"))).toEqual([]);
  },
);

test.each(["None of these copies is faster", "A server and a copy", "All of it"])(
  "an ordinary choice passes: %s",
  (choice) => {
    expect(problems(withChoice(choice))).toEqual([]);
  },
);

test.each(["@here", "@channel", "@Everyone", "<@123>", "<#general>", "<!here-now>x", "<@&42>"])(
  "an author is warned of a mention: %s",
  (mention) => {
    expect(problems(chapterOf(`Ask \`${mention}\` now.`)).join()).toMatch(/warning .* looks like a mention/);
  },
);

test("an address is not a mention", () => {
  expect(problems(chapterOf("Write to sam@example.org, or to sam@here.example."))).toEqual([]);
});

test("a mention is found in a choice, in its reason and in a myth", () => {
  const list = "- [ ] Ask @here\n  > No.\n- [x] Ask\n  > Or ask @channel.";
  expect(problems(ask("What?", list)).filter((line) => line.includes("mention"))).toHaveLength(2);
  expect(problems(chapterOf(":::myth{#a}\nIt is.\n\n> Ask @everyone.\n:::"))).toHaveLength(1);
});

test("a right choice may be somewhat longer, or long among long ones", () => {
  expect(problems(ask("What?", "- [ ] A red sky\n  > No.\n- [x] A blue sky, dear\n  > Yes."))).toEqual([]);
});

test("length tells nothing where several choices are right", () => {
  const list = "- [x] A blue sky without a single cloud\n- [x] Ice\n- [ ] Red\n  > No.";
  expect(problems(ask("What?", list))).toEqual([]);
});

test("four questions are no habit: a pack is judged from five questions on, and only above two in five", () => {
  const bite = (id: string, right: string) => `:::check{#${id}}\nWhat?\n\n- [ ] Red\n  > No.\n- [x] ${right}\n:::`;
  const pack = (rights: readonly string[]) => chapterOf(...rights.map((right, index) => bite(`q${index}`, right)));
  expect(problems(pack(["Blue", "Blue", "Blue", "Blue"]))).toEqual([]);
  expect(problems(pack(["Blue", "Blue", "Sky", "Sky", "Sky"]))).toEqual([]);
  expect(problems(pack(["Blue", "Blue", "Blue", "Sky", "Sky"]))).toHaveLength(1);
});

test("characters are counted as they are seen: a family of emoji is one", () => {
  expect(problems(chapterOf("👨‍👩‍👧‍👦".repeat(600)))).toEqual([]);
  expect(problems(chapterOf("👨‍👩‍👧‍👦".repeat(601))).join()).toContain("601 visible characters");
});

test("choices count as part of their bite", () => {
  const long = (letter: string) => letter.repeat(300);
  expect(problems(ask("What?", `- [ ] ${long("a")}\n  > No.\n- [x] ${long("b")}`)).join()).toContain(
    "614 visible characters",
  );
});
