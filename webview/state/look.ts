import type { Target } from '../../src/core/model/run.ts';

/** Colours a theme offers for charts, in the order in which models take them. */
export const COLOURS = ['orange', 'blue', 'purple', 'green', 'red', 'yellow'] as const;

/** Marks that stand beside a model's name, so that no model is told by colour alone. */
export const SHAPES = ['square', 'circle', 'triangle', 'diamond', 'cross', 'ring'] as const;

/** Fillings of bars. */
export const PATTERNS = ['solid', 'rising', 'dots', 'falling', 'lines', 'grid'] as const;

/** How a model looks everywhere in the panel. */
export interface Look {
  /** Target id. */
  readonly target: string;
  readonly label: string;
  /** Place among the targets of the run; names the SVG pattern of the model. */
  readonly slot: number;
  /** Index into `COLOURS`. */
  readonly colour: number;
  readonly shape: (typeof SHAPES)[number];
  readonly pattern: (typeof PATTERNS)[number];
}

/** One look a target. From the seventh model on colours come again, with another shape and pattern. */
export function looksOf(targets: readonly Pick<Target, 'id' | 'label'>[]): ReadonlyMap<string, Look> {
  return new Map(
    targets.map(({ id, label }, slot) => {
      const colour = slot % COLOURS.length;
      const turn = colour + Math.floor(slot / COLOURS.length);
      const shape = SHAPES[turn % SHAPES.length] ?? 'square';
      const pattern = PATTERNS[turn % PATTERNS.length] ?? 'solid';
      return [id, { target: id, label, slot, colour, shape, pattern }];
    }),
  );
}
