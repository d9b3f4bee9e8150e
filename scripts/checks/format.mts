import { run } from '../program.mts';
import { once, type Tally } from './tally.mts';

/** Whether Prettier would change a file. What has not changed since the last time is not read again. */
export async function checkFormat(): Promise<Tally> {
	return once(
		await run('prettier', [
			'--check',
			'--cache',
			'--cache-strategy',
			'content',
			'--log-level=warn',
			'.',
		]),
	);
}
