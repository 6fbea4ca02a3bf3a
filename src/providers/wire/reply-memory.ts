/** A reply up to this length never waits, bytes: few answers are longer. */
const SMALL = 256 * 1024;
/** Bytes of larger replies that are held at the same time, by all calls of this process together. */
const LARGE_TOGETHER = 64 * 2 ** 20;

/** The part of one reply. */
export interface ReplyShare {
  /** Takes note of bytes that have arrived. */
  take(bytes: number): void;
  /** Resolves when there is room for more; `null`: at once. */
  room(): Promise<void> | null;
  /** The reply has been read, or given up. */
  release(): void;
}

/**
 * What replies on their way may take up together. When large ones have used it up, those that came later are not read on
 * until there is room, and their servers wait; the first of them always goes on, so that nobody waits for ever.
 */
export class ReplyMemory {
  private readonly most: number;
  private held = 0;
  /** Large replies in the order in which they became so. */
  private readonly large = new Set<ReplyShare>();
  private readonly waiting = new Map<ReplyShare, () => void>();

  constructor(most = LARGE_TOGETHER) {
    this.most = most;
  }

  share(): ReplyShare {
    let taken = 0;
    const share: ReplyShare = {
      take: (bytes) => {
        taken += bytes;
        this.held += bytes;
        if (taken > SMALL) this.large.add(share);
      },
      room: () => (this.mayGoOn(share) ? null : new Promise((resolve) => this.waiting.set(share, resolve))),
      release: () => {
        this.held -= taken;
        taken = 0;
        this.large.delete(share);
        this.waiting.get(share)?.();
        this.waiting.delete(share);
        this.wake();
      },
    };
    return share;
  }

  private mayGoOn(share: ReplyShare): boolean {
    if (!this.large.has(share) || this.held <= this.most) return true;
    const [first] = this.large;
    return first === share;
  }

  private wake(): void {
    for (const [share, resolve] of this.waiting) {
      if (!this.mayGoOn(share)) continue;
      this.waiting.delete(share);
      resolve();
    }
  }
}

/** The one of this process. */
export const REPLY_MEMORY = new ReplyMemory();
