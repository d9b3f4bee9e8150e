import {
	startInstance,
	type InstanceOptions,
	type SimulatedInstance,
} from '../../simulator/instance.mts';

/** Stands for the instance that runs when a member is read. */
function whateverRuns(current: () => SimulatedInstance | undefined): SimulatedInstance {
	return new Proxy({} as SimulatedInstance, {
		get(_, member) {
			const instance = current();
			if (instance === undefined) throw new Error('The instance runs only while tests run');
			return Reflect.get(instance, member);
		},
	});
}

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
	return whateverRuns(() => instance);
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
	return whateverRuns(() => instance);
}
