import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isEmpty } from '../input/sendable';
import { wholeNumber } from '../input/values';
import type { OnceTimes } from './onceSteps';

/** Seconds, as in the option Settle Time, where the user sets nothing. */
const DEFAULT_SECONDS = 2;

/** Milliseconds after which a lost create is looked for, where no option says otherwise. */
export const DEFAULT_RECOVERY_MS = DEFAULT_SECONDS * 1000;

/** Upper end of the option: within it a record counts as young. */
const MAX_SECONDS = 60;

/** @param needs label of the option that it belongs to */
export function settleTimeOption(needs: string): INodeProperties {
	return {
		displayName: 'Settle Time',
		name: 'settleTime',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: MAX_SECONDS, numberPrecision: 0 },
		default: DEFAULT_SECONDS,
		description: `How many seconds the instance may take to show a new record to other requests, for '${needs}'. The node waits one second longer after a create, and searches again, so that all n8n workers agree on one record. With 0 it doesn't wait, and only this n8n process is safe.`,
	};
}

function settleSeconds({ settleTime }: IDataObject): number {
	const given = isEmpty(settleTime) ? DEFAULT_SECONDS : settleTime;
	return wholeNumber('Settle Time', given, 0, MAX_SECONDS);
}

/** Checks the option before anything is sent. @throws {InvalidInputError} */
export function assertSettleTime(options: IDataObject): void {
	settleSeconds(options);
}

/**
 * How long to wait for what other workers create.
 *
 * @param options of the item
 * @param maxWaitMs milliseconds of the option Max Wait
 * @throws {InvalidInputError}
 */
export function readOnceTimes(options: IDataObject, maxWaitMs: number): OnceTimes {
	const seconds = settleSeconds(options);
	return {
		settleMs: seconds * 1000,
		// To create again at once would be to guess.
		recoveryMs: seconds * 1000 || DEFAULT_RECOVERY_MS,
		maxWaitMs,
	};
}
