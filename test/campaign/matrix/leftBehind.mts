import { setImmediate } from 'node:timers/promises';
import { seeded } from '../../../simulator/instance.mts';
import { until } from '../../support/eventually.mts';
import { executeIn, type Outcome } from './graph.mts';
import { parametersWith } from './markedParameters.mts';

function timers(): number {
	return process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
}

/** Sees what executions leave behind in the process. */
export class LeftBehind {
	private readonly unhandled: unknown[] = [];

	private readonly remember = (reason: unknown) => void this.unhandled.push(reason);

	private timersBefore = 0;

	start(): void {
		process.on('unhandledRejection', this.remember);
	}

	stop(): void {
		process.off('unhandledRejection', this.remember);
	}

	/** Before an execution. */
	begin(): void {
		this.timersBefore = timers();
	}

	/** After it: no timer, no listener, no rejection that nobody handles. */
	async assertNothing({ listeners }: Pick<Outcome, 'listeners'>): Promise<void> {
		await setImmediate();
		expect(this.unhandled).toEqual([]);
		expect(listeners).toBe(0);
		// Others in the process have timers too, for a moment.
		await until('the timers to end', () => timers() <= this.timersBefore);
	}
}

/**
 * With one request at a time allowed, none gets through while a permit is missing.
 *
 * @param url of the host; its Interaction Management API must not ask to wait
 */
export async function assertPermitsAreBack(url: string): Promise<void> {
	const { runs } = await executeIn({
		operation: 'interaction.close',
		url,
		node: {
			parameters: {
				...parametersWith('interaction.close', seeded.interactions.queuedChat),
				options: { maxConcurrency: 1 },
			},
		},
		items: [{}],
		wiring: 'directly',
	});
	expect(runs[0].items).toHaveLength(1);
}
