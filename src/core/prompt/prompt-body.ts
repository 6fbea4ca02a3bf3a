import { UsageError } from '../model/usage-error.ts';

/** YAML between two lines of dashes at the top of a prompt file; it speaks to the editor, not to the model. */
const FRONT_MATTER = /^---[ \t]*\r?\n(?:[\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)/;

/** What a file with a prompt sends: its text without front matter and blank ends. Throws for a format with roles. */
export function promptBody(file: string, text: string): string {
  if (/\.(prompty|prompt)$/i.test(file) && FRONT_MATTER.test(text)) {
    throw new UsageError(
      `${file} has front matter and roles, which cannot be read here; name a file with the text alone.`,
    );
  }
  const body = /\.prompt\.(md|txt)$/i.test(file) ? text.replace(FRONT_MATTER, '') : text;
  return body.replaceAll('\r\n', '\n').trim();
}
