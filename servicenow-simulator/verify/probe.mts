import type { Client } from './client.mts';

/** What was seen: a fact by name, comparable between two instances. */
export type Seen = Record<string, string | number | boolean>;

/** A question to an instance, whose answer somebody guessed. */
export interface Probe {
	/** Id of the guess, as the fidelity table has it. */
	guess: string;
	/** What it creates or changes; undefined where it reads only. */
	writes?: string;
	/** @throws NotPossible where the instance has not what it takes */
	look(client: Client): Promise<Seen>;
}
