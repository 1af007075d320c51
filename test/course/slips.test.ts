import { expect, test } from "vitest";
import { problems } from "./author.ts";
import { slips } from "./slips.ts";

test.each(slips)("an author hears of $what, with its line and column", ({ text, said }) => {
  expect(problems(text)).toContain(said);
});

test.each(slips.filter(({ said }) => said.includes(" warning ")))("an author may leave it at $what", ({ text }) => {
  expect(problems(text).filter((line) => line.includes(" error "))).toEqual([]);
});
