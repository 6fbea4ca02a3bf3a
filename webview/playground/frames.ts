import { Frame } from '../gallery/frames/frame.ts';

/** Runs pages as the gallery does, under its policy, as many at once as a test wants: `/frames`. */

/** What became of a page. */
export interface FrameState {
  isWritten: boolean;
  end: 'left' | 'flooding' | null;
  readonly errors: string[];
}

/** Whether a frame was ever kept from going elsewhere. */
let isBlocked = false;
document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
  if (effectiveDirective === 'frame-src') isBlocked = true;
});

/** Runs a page until it leaves. `isIsolated`: whether frames have a process of their own. */
function run(name: string, text: string, isIsolated: boolean): FrameState {
  const state: FrameState = { isWritten: false, end: null, errors: [] };
  const place = document.createElement('div');
  // What is out of sight draws nothing.
  place.style.position = 'fixed';
  place.style.top = '0';
  document.body.append(place);
  const end = (why: FrameState['end']): void => {
    state.end = why;
    frame.remove();
  };
  const frame = new Frame(
    place,
    { kind: /^\s*<svg/.test(text) ? 'svg' : 'html', text, title: null, needs: [] },
    name,
    isIsolated,
    {
      onBegun: () => frame.write(),
      onBeat: (isWritten) => (state.isWritten = isWritten),
      onError: (message) => state.errors.push(message),
      onEscape: () => undefined,
      onLeft: () => end('left'),
      onFlood: () => end('flooding'),
      wasBlocked: () => isBlocked,
    },
  );
  window.addEventListener('message', (event) => {
    if (frame.isSource(event)) frame.hear(event);
  });
  return state;
}

Object.assign(window, { runPage: run });
