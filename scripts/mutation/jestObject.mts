import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';
import { instrumentation } from './instrumentation.mts';

const require = createRequire(import.meta.url);

const OF_PACKAGES = `${sep}node_modules${sep}`;

/** The sources that are loaded in a folder, without packages. */
function loadedIn(folder: string): string[] {
	const inside = Object.keys(require.cache).filter((file) => file.startsWith(join(folder, sep)));
	return inside.filter((file) => !file.slice(folder.length).includes(OF_PACKAGES));
}

/** Lets the sources of a folder be loaded anew. @returns what was loaded, by file */
export function unload(folder: string): Map<string, NodeJS.Module> {
	const loaded = new Map<string, NodeJS.Module>();
	for (const file of loadedIn(folder)) {
		loaded.set(file, require.cache[file]!);
		delete require.cache[file];
	}
	return loaded;
}

/** What the tests use of the object `jest`, for one file after the other in this very process. */
export class JestObject {
	/** The file whose tests run. */
	file = '';

	private readonly mocker = new ModuleMocker(globalThis);

	private readonly timers = new ModernFakeTimers({
		config: { fakeTimers: {} } as never,
		global: globalThis,
	});

	constructor(private readonly folder: string) {}

	/** To be set as the global `jest`. */
	get object(): Record<string, unknown> {
		const { mocker, timers } = this;
		return {
			fn: mocker.fn.bind(mocker),
			spyOn: mocker.spyOn.bind(mocker),
			restoreAllMocks: () => mocker.restoreAllMocks(),
			useFakeTimers: timers.useFakeTimers.bind(timers),
			useRealTimers: () => timers.useRealTimers(),
			setSystemTime: timers.setSystemTime.bind(timers),
			getTimerCount: () => timers.getTimerCount(),
			advanceTimersByTime: timers.advanceTimersByTime.bind(timers),
			advanceTimersByTimeAsync: timers.advanceTimersByTimeAsync.bind(timers),
			runAllTimersAsync: timers.runAllTimersAsync.bind(timers),
			isolateModules: this.isolateModules,
			requireActual: (name: string) => createRequire(this.file)(name) as unknown,
		};
	}

	/** Leaves nothing of a test behind. */
	reset(): void {
		this.timers.useRealTimers();
		this.mocker.restoreAllMocks();
	}

	private readonly isolateModules = (load: () => void): void => {
		const before = unload(this.folder);
		const { currentTestId } = instrumentation;
		// What a module makes when it is loaded is of no test.
		instrumentation.currentTestId = undefined;
		load();
		instrumentation.currentTestId = currentTestId;
		unload(this.folder);
		for (const [file, loaded] of before) require.cache[file] = loaded;
	};
}
