import type { PanelAction } from '../../src/protocol/messages.ts';

/** Buttons that change what is sent: only one of them can be pressed at a time. The others open something. */
const SENDING: readonly PanelAction[] = ['stop', 'resume', 'retry-failed', 'run-more', 'run-again', 'try-models'];

/** A button that was pressed and whose effect is not seen yet. */
export interface Press {
  readonly action: PanelAction;
  /** Whether the run was going when it was pressed. */
  readonly running: boolean;
}

/** Remembers which button was pressed until its effect shows, and what the host said when it did not work. */
export class Pressing {
  #press: Press | null = null;
  #answered = false;
  #problem = '';

  /** The button whose effect is awaited; `null` when all can be pressed. */
  get press(): Press | null {
    return this.#press;
  }

  /** Why the last press did not work, one sentence; empty when it did. */
  get problem(): string {
    return this.#problem;
  }

  /** Begins a press. `null` when another one is awaited: nothing may be asked then. */
  begin(action: PanelAction, running: boolean): Press | null {
    const press = { action, running };
    if (SENDING.includes(action)) {
      if (this.#press !== null) return null;
      this.#press = press;
      this.#answered = false;
    }
    this.#problem = '';
    return press;
  }

  /** The host has taken the press; what it leads to comes with the next snapshot. */
  answered(press: Press): void {
    if (press === this.#press) this.#answered = true;
  }

  /** The host could not do it. */
  refused(press: Press, sentence: string): void {
    this.release(press);
    this.#problem = sentence;
  }

  /** Nothing is awaited of this press any more, perhaps because a question of the editor was answered with no. */
  release(press: Press): void {
    if (press === this.#press) this.#press = null;
  }

  /** A snapshot has come. One that was on its way when the button was pressed does not count. */
  snapshot(running: boolean): void {
    const press = this.#press;
    if (press === null) return;
    if (press.running !== running) this.#problem = '';
    if (press.running !== running || this.#answered) this.#press = null;
  }

  /** Something other than a press did not work. */
  complain(sentence: string): void {
    this.#problem = sentence;
  }

  /** The sentence was read. */
  dismiss(): void {
    this.#problem = '';
  }

  /** Another run is shown. */
  clear(): void {
    this.#press = null;
    this.#problem = '';
  }
}
