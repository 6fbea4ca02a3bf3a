/**
 * What a person does not see and a model reads: controls but for line ends and tabs, marks of direction, zero-width characters and
 * tags (in which a whole instruction can be spelled).
 */
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** The text without them. */
export function withoutHidden(text: string): string {
  return text.replace(HIDDEN, '');
}
