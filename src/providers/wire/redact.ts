/** What stands where a key stood. */
const REMOVED = '[key removed]';
/** The shapes of the vendors' keys and of an authorization header, masked ones included. */
const KEY_SHAPES = /\b(?:sk|pk|rk|xai|gsk|hf)[-_][\w*.…-]{6,}|\bAIza[\w*-]{6,}|\bBearer\s+[^\s"']{6,}/gi;
/** Shorter pieces of a key are words that may stand anywhere. */
const SHORTEST_PIECE = 6;

/** Takes every whole occurrence of the key out of text that must otherwise stay as it is. */
export function withoutKey(text: string, key: string | null): string {
  return key === null || key.length < SHORTEST_PIECE ? text : text.replaceAll(key, REMOVED);
}

/** Takes the key, its beginnings and endings, and whatever looks like a key out of a sentence for people. */
export function redact(text: string, key: string | null): string {
  const shaped = withoutKey(text, key).replace(KEY_SHAPES, REMOVED);
  if (key === null || key.length < SHORTEST_PIECE) return shaped;
  return shaped.replace(/[\w-]{6,}/g, (word) => (key.startsWith(word) || key.endsWith(word) ? REMOVED : word));
}
