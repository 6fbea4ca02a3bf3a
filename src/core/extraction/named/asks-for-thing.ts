import { rememberEnds } from '../prompt-memory.ts';
import { asksForCode, asksForJoke, asksForLongText, asksForSymbols } from '../prompt-kind.ts';

/** What is asked for where the wording itself is the answer, so that a phrase of it stands for nothing. */
const WORDED =
  /\b(?:sentences?|slogans?|mottos?|taglines?|quotes?|quotations?|messages?|captions?|tweets?|headlines?|facts?|trivia|tips?|advice|(?<!\b(?:main|primary|top|biggest|best|number one|most common|single|first) )reasons?|lessons?|lyrics|poems?|haikus?|riddles?|proverbs?|toasts?|prayers?|summar(?:y|ies|i[sz]e)|explain|describe|explanations?|descriptions?|definitions?|define|why|how (?:to|do|does|did|can|could|should|would|is|are|was|were)|plots?|plot ?lines?|essays?|reviews?|recipes?|translate|rewrite|rephrase|paraphrase|biograph(?:y|ies)|bios?|letters? (?:to|for)|e-?mails?|dialogues?|songs?|paragraphs?)\b/i;

/** So much of the end of a prompt is looked at, UTF-16 units. */
const ENDING = 100;
/** Where anything will do, nothing is asked for that could be named. */
const ANYTHING =
  /\b(?:say|write|tell me|give me|send me|reply with) (?:something|anything)(?: (?:to me|random|now|please))?[\s.!?"']*$/i;

/** Whether an answer to the prompt may be one thing that it names: nothing asks for wording, for length or for symbols. */
export const mayAskForThing = rememberEnds(
  (prompt) =>
    !WORDED.test(prompt) &&
    !ANYTHING.test(prompt.slice(-ENDING)) &&
    !asksForLongText(prompt) &&
    !asksForCode(prompt) &&
    !asksForJoke(prompt) &&
    !asksForSymbols(prompt),
);
