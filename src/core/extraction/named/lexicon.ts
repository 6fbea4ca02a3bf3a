import { stemOf } from '../../text/stems.ts';

/** English words that name nothing by themselves, by what they do in a sentence. Nothing here depends on what is asked for. */

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const DETERMINERS = setOf(
  'a an the my your our their his her its this these those some any another one every each many several two three four five',
);
const PREPOSITIONS = setOf(
  `of in on at by for with from to into onto about as than like over under between among through during against within without
  upon across beyond near around after before until till since because despite per via toward towards throughout inside
  outside behind above below along past due beneath amid amidst`,
);
/** What follows one of these says where, when, why or what for, and is seldom the thing itself. */
const CIRCUMSTANCES = setOf(
  `in at by for from into during since because despite due as than which that who whom whose where when while so on to through
  across near throughout within inside under over among between before after around without beyond upon behind above below`,
);
const CONJUNCTIONS = setOf(
  'and or but so yet nor if unless while although though whereas that which who whom whose where when why how what whether however',
);
const PRONOUNS = setOf(
  `i me you he him she it we us they them myself yourself himself itself themselves there here who someone something anyone
  anything everyone everything nothing`,
);
const AUXILIARIES = setOf(
  `is are was were be been being am do does did have has had having can could will would shall should may might must cannot
  remains becomes became seems appears gets let include includes cite cites involve involves`,
);
const ADVERBS = setOf(
  `not never no also just often always perhaps maybe very quite too most more less least much even only ever still again
  sometimes almost rather instead well both either neither first second then once all up out off down away back such`,
);
const ADJECTIVES_IN_LY = setOf(
  'family fly italy july assembly jelly lily butterfly ally bully supply reply monopoly anomaly emily belly holly sally kelly molly billy lovely friendly lonely silly ugly early daily weekly monthly elderly curly hilly firefly dragonfly melancholy ely sicily chilly deadly costly likely',
);

const CONTRACTION =
  /^(?:i|you|he|she|it|we|they|that|there|here|what|who|how|let|where)['’](?:s|re|ll|d|ve|m)$|n['’]t$/;

/** A word of an answer, lower case, without the marks around it. */
export type Word = string;

export const isDeterminer = (word: Word): boolean => DETERMINERS.has(word);
export const isPronoun = (word: Word): boolean => PRONOUNS.has(word) || CONTRACTION.test(word);
export const isAuxiliary = (word: Word): boolean => AUXILIARIES.has(word);
export const isCircumstance = (word: Word): boolean => CIRCUMSTANCES.has(word);
export const isPreposition = (word: Word): boolean => PREPOSITIONS.has(word);

const isAdverb = (word: Word): boolean =>
  ADVERBS.has(word) || (word.length > 4 && word.endsWith('ly') && !ADJECTIVES_IN_LY.has(word));

/** Whether a word ends a noun phrase: it is none of the words that a thing is named by. */
export const isBreak = (word: Word): boolean =>
  isDeterminer(word) ||
  PREPOSITIONS.has(word) ||
  CONJUNCTIONS.has(word) ||
  PRONOUNS.has(word) ||
  AUXILIARIES.has(word) ||
  isAdverb(word) ||
  CONTRACTION.test(word);

/** Words of praise, of judgement, and for an answer as such; and the verbs by which something is recommended, found or named. */
const GENERIC = new Set(
  `good great better best excellent perfect ideal fantastic wonderful popular classic favorite favourite common well-known known
  famous renowned iconic notable typical reliable solid suitable fitting beautiful simple easy interesting fun unique
  thoughtful nice lovely top amazing awesome outstanding superb delightful exciting fascinating intriguing compelling
  remarkable important essential relevant required necessary specific particular certain different various general overall
  main primary key single possible potential real true new practical versatile timeless stylish affordable fine strong
  cool ultimate subjective personal individual available useful worthwhile memorable special enjoyable highly-rated
  choice option pick answer recommendation suggestion selection idea example thing way kind type sort variety list
  reason fact role source favorite opinion opinions preference preferences taste tastes need needs budget interest interests
  feeling feelings view views perspective belief consensus priority priorities goal goals depend vary range balance mix
  ai assistant model person people individual everyone others world lot number part experts critics fans reports surveys studies sources rankings lists
  consider considered regard regarded recommend suggest try choose select go get buy purchase find say think give gift offer make use visit
  read watch call name pick want would like love enjoy prefer look take start begin opt check ensure explore see cite
  mention list propose imagine invent create add have keep play learn ask answer tell know include feel believe
  based given sure certainly absolutely definitely`
    .split(/\s+/)
    .map(stemOf),
);

/** Whether a word says nothing of which thing is meant. */
export const isGeneric = (word: Word): boolean => GENERIC.has(stemOf(word));

/** Adjectives that say how much, or that it is needed, and not which. */
const DEGREES = setOf(
  `intense overwhelming extreme severe constant immense significant serious substantial considerable excessive tremendous
  enormous required necessary relevant needed adequate sufficient`,
);
/** Behind one of these and "of" stands what it is an amount of. */
const PARTITIVES = setOf('level levels amount amounts degree degrees combination combinations');

export const isDegree = (word: Word): boolean => DEGREES.has(word);
export const isPartitive = (word: Word): boolean => PARTITIVES.has(word);

/** By which a sentence that begins with it recommends what follows. */
const IMPERATIVES = setOf(
  'consider recommend suggest try choose select get buy purchase give gift use visit read watch pick explore see play learn order grab',
);

export const isImperative = (word: Word): boolean => IMPERATIVES.has(word);

/** What recommends a thing together with a verb: "check out ...", "go for ...". */
const RECOMMENDS =
  /^(?:check out|look (?:at|into|for|up)|go (?:for|with|to)|opt for|try out|start with|pick up|choose from|head to)\s/i;

/** Whether a text begins by recommending what follows. */
export const recommends = (text: string): boolean => RECOMMENDS.test(text);

const ENGLISH = setOf('the a is are of and you your would with for it an to i this that they them as be');

/** Whether a text has words that only English sentences are held together by. */
export const looksEnglish = (words: readonly Word[]): boolean => words.some((word) => ENGLISH.has(word));
