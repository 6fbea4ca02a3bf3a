import type { ScreenedPart } from '../../core/model/screening-report.ts';
import type { Span } from '../prompt/find-again.ts';

/** A piece of a part of the prompt, as it stands in a document. */
export interface PlacedPart extends Span {
  readonly part: ScreenedPart;
}

/**
 * Where the parts of a prompt stand in a document, one behind the other from `from` on. What is written there in another way (with
 * escapes, say, or over joined strings) is left out, and so is all of a prompt that is not there any more.
 */
export function placesOf(
  prompt: string,
  parts: readonly ScreenedPart[],
  text: string,
  from: number,
): readonly PlacedPart[] {
  const isWindows = text.includes('\r\n');
  let at = from;
  return parts
    .flatMap((part) => part.spans.map((span) => ({ part, span })))
    .sort((a, b) => a.span[0] - b.span[0])
    .flatMap(({ part, span: [start, end] }): readonly PlacedPart[] => {
      const said = prompt.slice(start, end);
      const written = isWindows ? said.replace(/\r?\n/g, '\r\n') : said;
      const found = written === '' ? -1 : text.indexOf(written, at);
      if (found < 0) return [];
      at = found + written.length;
      return [{ part, start: found, end: at }];
    });
}
