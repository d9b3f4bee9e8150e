import { execa, type Options } from 'execa';
import { root } from './bootstrap.mjs';

/** How a program ended. */
export interface Outcome {
	ok: boolean;
	/** Everything it printed. */
	output: string;
	seconds: number;
}

/**
 * Runs a program in the repository, one of node_modules too, and waits for its end.
 *
 * @returns how it ended; a program that is missing or fails is no exception
 */
export async function run(
	command: string,
	args: string[],
	options: Pick<Options, 'cwd' | 'env'> = {},
): Promise<Outcome> {
	const result = await execa(command, args, {
		cwd: root,
		...options,
		all: true,
		preferLocal: true,
		localDir: root,
		reject: false,
		stdin: 'ignore',
	});
	return {
		ok: !result.failed,
		output: result.failed && !result.all ? String(result.shortMessage) : String(result.all),
		seconds: result.durationMs / 1000,
	};
}

/**
 * Runs a program that has to succeed.
 *
 * @throws Error with everything it printed, when it fails
 */
export async function mustRun(
	command: string,
	args: string[],
	options?: Pick<Options, 'cwd' | 'env'>,
): Promise<void> {
	const { ok, output } = await run(command, args, options);
	if (!ok) throw new Error(`${[command, ...args].join(' ')} failed:\n${output}`);
}
