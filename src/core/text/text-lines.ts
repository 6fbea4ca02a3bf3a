/** Longest line that is read, characters. What stands in it must fit into memory more than once. */
export const LONGEST_LINE = 128 * 2 ** 20;

/** Gives the lines of a text that comes in pieces, without their line feeds, to `take`; `null` for one that is too long. */
export class TextLines {
  private readonly take: (line: string | null) => void;
  private readonly longest: number;
  private parts: string[] = [];
  private length = 0;

  constructor(take: (line: string | null) => void, longest = LONGEST_LINE) {
    this.take = take;
    this.longest = longest;
  }

  push(text: string): void {
    let from = 0;
    for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', from)) {
      this.keep(text.slice(from, feed));
      this.finish();
      from = feed + 1;
    }
    if (from < text.length) this.keep(text.slice(from));
  }

  /** The last line may lack its line feed. */
  end(): void {
    if (this.length > 0) this.finish();
  }

  private keep(part: string): void {
    this.length += part.length;
    if (this.length > this.longest) this.parts = [];
    else this.parts.push(part);
  }

  private finish(): void {
    this.take(this.length > this.longest ? null : this.parts.join(''));
    this.parts = [];
    this.length = 0;
  }
}
