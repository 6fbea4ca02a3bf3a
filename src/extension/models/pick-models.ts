import * as vscode from 'vscode';
import type { Endpoint } from '../config/endpoints.ts';
import { ListOrder } from './list-order.ts';
import type { ModelSet } from './model-sets.ts';
import type { ModelChoice } from './model-spec.ts';
import { splitSpec } from './model-spec.ts';
import { hiddenBy } from './hidden-by.ts';
import type { Offer, OfferGroup } from './offers.ts';
import { Ticks } from './ticks.ts';
import { STRINGS } from '../strings.ts';

interface ModelItem extends vscode.QuickPickItem {
  /** Absent on lines that only say something, and on those that do something. */
  readonly offer?: Offer;
  readonly endpoint?: Endpoint;
  /** What a tick does instead of choosing a model. */
  readonly step?: PickStep;
  /** Specs that a tick ticks, once they are known. */
  readonly set?: () => Promise<readonly string[]>;
  /** The set that it is, where that is made of the lists. */
  readonly made?: ModelSet;
}

/** What leaves the picker, which is shown again afterwards. */
export type PickStep = 'add-key' | 'add-server' | 'save-set';

/** How the picker was left. */
export type Picked =
  | { readonly kind: 'chosen'; readonly offers: readonly Offer[] }
  | {
      readonly kind: PickStep;
      /** What was ticked by then. */
      readonly ticked: readonly ModelChoice[];
      readonly endpoint: Endpoint | undefined;
    };

/** What the picker shows and does. */
export interface ModelsQuestion {
  readonly title: string;
  /** Ticked at first, and listed first, also when no list holds them. */
  readonly ticked: readonly ModelChoice[];
  /** The lists, each as it comes. */
  readonly groups: readonly Promise<OfferGroup>[];
  /** Ids of all providers, for models that are typed. */
  readonly providers: readonly string[];
  /** Names -> specs. */
  readonly sets: Readonly<Record<string, readonly string[]>>;
  /** Sets that are made of the lists; one of the user's of the same name stands for it. */
  readonly madeSets: readonly ModelSet[];
}

/** How long a list waits for those that stand before it, ms. */
const PATIENCE_MS = 1_200;

const words = STRINGS.models.picker;
const KEY_BUTTON: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('key'), tooltip: words.setKey };
const SAVE_BUTTON: vscode.QuickInputButton = {
  ...{ iconPath: new vscode.ThemeIcon('save'), tooltip: words.saveSet },
};
/** They are first, where lines that arrive later do not move them, and no filter hides them. */
const STEPS: readonly ModelItem[] = [
  { label: words.addKey, description: words.addKeyFor, step: 'add-key', alwaysShow: true },
  {
    label: words.addServer,
    description: words.addServerFor,
    ...{ step: 'add-server', alwaysShow: true },
  },
];

