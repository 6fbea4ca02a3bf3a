import type { LiteralContext } from './code/context.ts';

/**
 * Whether a text in a source is likely a prompt. A wrong yes puts a line above somebody's code, a wrong no costs a
 * selection: in doubt it is no.
 */
export function looksLikePrompt(said: string, { name, call, isInMessage, isStatement }: LiteralContext): boolean {
  if (isStatement || isNoProse(said) || QUIET.test(call) || QUIET.test(name)) return false;
  const words = said.match(WORD)?.length ?? 0;
  const isNamed =
    PROMPT.test(name) || PROMPT.test(call) || ASKING.test(call) || (isInMessage && /^content$/i.test(name));
  if (isNamed) return words >= 3;
  if (words < 4) return false;
  return score(said, words) >= 2;
}

const WORD = /[\p{L}][\p{L}\p{N}'’-]*/gu;
/** Names of what is a prompt, and of calls that take one. */
const PROMPT = /prompt|instruction|persona$|(?:system|human|user|developer)_?(?:message|content|text|role)/i;
const ASKING = /^(?:ask|chat|complete|generate_?(?:text|content|object)?|invoke)$/i;
/** Names and calls whose text goes to people or to another program. */
const QUIET =
  /^(?:log|debug|info|warn|warning|error|fatal|trace|print(?:ln|f)?!?|panic!?|puts|echo|it|test|describe|context|alert|require|import|assert\w*|fail|ok|equal|expect|add_argument|help|usage|descriptions?|\w*description|title|label|tooltip|place_?holder|hint|summary|comment|doc|license|url|href|src|path|sql|query|html|css|regex|pattern|\w*(?:Error|Exception|Warning))$|(?:Message|Input|Pick|Box|Dialog|Toast)$/;

function isNoProse(said: string): boolean {
  const text = said.trimStart();
  return (
    /^[<{[#/\\$@]/.test(text) ||
    /^(?:https?:|SELECT\b|INSERT INTO\b|UPDATE\b|DELETE FROM\b|CREATE TABLE\b|import |function |class |def )/.test(
      text,
    ) ||
    !/\p{L}\s+\p{L}/u.test(text)
  );
}

/** How a prompt begins and nearly nothing else does. */
const OPENING =
  /^\s*(?:(?:please|now|first)[, ]+)?(?:you are (?:an?|the|now|my|our)\b|you(?:'|’)re an?\b|you will (?:be|receive|act)\b|act as\b|pretend (?:to be|you)|imagine (?:you|that|an?)\b|your (?:task|job|goal|role) is\b|tell me\b|give me\b|(?:pick|choose|think of|name|invent) (?:an?|one|some)\b|write (?:me |an?\b|the (?:first|opening|last)\b)|summari[sz]e (?:the|this|these|it)\b|translate (?:the|this|these|it|into|from|to)\b|(?:classify|rephrase|paraphrase|proofread) (?:the|this|these|each|it)\b|rewrite (?:the|this) (?:text|sentence|paragraph|passage|prompt|following)|answer the (?:following|user|question)|given the following\b)/i;
/** Verbs that also begin buttons and messages. */
const VERB =
  /^\s*(?:please )?(?:tell|write|pick|name|give|list|suggest|generate|compose|summari[sz]e|translate|rewrite|classify|extract|explain|describe|answer|respond|reply|choose|invent|build|draw|compare|convert|analy[sz]e|evaluate|rate|recommend|propose|draft|identify|solve|continue|correct|create|imagine|decide)\s/i;
/** What is said about the answer that is wanted. */
const DIRECTIVE =
  /\b(?:only (?:return|answer|output|respond|reply|give|say)\b|(?:return|output|respond|reply|answer) (?:only|with only|with just|just|in (?:json|english|one))\b|(?:answer|respond|reply) with\b|no (?:explanation|other text|preamble)|(?:do not|don't) (?:explain|include any|add any)|step by step|you (?:must|should|will) (?:always|never|only|answer|respond|reply|return)|helpful assistant|in one (?:word|sentence)|valid json)/i;

function score(said: string, words: number): number {
  const opening = OPENING.test(said) ? 2 : VERB.test(said) ? 1 : 0;
  return opening + (DIRECTIVE.test(said) ? (words >= 12 ? 2 : 1) : 0);
}
