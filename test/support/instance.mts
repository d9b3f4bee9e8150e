import {
	startInstance,
	type InstanceOptions,
	type SimulatedInstance,
} from '../../simulator/instance.mts';
import { whileItRuns } from './whileItRuns.mts';

/**
 * Gives the tests of a file or a `describe` block a simulated instance, which starts before the
 * first of them, goes back to its start before each, and ends after the last.
 *
 * @returns the instance, to be used within tests and their hooks
 */
export function useInstance(options?: InstanceOptions): SimulatedInstance {
	let instance: SimulatedInstance | undefined;
	beforeAll(async () => {
		instance = await startInstance(options);
	});
	beforeEach(() => instance?.reset());
	afterAll(async () => await instance?.close());
	return whileItRuns('instance', () => instance);
}

/**
 * Gives each test an instance with an address of its own. The nodes keep permits and waits by host,
 * so that what one test leaves there does not reach the next.
 *
 * @returns the instance, to be used within tests and their hooks
 */
export function useInstancePerTest(options?: InstanceOptions): SimulatedInstance {
	let instance: SimulatedInstance | undefined;
	beforeEach(async () => {
		instance = await startInstance(options);
	});
	afterEach(async () => await instance?.close());
	return whileItRuns('instance', () => instance);
}

/** Runs a test on an instance of its own, so that several can wait at once. @returns what Jest calls */
export function onInstance(
	test: (instance: SimulatedInstance) => Promise<void>,
): () => Promise<void> {
	return async () => {
		const instance = await startInstance();
		try {
			await test(instance);
		} finally {
			await instance.close();
		}
	};
}
