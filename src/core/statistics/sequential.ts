/** Runs of each model at the first look at a run that is sent until it is settled. */
export const FIRST_LOOK = 10;

/** Numbers of runs of each model at which such a run is looked at: 10, 20, 40 ... and `most` itself, which is at least 1. */
export function looksUpTo(most: number): readonly number[] {
  const looks: number[] = [];
  for (let runs = FIRST_LOOK; runs < most; runs *= 2) looks.push(runs);
  return [...looks, most];
}

/**
 * Which part of an error rate each look at growing data may spend, so that all together spend 1: the increments of
 * ln(1 + (e - 1) t), t the part of the last look's data that is there (Lan and DeMets 1983, Biometrika 70, the function that
 * resembles Pocock's boundary). A claim that each look makes at its own part of the rate is wrong at any look at most as
 * often as the rate says, whatever the looks have in common (Boole's inequality), and so wherever the looking stops.
 * `looks` rise.
 */
export function errorByLook(looks: readonly number[]): readonly number[] {
  const last = looks.at(-1)!;
  const spent = (runs: number) => Math.log(1 + ((Math.E - 1) * runs) / last);
  return looks.map((runs, look) => spent(runs) - (look === 0 ? 0 : spent(looks[look - 1]!)));
}
