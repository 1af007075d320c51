import { expect, test } from "vitest";

test("fails, so that it can be seen that a failure counts", () => {
  expect("this").toBe("that");
});
