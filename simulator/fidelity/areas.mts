import { apis } from './apis.mts';
import type { Area } from './behavior.mts';
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
