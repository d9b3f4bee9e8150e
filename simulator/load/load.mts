import { AppNodes, type NodeSettings } from './appNodes.mts';
import { RateRules, type RateSettings } from './rateRules.mts';
import { Sessions, type SessionSettings } from './sessions.mts';

/** Everything that decides when, and whether, a request is worked on. */
export interface LoadSettings extends NodeSettings, SessionSettings, RateSettings {}

/** @returns the settings an instance starts with: one node, and no bound but the sessions' */
export function startLoad(): LoadSettings {
	return {
		nodes: 1,
		permits: undefined,
		queue: 50,
		sessions: true,
		sessionRequests: 1,
		hourlyLimit: undefined,
		rateRules: [],
		clockSkewMs: 0,
	};
}

/** What stands before the APIs of an instance: session order, rate limit rules, permits. */
export class Load {
	readonly nodes: AppNodes;

	readonly sessions = new Sessions();

	readonly rates = new RateRules();

	/** @param seed of the balancer's choices */
	constructor(seed?: number) {
		this.nodes = new AppNodes(seed);
	}

	/** Forgets windows and choices. Requests in flight are not touched. */
	reset(): void {
		this.rates.reset();
		this.nodes.reset();
	}
}
