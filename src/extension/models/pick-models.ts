import * as vscode from 'vscode';
import type { Endpoint } from '../config/endpoints.ts';
import type { ModelChoice } from './model-spec.ts';
import { splitSpec } from './model-spec.ts';
import type { Offer, OfferGroup } from './offers.ts';

interface ModelItem extends vscode.QuickPickItem {
  /** Absent on lines that only say something. */
  readonly offer?: Offer;
  readonly endpoint?: Endpoint;
}

/** What the picker shows and does. */
export interface ModelsQuestion {
  readonly title: string;
  /** Ticked at first, also when no list holds them. */
  readonly ticked: readonly ModelChoice[];
  /** The lists, each as it comes. */
  readonly groups: readonly Promise<OfferGroup>[];
  /** Ids of all providers, for models that are typed. */
  readonly providers: readonly string[];
  readonly setKey: (endpoint: Endpoint | undefined) => void;
}

const KEY_BUTTON: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('key'), tooltip: 'Set API Key' };

/** Asks which models to take, several at once. `undefined` when the user went back. */
export async function pickModels(question: ModelsQuestion): Promise<readonly Offer[] | undefined> {
  const pick = vscode.window.createQuickPick<ModelItem>();
  pick.title = question.title;
  pick.placeholder = 'Tick one or more models, or type provider:model';
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.buttons = [KEY_BUTTON];
  const list = new ModelList(question);
  const show = (ticked: ReadonlySet<string>): void => {
    const items = list.items(pick.value, ticked);
    pick.items = items;
    pick.selectedItems = items.filter(({ offer }) => offer && ticked.has(offer.spec));
  };
  const tickedNow = (): Set<string> => new Set(pick.selectedItems.flatMap(({ offer }) => offer?.spec ?? []));
  show(new Set(question.ticked.map(({ spec }) => spec)));
  pick.busy = true;
  let waiting = question.groups.length;
  for (const [place, group] of question.groups.entries()) {
    void group.then((found) => {
      // Ticks made meanwhile stay; those of models that are only now listed come with them.
      list.set(place, found);
      show(tickedNow());
      pick.busy = --waiting > 0;
    });
  }
  return new Promise((resolve) => {
    let typing = false;
    pick.onDidChangeValue((value) => {
      // The list changes only while a model is being named; otherwise VS Code filters what is there.
      if (typing || value.includes(':')) show(tickedNow());
      typing = value.includes(':');
    });
    pick.onDidChangeSelection((selected) => {
      // A line that only says something cannot be ticked.
      if (selected.some(({ offer }) => !offer)) pick.selectedItems = selected.filter(({ offer }) => offer);
    });
    pick.onDidTriggerItemButton(({ item }) => {
      resolve(undefined);
      pick.hide();
      question.setKey(item.endpoint);
    });
    pick.onDidTriggerButton(() => {
      resolve(undefined);
      pick.hide();
      question.setKey(undefined);
    });
    pick.onDidAccept(() => {
      const chosen = pick.selectedItems.flatMap(({ offer }) => offer ?? []);
      if (chosen.length === 0) return;
      resolve(chosen);
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
  });
}

/** What the picker lists at a moment. */
class ModelList {
  private readonly question: ModelsQuestion;
  /** By place in the question, so that the order does not depend on who answers first. */
  private readonly groups: (OfferGroup | undefined)[] = [];
  private readonly typed = new Map<string, Offer>();

  constructor(question: ModelsQuestion) {
    this.question = question;
  }

  set(place: number, group: OfferGroup): void {
    this.groups[place] = group;
  }

  items(value: string, ticked: ReadonlySet<string>): readonly ModelItem[] {
    for (const spec of [...this.typed.keys()]) if (!ticked.has(spec)) this.typed.delete(spec);
    const groups = this.groups.filter((group) => group !== undefined);
    const known = new Set(groups.flatMap(({ offers }) => offers.map(({ spec }) => spec)));
    const earlier = this.question.ticked.filter(({ spec }) => !known.has(spec)).map(offerOf);
    const typed = this.typedOffer(value, known);
    const kept = [...this.typed.values()].filter(({ spec }) => !known.has(spec) && spec !== typed?.spec);
    const own = [...earlier, ...kept].map((offer) => itemOf(offer));
    return [
      ...(typed ? [{ ...itemOf(typed), alwaysShow: true }] : []),
      ...(own.length > 0 ? [separator('Chosen before'), ...own] : []),
      ...groups.flatMap(itemsOf),
    ];
  }

  /** A model that no list holds, typed as `provider:model`. */
  private typedOffer(value: string, known: ReadonlySet<string>): Offer | undefined {
    const spec = value.trim();
    const parts = splitSpec(spec);
    if (!parts || known.has(spec) || !this.question.providers.includes(parts.provider)) return undefined;
    if (this.question.ticked.some((choice) => choice.spec === spec)) return undefined;
    const offer = this.typed.get(spec) ?? { spec, label: spec, description: 'as typed' };
    this.typed.set(spec, offer);
    return offer;
  }
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