/** Asks which models to take, several at once. `undefined` when the user went back. */
export async function pickModels(question: ModelsQuestion): Promise<Picked | undefined> {
  const pick = vscode.window.createQuickPick<ModelItem>();
  pick.title = question.title;
  pick.placeholder = words.placeholder;
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.buttons = [SAVE_BUTTON];
  const list = new ModelList(question);
  const ticks = new Ticks(question.ticked.map(({ spec }) => spec));
  const mark = (): void => {
    pick.selectedItems = pick.items.filter(({ offer }) => offer && ticks.ticked.has(offer.spec));
  };
  const show = (): void => {
    ticks.linesSet(performance.now());
    pick.items = list.items(pick.value, ticks.ticked);
    mark();
  };
  show();
  pick.busy = true;
  let waiting = question.groups.length;
  for (const [place, group] of question.groups.entries()) {
    void group.then((found) => {
      pick.busy = --waiting > 0;
      if (list.add(place, found)) show();
    });
  }
  if (question.madeSets.length > 0) {
    void Promise.all(question.groups).then((groups) => {
      list.nameSets(groups);
      show();
    });
  }
  const patience = setTimeout(() => {
    if (list.waitNoLonger()) show();
  }, PATIENCE_MS);
  return new Promise((resolve) => {
    let typing = false;
    const leave = (kind: PickStep, endpoint?: Endpoint): void => {
      const ticked = pick.items.flatMap(({ offer }) => (offer && ticks.ticked.has(offer.spec) ? offer : []));
      resolve({ kind, ticked, endpoint });
      pick.hide();
    };
    pick.onDidChangeValue((value) => {
      pick.title = titleOf(question.title, value, list.items(value, ticks.ticked), ticks.ticked);
      // The list changes only while a model is being named; otherwise VS Code filters what is there.
      if (typing || value.includes(':')) show();
      typing = value.includes(':');
    });
    pick.onDidChangeSelection((selected) => {
      // More than one at once: the box that ticks all lines, which means the models.
      const [special, ...more] = selected.filter((item) => item.step ?? item.set);
      const { step, set } = (more.length === 0 && special) || {};
      if (step) {
        leave(step);
        return;
      }
      if (set) {
        mark();
        void set().then((specs) => {
          ticks.add(specs);
          list.take(specs);
          show();
        });
        return;
      }
      const listed = new Set(pick.items.flatMap(({ offer }) => offer?.spec ?? []));
      const again = ticks.report(
        new Set(selected.flatMap(({ offer }) => offer?.spec ?? [])),
        listed,
        performance.now(),
      );
      // A line that only says something cannot be ticked.
      if (again || selected.some(({ offer }) => !offer)) mark();
    });
    pick.onDidTriggerItemButton(({ item }) => {
      leave('add-key', item.endpoint);
    });
    pick.onDidTriggerButton(() => {
      if (ticks.ticked.size > 0) leave('save-set');
    });
    pick.onDidAccept(() => {
      const chosen = pick.items.flatMap(({ offer }) => (offer && ticks.ticked.has(offer.spec) ? offer : []));
      if (chosen.length === 0) return;
      resolve({ kind: 'chosen', offers: list.order.sorted(chosen) });
      pick.hide();
    });
    pick.onDidHide(() => {
      clearTimeout(patience);
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
  });
}

/**
 * What the picker lists at a moment. Lines are only ever added below those that are there: VS Code names lines by
 * their place, so that a click under way would hit another model otherwise.
 */
class ModelList {
  private readonly question: ModelsQuestion;
  /** Models that were chosen before stand first, whichever list holds them. */
  private readonly lines: ModelItem[];
  readonly order: ListOrder;
  /** Lists that have arrived but are held back until those before them are there. */
  private readonly held = new Map<number, OfferGroup>();
  private readonly typed = new Map<string, Offer>();
  private next = 0;
  private isOrdered = true;

  constructor(question: ModelsQuestion) {
    this.question = question;
    // Recorded answers stand with their source, as what they are.
    const before = question.ticked.filter(({ spec }) => !spec.startsWith('recorded:')).map(offerOf);
    const sets = Object.entries(question.sets).filter(([, specs]) => specs.length > 0);
    const made = question.madeSets.filter(({ name }) => !sets.some(([own]) => own === name));
    const lists = Promise.all(question.groups);
    const setLines = [...sets.map(setItem), ...made.map((set) => madeItem(set, lists))];
    this.lines = [
      ...STEPS,
      ...(setLines.length > 0 ? [separator(words.sets), ...setLines] : []),
      ...(before.length > 0 ? [separator(words.before), ...before.map(itemOf)] : []),
    ];
    this.order = new ListOrder(before.map(({ spec }) => spec));
  }

  /** Takes a list in; whether there is something new to show. */
  add(place: number, group: OfferGroup): boolean {
    this.held.set(place, group);
    return this.release();
  }

  /** Says of the sets that are made of the lists what is in them, in the places where they are. */
  nameSets(groups: readonly OfferGroup[]): void {
    for (const [at, { made }] of this.lines.entries()) {
      if (made) this.lines[at] = { ...this.lines[at]!, description: inWords(made.specsOf(groups)) };
    }
  }

  /** From now on lists are shown as they come; whether there is something new to show. */
  waitNoLonger(): boolean {
    this.isOrdered = false;
    return this.release();
  }

  items(value: string, ticked: ReadonlySet<string>): readonly ModelItem[] {
    for (const spec of [...this.typed.keys()]) {
      if (this.order.has(spec) || !ticked.has(spec)) this.typed.delete(spec);
    }
    const offer = this.typedOffer(value);
    if (offer) this.typed.set(offer.spec, offer);
    const typed = [...this.typed.values()].map((one) => ({ ...itemOf(one), alwaysShow: one.spec === offer?.spec }));
    return typed.length === 0 ? [...this.lines] : [...this.lines, separator(words.typed), ...typed];
  }

  /** Models of a set that no list holds, or not yet. */
  take(specs: readonly string[]): void {
    for (const spec of specs) if (!this.order.has(spec)) this.typed.set(spec, offerOf({ spec }));
  }

  private release(): boolean {
    const before = this.lines.length;
    const places = [...this.held.keys()].sort((a, b) => a - b);
    for (const place of places) {
      if (this.isOrdered && place !== this.next) break;
      const group = this.held.get(place);
      this.held.delete(place);
      this.next = Math.max(this.next, place + 1);
      if (group) this.lines.push(...itemsOf({ ...group, offers: this.order.add(place, group.offers) }));
    }
    return this.lines.length > before;
  }

  /** A model that no list holds, typed as `provider:model`. */
  private typedOffer(value: string): Offer | undefined {
    const spec = value.trim();
    const parts = splitSpec(spec);
    if (!parts || this.order.has(spec) || !this.question.providers.includes(parts.provider)) return undefined;
    return { spec, label: spec, description: words.unlisted };
  }
}

/** The title, with the ticked models that the filter hides. */
function titleOf(title: string, value: string, items: readonly ModelItem[], ticked: ReadonlySet<string>): string {
  const chosen = items.flatMap(({ offer }) => (offer && ticked.has(offer.spec) ? offer : []));
  const hidden = hiddenBy(value, chosen).map(({ label }) => label);
  return hidden.length === 0 ? title : words.alsoChosen(title, hidden);
}

function setItem([name, specs]: readonly [string, readonly string[]]): ModelItem {
  return { label: `$(layers) ${name}`, description: inWords(specs), set: () => Promise.resolve(specs) };
}

function madeItem(made: ModelSet, lists: Promise<readonly OfferGroup[]>): ModelItem {
  const { name, about } = made;
  return { label: `$(layers) ${name}`, description: about, made, set: async () => made.specsOf(await lists) };
}

function inWords(specs: readonly string[]): string {
  return specs.length === 0 ? words.emptySet : specs.map((spec) => splitSpec(spec)?.model ?? spec).join(', ');
}

function itemsOf({ heading, offers, problem, endpoint }: OfferGroup): readonly ModelItem[] {
  if (problem !== null) {
    const buttons = endpoint && endpoint.definition.key !== 'none' ? { buttons: [KEY_BUTTON], endpoint } : {};
    return [separator(heading), { label: `$(warning) ${heading}`, description: problem, ...buttons }];
  }
  return offers.length === 0 ? [] : [separator(heading), ...offers.map(itemOf)];
}

function itemOf(offer: Offer): ModelItem {
  return { label: offer.label, description: offer.description, offer };
}

function offerOf({ spec, label }: ModelChoice): Offer {
  return { spec, label: label ?? spec, description: label === undefined || label === spec ? '' : spec };
}

function separator(label: string): ModelItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
