import { run } from '../program.mts';
import { once, type Tally } from './tally.mts';

/** n8n's own linter. It ends with success when there are warnings; they count as failures here. */
export async function lint(): Promise<Tally> {
	const { ok, output } = await run('n8n-node', ['lint']);
	return once({ ok: ok && !/\bwarning\b/.test(output), output });
}
