import { rememberEnds } from './prompt-memory.ts';

/** What a prompt asks for, as far as its words tell. */

const ONE = '(?:one|a|an|any|1|single|another|your|some|the)';
const ASKS =
  "(?:pick|choose|name|select|suggest|recommend|give(?: me| us)?|tell me|say|list|state|think of|come up with|generate|guess|draw|roll|flip|toss|find|propose|mention|identify|provide|return|answer with|reply with|respond with|what(?:[’']s| is| was| are| would be)|which|who(?:[’']s| is| was| were)?|where(?:[’']s| is)?|when|how many|how much)";
const LONG =
  '\\b(?:stor(?:y|ies)|poems?|haikus?|essays?|jokes?|riddles?|limericks?|songs?|lyrics|fables?|biograph(?:y|ies)|recipes?|plots?|articles?|(?<!zip |postal |post |pin |area )code|functions?|programs?|scripts?|web ?pages?|websites?|apps?|games?|exhibits?|paragraphs?|sentences?|descriptions?|explanations?|summar(?:y|ies)|letters? (?:to|for)|e-?mails?|tweets?|speech(?:es)?|dialogues?|essays?|blog|reviews?|plans?|steps|facts?)\\b';
const LONG_TEXT = new RegExp(LONG, 'i');
const MANY =
  /\b(?:list|name|give(?: me)?|suggest|recommend|pick|choose|generate|what are|which are|tell me)\b(?: me| us)?(?: the| some)?(?: first| top| best)? (?:two|three|four|five|six|seven|eight|nine|ten|several|some|many|multiple|a few|a list|\d{1,3}(?=(?:\s+[a-z-]+){0,2}\s+[a-z]+s\b))\b|\bone [\w ]{1,200} and one\b|\blist (?:of|all)\b/i;
const ONLY =
  /\b(?:only|just)\s+(?:please\s+)?(?:return|output|reply|respond|answer|say|give|tell|one\b|a single\b|(?:the|a|its|your)\s+\S+(?:\s+\S+)?\s*(?:$|[.!?\n,]))|\b(?:return|output|reply|respond|answer|say|write|give)\b[^.!?\n]{0,30}\b(?:only|just|nothing (?:else|but))\b|\bnothing else\b|\b(?:one|single)[- ]word\b|\b(?:only|exactly) one\b|\bone (?:single )?(?:suggestion|recommendation|name|word|title|thing|singular)\b/i;
const PICKS = new RegExp(
  `(?:^|[.!?:\\n,]\\s{0,8}|\\b(?:please|you|should i|can you|could you|to) )${ASKS}\\b[^.!?\\n]*`,
  'i',
);

/** Whether one short thing is asked for (a fruit, a name, a card), so that words around it are not part of the answer. */
export const asksForOneThing = rememberEnds((prompt) => {
  if (MANY.test(prompt)) return false;
  if (ONLY.test(prompt)) return true;
  const asked = PICKS.exec(prompt)?.[0];
  if (asked === undefined || new RegExp(LONG, 'i').test(asked)) return false;
  return (
    new RegExp(`^\\W*(?:\\w+ ){0,3}?${ASKS}\\b(?:['’]s)?\\s+(?:\\S+ ){0,2}?${ONE}?\\b`, 'i').test(asked) &&
    !/\b(?:why|how to|explain|describe|discuss|compare)\b/i.test(prompt)
  );
});

/** Whether several things are asked for at once. */
export const asksForSeveral = rememberEnds((prompt) => MANY.test(prompt));

const WRITES =
  /\b(?:write|compose|draft|create|craft|explain|describe|discuss|summari[sz]e|analy[sz]e|outline|elaborate|tell (?:me|us) (?:a story|about))\b/i;

const TOLD = '(?:story|tale|fable|fairy ?tale|anecdote|scene|monologue|speech|article)';
/** "Tell a story about a dragon", "A short tale of two cats": but no "story title" and no "name for a story". */
const TELLS = new RegExp(
  `(?:\\b(?:tell|make up|invent|give|generate|produce|imagine|want|need)(?: (?:me|us|you to tell me))?|^\\s*) ?an? (?:(?!(?:for|of|in|from|my|about)\\b)[\\w-]+ ){0,3}?${TOLD}(?= (?:about|of|on|in|with|where|that|who|which|set|for|please)\\b|\\s*(?:[.!?,:]|$))`,
  'i',
);

