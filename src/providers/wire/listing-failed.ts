import type { FailureReason } from '../../core/model/run.ts';

/** A list of models that did not come: one plain sentence, and what kind of failure it was. */
export class ListingFailed extends Error {
  override readonly name = 'ListingFailed';
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
