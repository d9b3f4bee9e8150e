import type { INodeExecutionData } from 'n8n-workflow';
import type { NodeRun, Outcome } from './graph.mts';
import { markIn, markOf, type MarkedInstance, type Seen } from './markedInstance.mts';
import { READS } from './markedParameters.mts';
import { isStruck, MAX_TRIES, type Setting } from './setting.mts';

/** A run of the node, with what is known of its items beforehand. */
interface Known {
	setting: Setting;
	run: NodeRun;
	runIndex: number;
	/** Indexes of the items that the node takes of its input. */
	taken: number[];
	/** Those of them that the instance refuses. */
	struck: number[];
}

function knownOf(setting: Setting, run: NodeRun, runIndex: number): Known {
	const { input } = run;
	const count = setting.amount.executeOnce ? Math.min(1, input.length) : input.length;
	const taken = Array.from({ length: count }, (_, index) => index);
	return { setting, run, runIndex, taken, struck: taken.filter((i) => isStruck(setting, i)) };
}

function continues({ setting }: Known): boolean {
	return setting.onError !== 'stopWorkflow';
}

/**
 * Tries of a node that continues after errors. n8n tries it again as long as its first item is an error.
 *
 * @see https://github.com/n8n-io/n8n/blob/n8n%402.41.1/packages/core/src/execution-engine/workflow-execute.ts
 */
function triesOf({ setting, struck }: Known): number {
	const { fate, retryOnFail } = setting;
	if (!retryOnFail || !struck.includes(0)) return 1;
	return Math.min(MAX_TRIES, fate.times + 1);
}

/** The items that are errors in the end. */
function errorsOf(known: Known): number[] {
	return triesOf(known) > known.setting.fate.times ? [] : known.struck;
}

/** Whether a node that stops at errors does. Several that are refused once need a try each. */
function stops({ setting, struck }: Known): boolean | undefined {
	const { fate, retryOnFail } = setting;
	if (struck.length === 0) return false;
	if (fate.times === Infinity || !retryOnFail) return true;
	return struck.length === 1 ? false : undefined;
}

function markOfItem({ run, runIndex, setting }: Known, index: number): string {
	return setting.isShared ? markOf(index, runIndex) : String(run.input[index].json.mark);
}

function placeOf({ pairedItem }: INodeExecutionData): number {
	const [first] = [pairedItem].flat();
	return typeof first === 'object' ? first.item : Number(first);
}

function isError({ json }: INodeExecutionData): boolean {
	return 'error' in json;
}

/** What Always Output Data adds where the regular output has nothing. */
function isFiller({ json }: INodeExecutionData): boolean {
	return Object.keys(json).length === 0;
}

/** Items in = items out + errors out, each beside the item that it came from, and in order. */
function assertNothingVanished(known: Known): void {
	const { run, setting, taken } = known;
	const items = run.items.filter((item) => !isFiller(item));
	const succeeded = items.filter((item) => !isError(item));
	const failed = [...items.filter(isError), ...run.errorItems];
	const errors = continues(known) ? errorsOf(known) : [];
	expect(failed.map(placeOf)).toEqual(errors);
	expect(succeeded.map(placeOf)).toEqual(taken.filter((index) => !errors.includes(index)));
	for (const item of succeeded) {
		expect(markIn(JSON.stringify(item.json))).toBe(markOfItem(known, placeOf(item)));
	}
	if (setting.onError === 'continueErrorOutput') expect(items.filter(isError)).toEqual([]);
	const isFilled = run.items.some(isFiller);
	expect(isFilled).toBe(setting.alwaysOutputData && items.length === 0);
}

/** The error of a run that stopped says which item it was, and what became of the others. */
function assertErrorIsTrue({ run, struck, taken }: Known, { error }: Outcome): void {
	expect([...run.items, ...run.errorItems]).toEqual([]);
	expect(struck).toContain(Number(/\[item (\d+)\]$/.exec(error!.message)?.[1]));
	expect(error!.description).toContain('Refused by the test');
	if (taken.length === 1) return;
	const figures = /Of (\d+) items: (\d+) succeeded, (\d+) failed, (\d+) not sent\./;
	const [all, ...parts] = figures.exec(error!.description!)!.slice(1).map(Number);
	expect(all).toBe(taken.length);
	expect(parts.reduce((sum, part) => sum + part, 0)).toBe(all);
}

/** What reached the instance: each item as often as it was tried, and no change twice. */
function assertSent(known: Known, instance: MarkedInstance): void {
	const { run, setting, struck, taken } = known;
	const isRead = READS.has(setting.operation);
	const seenOf = (index: number): Seen =>
		instance.seen.get(markOfItem(known, index)) ?? { requests: 0, accepted: 0 };
	for (const index of taken) {
		const { requests, accepted } = seenOf(index);
		if (!isRead) expect(accepted).toBeLessThanOrEqual(1);
		expect(requests).toBeLessThanOrEqual(setting.retryOnFail ? MAX_TRIES : 1);
		if (!run.error && !continues(known)) expect(accepted).toBeGreaterThanOrEqual(1);
		if (!continues(known)) continue;
		const tries = triesOf(known);
		expect(requests).toBe(isRead || struck.includes(index) ? tries : 1);
		expect(accepted > 0).toBe(!errorsOf(known).includes(index));
	}
}

/** Holds what came of a setting against what must hold for all of them. */
export function assertInvariants(
	setting: Setting,
	outcome: Outcome,
	instance: MarkedInstance,
): void {
	const { runs, error, looped } = outcome;
	expect(runs.length).toBeGreaterThanOrEqual(1);
	runs.forEach((run, runIndex) => {
		const known = knownOf(setting, run, runIndex);
		const stopped = continues(known) ? false : stops(known);
		if (stopped !== undefined) expect(run.error !== undefined).toBe(stopped);
		if (run.error) assertErrorIsTrue(known, outcome);
		else assertNothingVanished(known);
		assertSent(known, instance);
	});
	const stopped = runs.some((run) => run.error);
	expect(error !== undefined).toBe(stopped);
	expect(outcome.status).toBe(stopped ? 'error' : 'success');
	const given = runs.flatMap(({ items, errorItems }) => [...items, ...errorItems]);
	if (setting.wiring === 'in a loop' && !stopped) expect(looped).toHaveLength(given.length);
	const taken = runs.flatMap((run, index) => knownOf(setting, run, index).taken);
	const isOnce = setting.amount.executeOnce;
	if (!stopped && !isOnce) expect(taken).toHaveLength(setting.amount.count);
}
