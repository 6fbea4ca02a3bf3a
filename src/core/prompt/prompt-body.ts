import { UsageError } from '../model/usage-error.ts';
import { splitFrontMatter } from './front-matter.ts';

/** What a file with a prompt sends: its text without front matter and blank ends. Throws for a format with roles. */
export function promptBody(file: string, text: string): string {
  if (/\.(prompty|prompt)$/i.test(file) && splitFrontMatter(text).front !== null) {
    throw new UsageError(
      `${file} has front matter and roles, which cannot be read here; name a file with the text alone.`,
    );
  }
  const body = /\.prompt\.(md|txt)$/i.test(file) ? splitFrontMatter(text).body : text;
  return body.replaceAll('\r\n', '\n').trim();
}
