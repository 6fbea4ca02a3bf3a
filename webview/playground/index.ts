import { FIXTURES } from './fixtures.ts';

/** The page around the panel: which run, which theme, how wide. */
function select(label: string, options: readonly string[]): HTMLSelectElement {
  const box = document.createElement('select');
  box.ariaLabel = label;
  for (const option of options) box.add(new Option(option));
  return box;
}

const bar = document.createElement('div');
bar.className = 'playground';
const run = select('Run', Object.keys(FIXTURES));
const theme = select('Theme', ['dark', 'light', 'contrast', 'contrast-light']);
const width = select('Width', ['1160', '1600', '800', '560', '420', '360']);
const frame = document.createElement('iframe');
frame.className = 'playground-frame';
frame.title = 'Panel';

function show(): void {
  frame.width = width.value;
  frame.src = `/panel?run=${run.value}&theme=${theme.value}`;
}

for (const box of [run, theme, width]) box.addEventListener('change', show);
bar.append(run, theme, width);
document.body.append(bar, frame);
show();
