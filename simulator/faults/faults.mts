import { seededChance } from './chance.mts';
import { faultKinds, type Fault, type FaultKind, type Target } from './kinds.mts';

export interface FaultMatch {
	method?: string;
	/** A pattern, or a text that the path contains. */
	path?: RegExp | string;
	/** Operation of the contract, for example `contact.create`. */
	operationId?: string;
	/** Table that the request is about, through whichever API. */
	table?: string;
	/** User name of the login. */
	user?: string;
}

/** The request that a fault may apply to. */
export interface FaultTarget extends Target {
	method: string;
	path: string;
	user?: string;
}

export interface FaultRule {
	/** Requests it applies to; every one when left out. */
	match?: FaultMatch;
	/** How often it applies at most. */
	times?: number;
	/** Probability from 0 to 1 that it applies to a matching request, by the instance's seed. */
	rate?: number;
	/** Matching requests that are spared first. */
	skip?: number;
	/** The kind by name, or with its parameters. `{status: 503}` alone is of kind `status`. */
	fault: FaultKind | Fault;
}

/** A rule that was armed, and what came of it. */
export interface ArmedRule extends FaultRule {
	/** Counts from 1 on. */
	id: number;
	fault: Fault;
	matched: number;
	applied: number;
}

const MATCHED = ['method', 'path', 'operationId', 'table', 'user'];

/** The faults that are armed on an instance. The first rule that applies to a request wins. */
export class Faults {
	private rules: ArmedRule[] = [];

	private lastId = 0;

	private chance: () => number;

	/** @param seed of the chance by which rules with a `rate` apply */
	constructor(private readonly seed = 1) {
		this.chance = seededChance(seed);
	}

	/**
	 * Arms a fault.
	 *
	 * @throws Error when the kind, or what the rule is to match, is unknown
	 */
	add(rule: FaultRule): void {
		const fault: Fault = typeof rule.fault === 'string' ? { kind: rule.fault } : rule.fault;
		if (!Object.hasOwn(faultKinds, fault.kind ?? 'status')) {
			throw new Error(
				`No fault of kind "${fault.kind}". Kinds: ${Object.keys(faultKinds).join(', ')}`,
			);
		}
		const unknown = Object.keys(rule.match ?? {}).filter((name) => !MATCHED.includes(name));
		if (unknown.length > 0) throw new Error(`A fault matches no ${unknown.join(', ')}`);
		this.lastId += 1;
		this.rules.push({ ...rule, id: this.lastId, fault, matched: 0, applied: 0 });
	}

	/** Disarms every fault. Chance starts again from the seed. */
	clear(): void {
		this.rules = [];
		this.chance = seededChance(this.seed);
	}

	/** @returns every rule, in the order in which they are tried */
	list(): readonly ArmedRule[] {
		return this.rules;
	}

	/** Disarms one fault. @returns whether there was one with that id */
	remove(id: number): boolean {
		const before = this.rules.length;
		this.rules = this.rules.filter((rule) => rule.id !== id);
		return this.rules.length < before;
	}

	/** @returns how many faults are armed and not used up */
	get size(): number {
		return this.rules.filter((rule) => rule.applied < (rule.times ?? Infinity)).length;
	}

	/**
	 * @param targetOf tells what the request is about; asked only where a fault is armed
	 * @returns the fault that applies to the request, if any; the rule counts it
	 */
	take(targetOf: () => FaultTarget): Fault | undefined {
		if (this.rules.length === 0) return undefined;
		const target = targetOf();
		for (const rule of this.rules) {
			if (rule.applied >= (rule.times ?? Infinity)) continue;
			if (!matchesRequest(rule.match, target)) continue;
			rule.matched += 1;
			if (rule.matched <= (rule.skip ?? 0)) continue;
			if (rule.rate !== undefined && this.chance() >= rule.rate) continue;
			rule.applied += 1;
			return rule.fault;
		}
		return undefined;
	}
}

function matchesRequest(match: FaultMatch = {}, target: FaultTarget): boolean {
	if (match.method !== undefined && match.method.toUpperCase() !== target.method) return false;
	for (const name of ['operationId', 'table', 'user'] as const) {
		if (match[name] !== undefined && match[name] !== target[name]) return false;
	}
	if (match.path === undefined) return true;
	return typeof match.path === 'string'
		? target.path.includes(match.path)
		: target.path.search(match.path) >= 0;
}
