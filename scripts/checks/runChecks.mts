import { Listr, PRESET_TIMER } from 'listr2';
import { rendererOptions, withClock } from '../tasks.mts';
import { sumOf, summaryOf, type Tally } from './tally.mts';

/** One thing to check. A failure is in its tally, not an exception. */
export interface Check {
	title: string;
	run: () => Promise<Tally>;
}

async function tallyOf(check: Check): Promise<Tally> {
	try {
		return await check.run();
	} catch (error) {
		return { passed: 0, failed: 1, output: String((error as Error).stack) };
	}
}

/**
 * Runs all checks, even if one fails, and prints what came of them: the whole output of those that
 * failed, and last the sums, as `N passed, N failed`. Sets the exit code.
 */
export async function runChecks(checks: Check[]): Promise<void> {
	const tallies: Array<Tally & { title: string }> = [];
	const list = new Listr(
		checks.map((check) => ({
			title: check.title,
			task: async (_: unknown, task: { title?: string; output: string }) => {
				const tally = await withClock(task as never, 'Running', tallyOf(check));
				tallies.push({ ...tally, title: check.title });
				task.title = `${check.title}: ${summaryOf(tally)}`;
				if (tally.failed > 0) throw new Error(task.title);
			},
		})),
		{
			exitOnError: false,
			rendererOptions,
			fallbackRendererOptions: { timer: PRESET_TIMER },
		},
	);
	await list.run();
	for (const { title, output } of tallies.filter(({ failed }) => failed > 0)) {
		console.log(`\n===== ${title} =====\n${output}`);
	}
	const sum = sumOf(tallies);
	if (sum.failed > 0) process.exitCode = 1;
	console.log(`\n${summaryOf(sum)}`);
}
