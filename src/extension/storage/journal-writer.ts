/**
 * Appends lines in order, one write at a time; lines that come meanwhile go together into the next one. After a
 * failed write it stays quiet: a journal with a hole would be worse than one that ends early.
 */
export class JournalWriter {
  private readonly append: (text: string) => Promise<void>;
  private readonly onProblem: (error: unknown) => void;
  private waiting = '';
  private writing: Promise<void> | null = null;
  private failed = false;

  constructor(append: (text: string) => Promise<void>, onProblem: (error: unknown) => void) {
    this.append = append;
    this.onProblem = onProblem;
  }

  /** Takes a line without its line feed. */
  line(text: string): void {
    if (this.failed) return;
    this.waiting += `${text}\n`;
    this.writing ??= this.drain();
  }

  /** Resolves when everything taken so far is written, or could not be. */
  async flushed(): Promise<void> {
    await this.writing;
  }

  private async drain(): Promise<void> {
    try {
      while (this.waiting !== '') {
        const text = this.waiting;
        this.waiting = '';
        await this.append(text);
      }
    } catch (error) {
      this.failed = true;
      this.waiting = '';
      this.onProblem(error);
    } finally {
      this.writing = null;
    }
  }
}