/** "Write about Rome", "Write me something on tea": a text, whatever it is about. */
const WRITES_ABOUT =
  /\b(?:write|compose|draft)(?: (?:me|us))?(?: (?:something|anything|freely|briefly|a (?:bit|little)))?(?: (?:about|on))\b/i;

/** Whether the prompt asks for a longer text (a story, an essay, an explanation). */
export const asksForLongText = rememberEnds((prompt) => {
  if (WRITES_ABOUT.test(prompt) || TELLS.test(prompt)) return true;
  const asked = WRITES.exec(prompt);
  if (asked === null) return false;
  return /^(?:explain|describe|discuss|outline|elaborate)/i.test(asked[0]) || LONG_TEXT.test(prompt.slice(asked.index));
});

/** Whether the prompt asks for a joke. */
export const asksForJoke = rememberEnds((prompt) => {
  return (
    /\b(?:jokes?|puns?|knock[- ]knock|one[- ]liners?|make me laugh|witz|blague|chiste)\b|笑话/i.test(prompt) &&
    !/\b(?:explain|rate|translate|why is|analy[sz]e|story|essay)\b/i.test(prompt)
  );
});

const SECRET =
  /\b(?:zip|postal|post) ?codes?\b|\b(?:pass(?:word|code|phrase)s?|pin(?: code)?s?|combinations?|phone numbers?|licen[cs]e plates?|serial|uuid|chess)\b/i;
const ONE_DIGIT = /\b(?:exactly |only |just )?(?:one|a single) digit\b/i;
const NUMBER_NOUN = '(?:numbers?|integers?|digits?|primes?|dice|die|d\\d{1,3}|percentages?|float|decimal)';
/** What is measured, counted or worked out. */
const QUANTITY =
  '(?:sum|product|difference|quotient|remainder|square root|cube root|root|population|value|area|perimeter|circumference|surface|volume|average|mean|median|mode|distance|atomic (?:number|mass)|total|weight|mass|length|height|width|depth|radius|diameter|speed|velocity|temperature|boiling point|melting point|freezing point|probability|percentage|percent|proportion|fraction|ratio|odds|chances?|likelihood|price|cost|salary|profit|loss|interest|age|angle|slope|determinant|factorial|derivative at|logarithm|result of \\d|answer to \\d|half[- ]life|density|latitude|longitude|number|score|count)';
/** "Pick a number", "roll 2d6", "what year": a number that is drawn or named. */
const DRAWS_NUMBER = new RegExp(
  [
    `\\b(?:pick|choose|give|generate|roll|guess|think of|name|select|tell|say|return|output|produce|draw|what(?:['’]s| is)|throw|sample|answer with|reply with|respond with)\\b[^.!?\\n]{0,80}\\b${NUMBER_NOUN}\\b`,
    '\\b(?:roll|throw|toss)\\b[^.!?\\n]{0,40}\\b\\d{0,3}d(?:\\d{1,3}\\b|%)',
    `\\brandom (?:${NUMBER_NOUN}|year|age)\\b|\\b(?:number|integer|digit|value) (?:between|from)\\b`,
    '\\b(?:what|which) year\\b|\\brandom year\\b',
  ].join('|'),
  'iu',
);

/** What each of the next expression's branches holds: it takes longer to compile than hundreds of short answers take to be read. */
const MAY_ASK_QUANTITY =
  /how|what|guess|estimate|rate|score|grade|calculate|compute|evaluate|determine|find|work out|solve|add|multiply|divide|subtract|\d/iu;
/** "How many", "what is the area of": one that is counted, measured or worked out. */
const ASKS_QUANTITY = new RegExp(
  [
    '\\bhow (?:many|much|old|tall|far|long|big|large|heavy|deep|high|wide|fast|hot|cold|often|likely|probable)\\b',
    `\\b(?:guess|estimate)\\b[^.!?\\n]{0,40}\\b(?:${QUANTITY}|size|year)\\b`,
    '\\b(?:rate|score|grade)\\b[^.!?\\n]{0,60}\\d',
    `\\bwhat(?:['’]s| is| was| are| were| will be| would be| should be)? (?:the )?(?:[\\w-]+ ){0,3}?${QUANTITY}\\b`,
    `\\b(?:at )?what (?:percentage|percent|fraction|proportion|share|temperature|price|speed|age|height|angle)\\b`,
    '\\bwhat (?:will|would|does|do|did) [^.!?\\n]{1,60} (?:cost|weigh|measure|earn|add up to|equal|come to)\\b',
    `\\b(?:calculate|compute|evaluate|determine|find|work out|solve|add up|add|multiply|divide|subtract)\\b[^.!?\\n]{0,60}(?:\\b${QUANTITY}\\b|\\d\\s*(?:[-+*/×÷^%]|plus|minus|times|and|by|from|divided by)\\s*\\(?\\d|\\bfor [a-z]\\b|\\b[a-z]\\s*=)`,
    '\\d\\s*(?:[-+*/×÷]|times|plus|minus|divided by)\\s*\\d[^?\\n]{0,80}=?\\s*\\?',
  ].join('|'),
  'iu',
);

