import type { InstanceState } from '../instanceState.mts';

/** A call of the control surface. */
export interface ControlCall {
	instance: InstanceState;
	params: Record<string, string>;
	query: Record<string, unknown>;
	/** The bytes, whatever their content type. */
	body: unknown;
}

/** What the endpoints do, by path below the prefix and by method. Each returns what is sent as JSON. */
export type Endpoints = Record<string, Record<string, (call: ControlCall) => unknown>>;
