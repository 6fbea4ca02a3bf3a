import type { Facts } from './facts.ts';
import type { Trait } from './trait.ts';

const POINTER = [
  ...[
    'click',
    'dblclick',
    'mousedown',
    'mouseup',
    'mousemove',
    'mouseenter',
    'mouseleave',
    'mouseover',
    'mouseout',
    'wheel',
    'contextmenu',
  ],
  ...[
    'pointerdown',
    'pointerup',
    'pointermove',
    'pointerenter',
    'pointerleave',
    'pointerover',
    'pointerout',
    'pointertap',
    'auxclick',
  ],
  ...['drag', 'dragstart', 'dragover', 'dragend', 'drop', 'mousewheel'],
];
/** What p5.js calls or fills by itself. */
const P5_POINTER = [
  'mouseX',
  'mouseY',
  'mouseIsPressed',
  'mousePressed',
  'mouseMoved',
  'mouseDragged',
  'mouseClicked',
  'mouseReleased',
];
const P5_KEYS = ['keyPressed', 'keyTyped', 'keyIsDown', 'keyIsPressed', 'keyCode', 'keyReleased'];
const P5_TOUCH = ['touchStarted', 'touchMoved', 'touchEnded', 'touches'];

function usesOfP5({ code, libraries }: Facts, names: readonly string[]): boolean {
  if (!libraries.has('p5-js')) return false;
  return names.some((name) => code.globals.has(name) || code.found.declared.has(name) || code.found.members.has(name));
}

const pointer: Trait = {
  id: 'pointer',
  label: 'Mouse or pointer',
  family: 'interaction',
  counts:
    'The page listens to the mouse, the pointer or clicks: by listeners, handlers in markup, or the names of p5.js.',
  has: (facts) =>
    facts.listens(...POINTER) ||
    usesOfP5(facts, P5_POINTER) ||
    ((facts.uses('jquery') || facts.uses('d3')) &&
      ['click', 'mousemove', 'hover', 'dblclick'].some((name) =>
        facts.code.calls(name).some(({ args }) => args.length > 0),
      )) ||
    facts.code.calls('OrbitControls').length > 0,
};

const touch: Trait = {
  id: 'touch',
  label: 'Touch',
  family: 'interaction',
  counts: 'The page listens to touches apart from the pointer.',
  has: (facts) => facts.listens('touchstart', 'touchmove', 'touchend', 'touchcancel') || usesOfP5(facts, P5_TOUCH),
};

const keyboard: Trait = {
  id: 'keyboard',
  label: 'Keyboard',
  family: 'interaction',
  counts: 'The page listens to keys.',
  has: (facts) => facts.listens('keydown', 'keyup', 'keypress') || usesOfP5(facts, P5_KEYS),
};

/** Types of input elements that are no text. */
const NO_TEXT =
  /^(?:button|checkbox|color|date|datetime-local|file|hidden|image|month|radio|range|reset|submit|time|week)$/i;

const textInput: Trait = {
  id: 'text-input',
  label: 'Text input',
  family: 'interaction',
  counts:
    'There is a field to write in (an input for text or numbers, a textarea, an element whose content can be edited), or the page prompts for a text.',
  has: ({ elements, code }) =>
    elements.some(
      ({ name, attributes }) =>
        name === 'textarea' ||
        (name === 'input' && !NO_TEXT.test((attributes.get('type') ?? '').trim())) ||
        /^(?:true|plaintext-only|)$/i.test(attributes.get('contenteditable') ?? 'no'),
    ) || code.calls('prompt').some(({ reference }) => reference.root === 'prompt'),
};

/** How people can take part. */
export const INTERACTION = [pointer, touch, keyboard, textInput] as const satisfies readonly Trait[];
