import { createRequire } from 'node:module';
import { expect } from 'expect';
import { blocksOf, Collector, type Block, type Case } from './collect.mts';
import { JestObject, unload } from './jestObject.mts';

const require = createRequire(import.meta.url);

/** Fake clocks replace them. */
const { setImmediate, setInterval, clearInterval, performance } = globalThis;

/** How often to look whether a test goes on, in milliseconds. */
const LOOK_MS = 200;

/** After how many looks a test hangs in which nothing happens. */
const IDLE_LOOKS = 2;

/** After how many looks it hangs whatever happens. */
const MOST_LOOKS = 100;

/** Lets Node.js tell of promises that were rejected and that nobody listens to. */
async function settle(): Promise<void> {
	await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Ends what waits for something that never comes: no test waits for real time. */
async function untilItHangs(work: Promise<unknown>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const hangs = new Promise<never>((_, reject) => {
		let before = performance.eventLoopUtilization();
		let [looks, idleLooks] = [0, 0];
		timer = setInterval(() => {
			const { utilization } = performance.eventLoopUtilization(before);
			before = performance.eventLoopUtilization();
			looks += 1;
			idleLooks = utilization < 0.1 ? idleLooks + 1 : 0;
			if (idleLooks >= IDLE_LOOKS || looks >= MOST_LOOKS) reject(new Error('The test hangs.'));
		}, LOOK_MS);
	});
	await Promise.race([work, hangs]).finally(() => clearInterval(timer));
}

/**
 * Test files that stay loaded: what Jest does for them in seconds, again and again in the same process, in
 * milliseconds. Each file has modules of its own, as in Jest.
 */
export class Suite {
	cases: Case[] = [];

	private readonly jest: JestObject;

	/** Errors that nobody caught, since the last test began. */
	private uncaught: Error[] = [];

	/**
	 * @param folder with the sources
	 * @param setup files to load before any other
	 * @param files with the tests
	 */
	constructor(
		private readonly folder: string,
		private readonly setup: string[],
		private readonly files: string[],
	) {
		this.jest = new JestObject(folder);
		Object.assign(globalThis, { expect, jest: this.jest.object });
		const note = (error: unknown) => void this.uncaught.push(error as Error);
		process.on('unhandledRejection', note).on('uncaughtException', note);
	}

	/** Loads all files anew. */
	load(): void {
		this.cases = this.files.flatMap((file) => this.loadFile(file));
	}

	/** Loads a file anew: nothing is left of what its modules kept. @returns its tests */
	loadFile(file: string): Case[] {
		unload(this.folder);
		this.setup.forEach((name) => require(name) as unknown);
		const collector = new Collector(file);
		this.jest.file = file;
		Object.assign(globalThis, collector.globals);
		require(file);
		return collector.cases;
	}

	/** Runs one test. @returns its error; nothing when it succeeds */
	async run({ file, block, body }: Case): Promise<Error | undefined> {
		const blocks = blocksOf(block);
		const errors: Error[] = [];
		this.uncaught = [];
		this.jest.file = file;
		const attempt = async (action: () => unknown) => {
			const work = Promise.resolve().then(action);
			await untilItHangs(work).catch((error: Error) => errors.push(error));
		};
		const all = async (name: 'beforeEach' | 'beforeAll', around: Block[]) => {
			for (const action of around.flatMap((one) => one[name])) await attempt(action);
		};
		await all('beforeAll', blocks);
		await all('beforeEach', blocks);
		if (errors.length === 0) await attempt(body);
		const inside = [...blocks].reverse();
		for (const action of inside.flatMap((one) => one.afterEach)) await attempt(action);
		for (const action of inside.flatMap((one) => one.afterAll)) await attempt(action);
		this.jest.reset();
		await settle();
		return errors[0] ?? this.uncaught[0];
	}
}
