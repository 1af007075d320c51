import { chapterSlips } from "./chapter-slips.ts";
import { questionSlips } from "./question-slips.ts";

export const slips = [...chapterSlips, ...questionSlips];
