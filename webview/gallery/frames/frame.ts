import type { OutputPage } from '../../../src/core/gallery/page-of.ts';
import { frameDocument, SANDBOX } from './frame-document.ts';
import { type PageSource, pageSource } from './page-source.ts';

/** Messages that a page may send to the gallery's window before it counts as flooding; honest pages send none. */
const MOST_MESSAGES = 100;
/** Times that a page may begin anew by itself. */
const MOST_BEGINNINGS = 5;
/**
 * How long a page that goes elsewhere is held, so that it can be ended before, ms. Nothing else of its process runs meanwhile,
 * and a closing window waits for it, too.
 */
const HOLD_MS = 1_500;
/** How long a page may take to answer after another document was loaded in its frame, ms. */
const ANSWER_MS = 1_000;

/** Who hears what a frame does. */
export interface FrameHearing {
  readonly onBegun: () => void;
  /** A sign of life; `isWritten` once the page is written and what it runs at once has ended. */
  readonly onBeat: (isWritten: boolean) => void;
  /** An error that the page did not catch, at most 300 UTF-16 units. Hostile text. */
  readonly onError: (message: string) => void;
  readonly onEscape: () => void;
  /** The page goes to another address, which it may not. */
  readonly onLeft: () => void;
  readonly onFlood: () => void;
  /** Whether a frame was kept from going to another address a moment ago; which one is not told. */
  readonly wasBlocked: () => boolean;
}

/** A page that runs. */
export class Frame {
  readonly element: HTMLIFrameElement;
  readonly #hearing: FrameHearing;
  readonly #source: PageSource;
  readonly #token = crypto.randomUUID();
  #port: MessagePort | null = null;
  #beginnings = 0;
  #isWritten = false;
  #beats = 0;
  #messages = 0;

  /** `isIsolated`: whether frames have a process beside the gallery's; where not, holding one would hold the gallery. */
  constructor(place: HTMLElement, page: OutputPage, label: string, isIsolated: boolean, hearing: FrameHearing) {
    this.#hearing = hearing;
    this.#source = pageSource(page);
    this.element = place.ownerDocument.createElement('iframe');
    // Before it has a document: a sandbox holds from the next navigation on.
    this.element.setAttribute('sandbox', SANDBOX);
    this.element.setAttribute(
      'allow',
      "autoplay 'none'; fullscreen 'none'; clipboard-read 'none'; clipboard-write 'none'",
    );
    this.element.setAttribute('referrerpolicy', 'no-referrer');
    this.element.title = label;
    this.element.addEventListener('load', () => this.#loaded());
    place.replaceChildren(this.element);
    void this.#begin(isIsolated ? HOLD_MS : 0);
  }

  async #begin(holdMs: number): Promise<void> {
    const { scripts } = this.#source;
    this.element.srcdoc = await frameDocument({ token: this.#token, scripts, holdMs });
  }

  /** Whether a message came from this frame. */
  isSource({ source }: MessageEvent): boolean {
    return source !== null && source === this.element.contentWindow;
  }

  /** Hears a message to the gallery's window that came from this frame. Its data are read only while it is not flooding. */
  hear(event: MessageEvent<unknown>): void {
    this.#messages += 1;
    if (this.#messages > MOST_MESSAGES) {
      this.#hearing.onFlood();
      return;
    }
    const { data, ports } = event;
    const [port] = ports;
    const isBeginning = typeof data === 'object' && data !== null && 'probe' in data && data.probe === this.#token;
    if (!isBeginning || port === undefined) return;
    this.#beginnings += 1;
    if (this.#beginnings > MOST_BEGINNINGS) this.#hearing.onFlood();
    else this.#adopt(port);
  }

  /** Writes the page into the frame, which has begun. */
  write(): void {
    this.#port?.postMessage(this.#source.markup);
  }

  /** Asks for a sign of life. */
  ping(): void {
    this.#port?.postMessage(0);
  }

  remove(): void {
    this.#port?.close();
    this.#port = null;
    this.element.remove();
  }

  #adopt(port: MessagePort): void {
    this.#port?.close();
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<unknown>) => this.#word(data);
    this.#isWritten = false;
    this.#hearing.onBegun();
  }

  #word(data: unknown): void {
    if (typeof data !== 'object' || data === null) return;
    if ('written' in data) this.#isWritten = true;
    if ('beat' in data) {
      this.#beats += 1;
      this.#hearing.onBeat(this.#isWritten);
    }
    if ('error' in data && typeof data.error === 'string') this.#hearing.onError(data.error.slice(0, 300));
    if ('escape' in data) this.#hearing.onEscape();
    if ('leaving' in data) this.#hearing.onLeft();
  }

  /** When a frame goes to an address that it may not go to, its document ends and the browser loads a page that says so. */
  #loaded(): void {
    if (this.#port === null || !this.#hearing.wasBlocked()) return;
    const port = this.#port;
    const beats = this.#beats;
    this.ping();
    setTimeout(() => {
      const isStill = port === this.#port && beats === this.#beats;
      if (isStill && this.element.isConnected) this.#hearing.onLeft();
    }, ANSWER_MS);
  }
}
