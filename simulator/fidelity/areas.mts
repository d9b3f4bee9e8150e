import { apis } from './apis.mts';
import type { Area, Guess } from './behavior.mts';
import { failures } from './failures.mts';
import { platform } from './platform.mts';
import { records } from './records.mts';
import { requests } from './requests.mts';
import { tables } from './tables.mts';

/** Everything that the simulated instance does, by what it is about. */
export const areas: Area[] = [
	...apis,
	...records,
	...tables,
	...platform,
	...requests,
	...failures,
];

/** Everything that nobody has shown, by id. */
export const guesses: ReadonlyMap<string, Guess> = new Map(
	areas
		.flatMap(({ behaviors }) => behaviors)
		.flatMap((behavior) => ('variedBy' in behavior ? [[behavior.id, behavior] as const] : [])),
);
