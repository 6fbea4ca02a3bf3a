/** Options at the end of a question, behind words that belong to none: "Is the number odd or even?", "Which is right, red or blue?" */

/** Bounded: 4_000, the longest prompt that is searched for options. */
const SENTENCE = /[^.!?:\n]{1,300}\?/g;
/** "Which is right, red or blue": the clause ends with its first comma. */
const WHICH = /^\W*(?:(?:so|and|but|now),? )?(?:which|what|who|whom|where|when)\b[^,]{0,120},\s*(.+)$/is;
const AUXILIARY =
  /^\W*(?:(?:so|and|but|now|please say|tell me),? )?(?:is|are|was|were|am|do|does|did|should|shall|would|could|can|will|has|have|had|if|whether)\b(.+)$/is;
const DETERMINER = /^(?:an?|the|my|your|to|in|on|at|for|with|by)$/i;
/** What may stand before the first option and is no part of it. */
const NO_BEGINNING =
  /^(?:it|is|are|was|were|be|the|an?|that|this|these|those|he|she|they|i|you|we|do|does|did|rather|say|says|more|as|of|to|for|go|choose|pick|take|have|feel|feels|seem|seems|sound|sounds|become|called)$/i;
/** "Would you tell me what you prefer, tea or coffee": a first part that holds a question of its own. */
const OWN_QUESTION = /\b(?:what|which|who|whom|where|how|whether)\b/i;
/** "Can you pick one", "do you have a preference": a first part that asks for the choice and is none of it. */
const ASKS =
  /\b(?:(?:you|we|they|people) (?:\p{L}+ )?(?:prefer|like|want|choose|pick|select|say|answer|recommend|suggest|advise|decide)|me|us|you|it|one|this|that|these|those|them|(?:preference|choice|favou?rite|opinion)|(?:some|any)thing(?: to \p{L}+)?)$/iu;
/** Verbs that are hardly ever nouns: an option that begins with one says what to do, and so do the options beside it. */
const TO_DO =
  /^(?:accept|agree|apologi[sz]e|ask|avoid|become|begin|believe|borrow|break|bring|build|buy|carry|choose|confess|confront|continue|create|decline|deny|destroy|eat|explain|fix|flee|forget|forgive|get|give|go|grow|hide|ignore|invest|invite|join|keep|learn|leave|listen|lose|make|move|negotiate|obey|pay|postpone|pretend|quit|read|refuse|reject|remain|resign|retire|retreat|save|sell|send|settle|speak|spend|stay|steal|surrender|take|tell|throw|travel|try|wait|warn|write)$/iu;
/** "Should I", "would my sister rather", "does Anna want to": who is to do something. */
const DOER =
  /^\W*(?:do|does|did|should|shall|would|could|can|will) (?:(?:I|we|you|he|she|they|one)|(?:my|our|your|his|her|their|the) \p{L}+|\p{Lu}\p{L}+) (?:rather |better |just |now )?(?:(?:want|like|prefer|need|have|try|plan|choose|decide) to )?(?=\p{L})/iu;
/** Words of an option. */
const MOST_WORDS = 4;

/** What each question of a prompt may offer, most likely first; not yet cleaned. */
export function questionOptions(prompt: string): readonly (readonly string[])[] {
  return [...prompt.matchAll(SENTENCE)].flatMap(([sentence]) => {
    const question = sentence.replace(/\?$/, '').trim();
    if (!/\sor\s/i.test(question)) return [];
    const listed = WHICH.exec(question)?.[1];
    const options =
      listed === undefined || AUXILIARY.test(listed) ? afterAuxiliary(listed ?? question) : chunksOf(listed);
    return options === null || options.some((option) => wordsOf(option).length > MOST_WORDS) ? [] : [options];
  });
}

const wordsOf = (text: string): readonly string[] => text.trim().split(/\s+/);
/** Bounded: 300, the longest sentence. */
const chunksOf = (list: string): readonly string[] =>
  list.split(/,\s*(?:or\s+)?|\s+or\s+/i).map((chunk) => chunk.trim());

/** The first option is as long as the others, or begins with an article like them; what stands before asks. */
function afterAuxiliary(question: string): readonly string[] | null {
  const [first = '', ...others] = chunksOf(AUXILIARY.exec(question)?.[1] ?? '');
  if (others.length === 0) return null;
  // What stands before two options need not be one.
  const isLed = others.length > 1;
  if (isLed && OWN_QUESTION.test(first)) return others;
  const [action = ''] = chunksOf(question.replace(DOER, ''));
  if (DOER.test(question) && others.some((other) => TO_DO.test(wordsOf(other)[0]!))) return [action, ...others];
  if (isLed && ASKS.test(first) && !others.some((other) => wordsOf(other).at(-1) === wordsOf(first).at(-1)))
    return others;
  const words = wordsOf(first);
  const begins = wordsOf(others.at(-1) ?? '')[0] ?? '';
  const article = DETERMINER.test(begins) ? words.findLastIndex((word) => DETERMINER.test(word)) : -1;
  const most = Math.max(...others.map((other) => wordsOf(other).length));
  // "Did the chicken or the egg come first": the verb follows what is offered.
  const last = others.length - 1;
  if (/^\W*(?:do|does|did)\b/i.test(question) && article !== -1)
    others[last] = wordsOf(others[last]!)
      .slice(0, words.length - article)
      .join(' ');
  let own = article === -1 ? words.slice(-most) : words.slice(article);
  while (article === -1 && own.length > 1 && NO_BEGINNING.test(own[0]!)) own = own.slice(1);
  return [own.join(' '), ...others];
}
