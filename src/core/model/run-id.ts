/**
 * Whether a text can be the id of a kept run: letters, digits, dots, dashes and underscores, at most 100. Ids become file
 * names, and may come from a file or a page.
 */
export function isRunId(text: string): boolean {
  return /^[A-Za-z0-9_][\w.-]{0,99}$/.test(text) && !text.includes('..');
}