/** The same in other languages. */
const ASKS_ABROAD = new RegExp(
  [
    '随机数|数字|多少|几个|幾つ|いくつ|何(?:人|個|本|度|歳|年|メートル)|숫자|몇 ',
    '\\b(?:zufalls)?zahl\\b|\\bwie ?(?:viele?|hoch|alt|weit|lang|gross|groß|schwer|teuer|heiß|schnell|tief)\\b|\\bberechne\\b',
    '\\b(?:un|le|du) (?:nombre|chiffre)\\b|\\bcombien\\b|\\bcalcule[zr]?\\b[^.!?\\n]{0,40}\\d',
    '\\bun (?:número|numero)\\b|\\bcu[aá]nt[oa]s?\\b|\\bcalcula\\b[^.!?\\n]{0,40}\\d|\\bquant[oiae]\\b|\\bum número\\b|\\bquant[oa]s\\b',
  ].join('|'),
  'iu',
);

/** Three expressions in place of one, which would be tried at each place of a long prompt with all its branches. */
const asksNumber = (prompt: string): boolean =>
  DRAWS_NUMBER.test(prompt) ||
  (MAY_ASK_QUANTITY.test(prompt) && ASKS_QUANTITY.test(prompt)) ||
  ASKS_ABROAD.test(prompt);

/** 3.10 is not 3.1 where a version is asked for. */
const VERSION =
  /\b(?:which|what|latest|current|first|only the|the)\b[^.!?\n]{0,40}\bversions?\b(?! of (?:the )?(?:events?|story))/i;

/** Whether the prompt asks for a number; a code, a password or a zip code is made of digits but is not one. */
export const asksForNumber = rememberEnds((prompt) =>
  SECRET.test(prompt) ? ONE_DIGIT.test(prompt) : asksNumber(prompt) && !VERSION.test(prompt),
);

/** Whether the prompt asks for source code. */
export const asksForCode = rememberEnds((prompt) => {
  return /\b(?:write|create|build|generate|implement|make|produce|code|return|output)\b[^.!?\n]{0,80}\b(?:code|function|script|program|html|css|svg|canvas|web ?page|website|class|regex|component|exhibit|app|query)\b/i.test(
    prompt,
  );
});

/** Whether punctuation belongs to what is asked for: a password, a command, an expression. */
export const asksForSymbols = rememberEnds((prompt) => {
  return /\b(?:pass(?:word|code|phrase)s?|regex(?:es)?|regular expressions?|commands?|formulas?|equations?|punctuation)\b/i.test(
    prompt,
  );
});

/** Whether a share in per cent is asked for. */
export const asksForPercentage = rememberEnds((prompt) => /%|\bper ?cent(?:age)?s?\b/i.test(prompt));

/** Whether a rating or a score is asked for. */
export const asksForRating = rememberEnds((prompt) =>
  /\b(?:rate|rating|score|grade|stars?|out of (?:5|10|20|100))\b/i.test(prompt),
);

/** Whether Roman numerals are asked for. */
export const asksForRoman = rememberEnds((prompt) => /\broman (?:numeral|number)s?\b/i.test(prompt));

/** Whether a year is asked for. */
export const asksForYear = rememberEnds((prompt) =>
  /\b(?:what|which|in what|in which|the|a|random) year\b/i.test(prompt),
);

const QUESTION =
  /(?:^|[.!:\n])[ \t]{0,8}(?:is|are|was|were|am|do|does|did|can|could|should|shall|would|will|may|must|has|have|had)\b[^?\n]{1,300}\?/i;

/** Whether the prompt holds a question that yes or no would answer, as far as its first word tells. */
export const asksYesOrNo = rememberEnds((prompt) => QUESTION.test(prompt));
