import { createHash } from 'node:crypto';
import { errorResponse } from '../http/errors.mts';
import type { HttpResponse } from '../http/response.mts';
import { seededChance } from '../faults/chance.mts';

/** How much the application nodes take. */
export interface NodeSettings {
	/** Application nodes behind the balancer. */
	nodes: number;
	/**
	 * Requests that each node works on at once; undefined for no bound. API_INT typically has 4.
	 *
	 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/impact/io-semaphores-performance-metrics.md
	 */
	permits?: number;
	/** Requests that wait for a permit of a node; one more gets 429. */
	queue: number;
}

interface AppNode {
	running: number;
	waiting: (() => void)[];
}

/** The place of a request on a node. */
export interface Permit {
	/** Node from 0 on. */
	node: number;
	/** Milliseconds for which the request waited for it. */
	waitedMs: number;
	/** The response that turns the request away instead; there is nothing to release then. */
	rejected?: HttpResponse;
}

const routes: string[] = [];

/**
 * @param node node from 0 on
 * @returns how its cookie `glide_user_route` names it: 32 hexadecimal characters
 */
export function routeOf(node: number): string {
	return (routes[node] ??= createHash('md5').update(`node ${node}`).digest('hex'));
}

/**
 * Application nodes, each with a semaphore and the queue in front of it, behind a balancer that
 * sends requests anywhere, and those of a session back to its node.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/impact/io-semaphores-performance-metrics.md
 */
export class AppNodes {
	private readonly all: AppNode[] = [];

	private chance: () => number;

	/** @param seed of the balancer's choices */
	constructor(private readonly seed = 1) {
		this.chance = seededChance(seed);
	}

	/**
	 * Waits for a permit of one of the nodes.
	 *
	 * @param settings read anew for each request, so that a change takes effect at once
	 * @param route node that the request's cookies name, as {@link routeOf} does
	 * @returns the permit, which {@link release} takes back
	 */
	async acquire(settings: NodeSettings, route?: string): Promise<Permit> {
		const index = this.choose(settings.nodes, route);
		const node = this.node(index);
		if (node.running < (settings.permits ?? Infinity)) {
			node.running += 1;
			return { node: index, waitedMs: 0 };
		}
		if (node.waiting.length >= settings.queue) {
			const rejected = errorResponse(429, 'Too many requests', 'Semaphore queue is full');
			return { node: index, waitedMs: 0, rejected };
		}
		const since = performance.now();
		await new Promise<void>((resolve) => node.waiting.push(resolve));
		return { node: index, waitedMs: performance.now() - since };
	}

	/** Takes the permit back, and hands free permits of its node to the requests that wait there. */
	release(settings: NodeSettings, permit: Permit): void {
		const node = this.node(permit.node);
		node.running -= 1;
		while (node.waiting.length > 0 && node.running < (settings.permits ?? Infinity)) {
			node.running += 1;
			node.waiting.shift()?.();
		}
	}

	/** @param count of the nodes @returns how many requests each works on, and lets wait */
	list(count: number): { running: number; waiting: number }[] {
		return Array.from({ length: count }, (_, index) => {
			const { running, waiting } = this.node(index);
			return { running, waiting: waiting.length };
		});
	}

	/** Lets the balancer choose as from the start. Permits in use are not touched. */
	reset(): void {
		this.chance = seededChance(this.seed);
	}

	private choose(nodes: number, route: string | undefined): number {
		if (nodes === 1) return 0;
		const own = Array.from({ length: nodes }, (_, node) => node).find(
			(node) => routeOf(node) === route,
		);
		return own ?? Math.floor(this.chance() * nodes);
	}

	private node(index: number): AppNode {
		return (this.all[index] ??= { running: 0, waiting: [] });
	}
}
