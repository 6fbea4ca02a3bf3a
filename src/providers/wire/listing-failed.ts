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

/** Why a list of models did not come; `null` for any other error. Told by name: each provider's bundle has a class of its own. */
export function listingFailure(error: unknown): FailureReason | null {
  return error instanceof Error && error.name === 'ListingFailed' ? (error as ListingFailed).reason : null;
}
