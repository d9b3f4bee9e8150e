import { Listr, PRESET_TIMER } from 'listr2';
import type { Outcome } from '../program.mts';
import type { Tally } from './jest.mts';
import { rendererOptions, withClock } from '../tasks.mts';

/** One thing to check. It never throws for a failure; it tells. */
export interface Check {
	title: string;
	run: () => Promise<Tally>;
}

/** A program as one check that passes or fails. */
export function once({ ok, output }: Pick<Outcome, 'ok' | 'output'>): Tally {
	return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output };
}

function summary({ passed, failed }: Tally): string {
	return `${passed} passed, ${failed} failed`;
}

async function tallyOf(check: Check): Promise<Tally> {
	try {
		return await check.run();
	} catch (error) {
		return { passed: 0, failed: 1, output: String((error as Error).stack) };
	}
}

/**
 * Runs all checks, also after one has failed, and prints what came of them: the whole output of those
 * that failed, and last the sums, as `N passed, N failed`. Sets the exit code.
 */
export async function runChecks(checks: Check[]): Promise<void> {
	const tallies: Array<Tally & { title: string }> = [];
	const list = new Listr(
		checks.map((check) => ({
			title: check.title,
			task: async (_: unknown, task: { title?: string; output: string }) => {
				const tally = await withClock(task as never, 'Running', tallyOf(check));
				tallies.push({ ...tally, title: check.title });
				task.title = `${check.title}: ${summary(tally)}`;
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
	const sum = (count: 'passed' | 'failed') =>
		tallies.reduce((total, tally) => total + tally[count], 0);
	const total = { passed: sum('passed'), failed: sum('failed'), output: '' };
	if (total.failed > 0) process.exitCode = 1;
	console.log(`\n${summary(total)}`);
}
