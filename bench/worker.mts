import type { Contender, ContenderName, Job } from './job.mts';
import { measure } from './measure.mts';

/** Loads one contender only: n8n must not weigh on the memory of the raw client. */
const contenders: Record<ContenderName, () => Promise<Contender>> = {
	raw: async () => (await import('./contenders/raw.mts')).rawContender(),
	ours: async () => (await import('./contenders/declarative.mts')).declarativeContender(false),
	plain: async () => (await import('./contenders/declarative.mts')).declarativeContender(true),
	httpRequest: async () => (await import('./contenders/httpRequest.mts')).httpRequestContender(),
	builtIn: async () => (await import('./contenders/builtIn.mts')).builtInContender(),
};

const contender = await contenders[process.argv[2] as ContenderName]();

process.on('message', (job: Job) => {
	void measure(async () => await contender.run(job)).then((measured) => process.send?.(measured));
});

process.send?.('ready');
