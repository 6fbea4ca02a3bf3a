import { VIEWS } from '../views/registry.ts';
import { FIXTURES } from './fixtures.ts';

/**
 * The page around the panel: all runs, and how they are looked at. Its address says what is shown, by the names that the
 * panel's own address has: `/?run=numbers&tab=outputs&theme=light&width=640&zoom=150`.
 */

/** What can be chosen beside the run, first what is shown first. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  page: ['panel', 'gallery'],
  tab: VIEWS.map(({ id }) => id),
  theme: ['dark', 'light', 'contrast', 'contrast-light'],
  width: ['1160', '1600', '1000', '640', '420', '360'],
  zoom: ['100', '50', '75', '125', '150', '200'],
};

const chosen = new URLSearchParams(location.search);
const list = document.createElement('ul');
const stage = document.createElement('div');
const frame = document.createElement('iframe');
list.className = 'playground-list';
stage.className = 'playground-stage';
frame.title = 'Panel';
stage.append(frame);

const valueOf = (name: string): string => chosen.get(name) ?? CHOICES[name]?.[0] ?? '';

function choose(name: string, value: string): void {
  chosen.set(name, value);
  history.replaceState(null, '', `?${chosen}`);
  show();
}

function choiceOf([name, options]: readonly [string, readonly string[]]): HTMLLabelElement {
  const label = document.createElement('label');
  const box = document.createElement('select');
  for (const option of options) box.add(new Option(option));
  box.value = valueOf(name);
  box.addEventListener('change', () => choose(name, box.value));
  label.append(`${name} `, box);
  return label;
}

function linkOf(run: string): HTMLLIElement {
  const entry = document.createElement('li');
  const link = document.createElement('a');
  link.href = `?run=${run}`;
  link.textContent = run;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    choose('run', run);
  });
  entry.append(link);
  return entry;
}

function show(): void {
  const run = chosen.get('run') ?? 'numbers';
  for (const link of list.querySelectorAll('a')) link.ariaCurrent = link.textContent === run ? 'page' : null;
  size();
  const part = chosen.get('part');
  const shown = { run, tab: valueOf('tab'), theme: valueOf('theme'), ...(part !== null && { part }) };
  const address = `/${valueOf('page')}?${new URLSearchParams(shown)}`;
  if (frame.getAttribute('src') !== address) frame.src = address;
}

/** The frame takes `width` pixels of this page; the panel in it has those divided by the zoom. */
function size(): void {
  const zoom = Number(valueOf('zoom')) / 100;
  frame.width = String(Math.round(Number(valueOf('width')) / zoom));
  frame.height = String(Math.round(stage.clientHeight / zoom));
  frame.style.transform = `scale(${zoom})`;
}

const bar = document.createElement('div');
bar.className = 'playground-bar';
bar.append(...Object.entries(CHOICES).map(choiceOf));
list.append(...Object.keys(FIXTURES).map(linkOf));
document.body.append(bar, list, stage);
window.addEventListener('resize', size);
show();
