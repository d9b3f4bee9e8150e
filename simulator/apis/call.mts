import type { InstanceState } from '../instanceState.mts';
import type { Login } from '../login/logins.mts';

/** An authenticated call of an API: its parameters are those of the contract. */
export interface Call {
	instance: InstanceState;
	login: Login;
	params: Record<string, string>;
	query: Record<string, unknown>;
	body: Record<string, unknown>;
}
