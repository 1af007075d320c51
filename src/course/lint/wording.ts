/** Habits of wording that a linter can hear. English; a course in another tongue is simply not warned. */

const capitals = /\b(?:NOT|EXCEPT|NEVER)\b/;
const oddOneOut =
  /\bwhich\b[^.?!]{0,80}?(?:\b(?:is|are|was|were|does|do|did|can|would|should) not\b|\b(?:isn|aren|wasn|weren|doesn|don|didn|wouldn|shouldn)'t\b|\b(?:can't|cannot)\b)|\bexcept\b/i;

/** Whether a question asks for the odd one out: "Which of these is not …", "all of these except". */
export const saysNot = (question: string): boolean =>
  capitals.test(question) || oddOneOut.test(question.replaceAll("’", "'"));

const places =
  /\b(?:all|any|none|both|neither) of the (?:above|others)\b|\b(?:all|none|both|neither) of (?:these|them)\W*$/i;
const letters = /\b[A-J] (?:and|or) [A-J]\b/;

/** Whether a choice leans on where the others stand: "all of the above", "both A and B". */
export const saysAllOrNone = (choice: string): boolean => places.test(choice) || letters.test(choice);

const mention = /(?<![\w.])@(?:everyone|here|channel|all)\b|<[@#!][^>\s]{1,64}>/i;

/** The first thing in a text that some platform could take for a call to people. */
export const saysMention = (text: string): string | undefined => mention.exec(text)?.[0];
