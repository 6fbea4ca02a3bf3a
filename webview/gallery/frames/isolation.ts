import { SANDBOX } from './frame-document.ts';

/** How long the trying frame keeps its process busy, ms. */
const BUSY_MS = 300;
/** How often this document notes that it is not held up meanwhile, ms. */
const NOTE_MS = 10;
/** Notes within the busy time that show another process; in the same one there can be none. */
const LEAST_NOTES = 3;
/** Notes so close to its ends are not counted, ms: clocks of two processes are read. */
const MARGIN_MS = 25;
/** Times it is tried: on a busy machine this document may be held up by others. */
const TRIES = 3;
/** How long one try may take, ms. */
const PATIENCE_MS = 20_000;

const TRYING = `<script>const from = Date.now(); while (Date.now() - from < ${BUSY_MS});
parent.postMessage({ from, to: Date.now() }, '*');</script>`;

/**
 * Whether sandboxed frames run in another process than this document, so that a page which loops for ever does not stop
 * the gallery. It is measured, not assumed: whether timers of this document go on while a frame is busy.
 */
export async function isIsolated(place: HTMLElement): Promise<boolean> {
  for (let turn = 0; turn < TRIES; turn += 1) if ((await notesWhileBusy(place)) >= LEAST_NOTES) return true;
  return false;
}

/** How often this document could note something while a frame was busy; 0 when the frame did not say. */
function notesWhileBusy(place: HTMLElement): Promise<number> {
  return new Promise((resolve) => {
    const frame = place.ownerDocument.createElement('iframe');
    const notes: number[] = [];
    const noting = setInterval(() => notes.push(Date.now()), NOTE_MS);
    const end = (count: number): void => {
      clearTimeout(timer);
      clearInterval(noting);
      window.removeEventListener('message', hear);
      frame.remove();
      resolve(count);
    };
    const hear = ({ source, data }: MessageEvent<{ readonly from: number; readonly to: number }>): void => {
      if (source === null || source !== frame.contentWindow) return;
      end(notes.filter((at) => at > data.from + MARGIN_MS && at < data.to - MARGIN_MS).length);
    };
    const timer = setTimeout(() => end(0), PATIENCE_MS);
    window.addEventListener('message', hear);
    frame.setAttribute('sandbox', SANDBOX);
    frame.srcdoc = TRYING;
    place.append(frame);
  });
}
