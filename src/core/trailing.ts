/**
 * A text without the characters at its end that `mark` matches, which is an expression for one UTF-16 unit. An expression like /x+$/
 * would look through every run of them in the text from each of its places.
 */
export function withoutTrailing(text: string, mark: RegExp): string {
  let end = text.length;
  while (end > 0 && mark.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
