/** The shapes of the vendors' keys and of an authorization header, masked ones included. */
const KEY_SHAPES = /\b(?:sk|pk|rk|xai|gsk|hf)[-_][\w*.…-]{6,}|\bAIza[\w*-]{6,}|\bBearer\s+[^\s"']{6,}/gi;

/** What stands where a key stood. */
export const KEY_REMOVED = '[key removed]';

/** Takes whatever looks like a key out of a sentence for people. */
export function withoutKeyShapes(text: string): string {
  return text.replace(KEY_SHAPES, KEY_REMOVED);
}
