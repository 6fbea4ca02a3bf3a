/** Tells an answer from a model that declines to give one. */

const CANNOT =
  "(?:can(?:no|['’])?t|can not|won['’]t|will not|(?:am|['’]m) (?:not able|unable|not allowed|not going)(?: to)?|(?:do not|don['’]t) have the (?:ability|capacity|capability)(?: to)?|(?:am|['’]m) not (?:capable of|comfortable)|must decline(?: to)?|decline(?: to)?|(?:would |['’]d )?(?:prefer|rather) not(?: to)?|(?:must )?refuse(?: to)?)";
const DEED =
  '(?:actually |truly |really |just |ever |physically |randomly |help (?:you )?(?:with )?|even |directly |ethically |in good conscience )*["“*_]*(?:pick(?:ing)?|choos(?:e|ing)|select(?:ing)?|generat(?:e|ing)|roll(?:ing)?|draw|flip|toss|provide|providing|creat(?:e|ing)|writ(?:e|ing)|produce|fulfil+|comply|complete|do (?:that|this|it)|answer|share|giv(?:e|ing)|tell(?:ing)? you (?:a|an|the|which|what) (?:specific|exact|single|random|joke|story|number)|recommend|suggest|assist|help(?:ing)?(?! (?:but|\\w+ing|it|myself))|discuss|engage|perform|simulate|express|offer|have (?:a )?(?:favou?rites?|preferences?|opinions?))\\b';
const DECLINES = new RegExp(`\\bI(?:\\s+(?:also |simply |just |really )?|(?=['’]))${CANNOT}\\s+${DEED}`, 'i');
/** "It's not possible for me to ...", "My guidelines do not allow me to ...". */
const IMPERSONAL =
  /^\W*(?:it(?:['’]s| is) (?:not possible|impossible) for me to\b|(?:my|our) (?:guidelines|policies|programming|instructions|rules)\b[^.!?\n]{0,40}\b(?:(?:do|does) not|don['’]t|won['’]t|prevents?|prohibits?|forbids?)\b)/i;
const APOLOGY = new RegExp(
  `^\\W*(?:i['’]?m (?:so |very )?sorry|i am (?:so |very )?sorry|sorry|i apologi[sz]e|apologies|unfortunately|regrettably)\\b[^.!?\\n]{0,80}\\b(?:${CANNOT}|not (?:able|possible|something i))`,
  'i',
);
const PERSONA =
  /^\W*(?:as an? (?:ai|artificial|large language|language|llm|digital|virtual)\b[^.!?\n]{0,60}|i(?:['’]m| am) (?:just |only |merely )?an? (?:ai|artificial|large language|language model|text-based)\b[^.!?\n]{0,80}?(?:,| and| so))[^.!?\n]{0,60}\b(?:(?:i |(?<=and )|(?<=so ))(?:do not|don['’]t|can(?:no|['’])?t|am not|am unable|lack|won['’]t))\b/i;
const POLICY =
  /^\W*(?:this|that|your|the) (?:request|prompt|content|response|output|message) (?:was|has been|is|goes|violates|may|might)\b[^.!?\n]{0,60}\b(?:blocked|filtered|refused|rejected|flagged|against|violat|polic(?:y|ies))/i;

/** A turn to compliance after the refusal: "but here's one: 42", "However, I can simulate it". */
const COMPLIES =
  /\b(?:but|however|so|instead|that said|nevertheless|still|okay|in this case)\b[^.!?\n]{0,80}\b(?:here(?:['’]s| is| are|,)|i(?:['’]ll| will| would|['’]d|['’]ve| have)? (?:go(?:ing)? with|pick(?:ed)?|choose|chose|select(?:ed)?|say|generated|suggest|simulated?)|let['’]?s (?:say|go|pretend)|how about|(?:the|my|your) (?:answer|number|pick|choice))\b|\b(?:i(?:['’]ve| have)? (?:picked|chosen|selected|generated|simulated|rolled))\b/i;

/** "I don't have personal opinions, but many find ... fascinating": what others say is the answer. */
const ANSWERS_FOR_OTHERS =
  /\b(?:but|however,?|though) (?:(?:many|most|some|a lot of|several|critics|fans|experts|scientists)(?: people| of them| fans| critics| experts| others)? (?:often |would )?(?:find|consider|regard|say|think|call|see|believe|love|enjoy|cite|name|agree)\b|(?!i\b)[^.!?\n]{1,60} (?:is|are) (?:often|widely|generally|commonly|frequently|usually) (?:considered|regarded|seen|cited|praised|said|named)\b)/i;

/** Refusals are short, or come first: what stands later in a long text belongs to the text. */
const HEAD = 400;

/** "However, I can give you a textual version: ..." complies; tips and an offer to do it later do not. */
const SUBSTITUTES =
  /\b(?:(?:however|but|instead)\b,? i can|i can(?: only|,? however,?| instead)) (?:also )?(?:give|offer|provide|describe|write|create|identify|share|suggest)(?! (?:you )?(?:(?:with|some|a few|general|several) )*(?:tips|advice|guidance|information|help|suggestions|strategies|resources|code|algorithms|ways|ideas))\b/i;
/** A substitute takes room. */
const SUBSTITUTE_LENGTH = 250;

/** What each way of declining holds; most short answers hold none of it. */
const MAY_DECLINE =
  /\bi\b|sorry|apolog|unfortunately|regrettably|\bas an? |block|filter|refus|reject|flag|against|violat|polic|for me to|guideline|programming|instruction|rules/i;

/** Whether the first sentences say that the model will not or cannot; it may answer after all. */
export function declines(text: string): boolean {
  const head = text.slice(0, HEAD);
  if (!MAY_DECLINE.test(head)) return false;
  return (
    APOLOGY.test(head) ||
    (PERSONA.test(head) && text.length <= HEAD) ||
    POLICY.test(head) ||
    IMPERSONAL.test(head) ||
    (DECLINES.test(head) && startsRefusing(head))
  );
}

/** Whether the text declines to answer, and does not answer after all. */
export function isRefusal(text: string): boolean {
  if (!declines(text) || COMPLIES.test(text) || ANSWERS_FOR_OTHERS.test(text.slice(0, HEAD))) return false;
  return text.length < SUBSTITUTE_LENGTH || !SUBSTITUTES.test(text);
}

/** The sentence that declines is among the first two. */
function startsRefusing(head: string): boolean {
  const sentences = head.split(/(?<=[.!?])\s+/);
  // Bounded: 400, the head.
  return sentences.slice(0, 2).some((sentence) => DECLINES.test(sentence) && !/["“][^"”]*\bI can/.test(sentence));
}
