import { after, before, beforeEach } from 'node:test';
import type { StartOptions } from '../start.mts';
import { startSimulator, type Simulator } from './simulator.mts';

type Hook = (work: () => unknown) => void;

/** The hooks of a test runner: Jest and Vitest name the first and the last otherwise than node:test. */
export interface Hooks {
	beforeAll?: Hook;
	before?: Hook;
	beforeEach: Hook;
	afterAll?: Hook;
	after?: Hook;
}

/** Those of the runner that has them as globals, or else those of node:test. */
function hooksOfRunner(): Hooks {
	const { beforeAll } = globalThis as Partial<Hooks>;
	if (beforeAll !== undefined) return globalThis as unknown as Hooks;
	if (process.env.VITEST !== undefined) {
		throw new Error(
			"Vitest has no globals here. Hand its hooks over: import * as vitest from 'vitest', useSimulator({}, vitest).",
		);
	}
	return { before, beforeEach, after };
}

/**
 * Gives the tests of a file or of a `describe` block an instance, which starts before the first of
 * them, goes back to its start before each, and stops after the last.
 *
 * @param options as for `startSimulator`
 * @param hooks of the test runner; not needed where they are globals, nor with node:test
 * @returns the instance, to be used within tests and their hooks
 */
export function useSimulator(
	options: StartOptions = {},
	hooks: Hooks = hooksOfRunner(),
): Simulator {
	let running: Simulator | undefined;
	const first = hooks.beforeAll ?? hooks.before;
	const last = hooks.afterAll ?? hooks.after;
	if (!first || !last)
		throw new Error('The hooks need beforeAll or before, and afterAll or after.');
	first(async () => {
		running = await startSimulator(options);
	});
	hooks.beforeEach(() => {
		running?.reset();
	});
	last(async () => {
		await running?.stop();
		running = undefined;
	});
	return new Proxy({} as Simulator, {
		get: (_, name) => {
			if (!running) throw new Error('The simulator runs within tests and their hooks only.');
			return running[name as keyof Simulator];
		},
	});
}
