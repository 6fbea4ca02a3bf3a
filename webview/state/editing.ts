import type { EditWish } from '../../src/core/analysis/edit-wish.ts';
import type { HandState } from './screen.ts';

/** Who asks the host to merge and split. */
export type AskEdit = (
  method: 'edit' | 'undo-edit',
  params: EditWish | Readonly<Record<never, never>>,
) => Promise<unknown>;

/** Who hears how an edit ended. */
export interface EditHearing {
  /** It is kept; `said` is read out. */
  readonly onDone: (said: string) => void;
  readonly onChange: () => void;
}

/** Merges and splits on their way to the host: one at a time, so that each means what was seen when it was asked for. */
export class Editing {
  readonly #ask: AskEdit;
  readonly #hearing: EditHearing;
  #state: HandState = { isBusy: false, problem: '' };
  /** Counts runs: what another one is asked for does not matter here any more. */
  #generation = 0;

  constructor(ask: AskEdit, hearing: EditHearing) {
    this.#ask = ask;
    this.#hearing = hearing;
  }

  get state(): HandState {
    return this.#state;
  }

  /** Asks for an edit, or for taking the last one back. Nothing is asked while another one is on its way. */
  async send(
    method: 'edit' | 'undo-edit',
    params: EditWish | Readonly<Record<never, never>>,
    said: string,
  ): Promise<void> {
    if (this.#state.isBusy) return;
    const generation = this.#generation;
    this.#become({ isBusy: true, problem: '' });
    const problem = await this.#ask(method, params).then(
      () => '',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (generation !== this.#generation) return;
    this.#become({ isBusy: false, problem });
    if (problem === '') this.#hearing.onDone(said);
  }

  /** The sentence was read. */
  dismiss(): void {
    this.#become({ ...this.#state, problem: '' });
  }

  /** Another run is shown. */
  clear(): void {
    this.#generation += 1;
    this.#state = { isBusy: false, problem: '' };
  }

  #become(state: HandState): void {
    this.#state = state;
    this.#hearing.onChange();
  }
}
