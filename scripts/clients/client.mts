import type { Call } from './call.mts';

/** A running instance, and what a program needs to reach it. */
export interface Target {
	/** Origin, with https. */
	url: string;
	userName: string;
	password: string;
	/** File with the certificate of the instance, to trust it. */
	certificate: string;
}

/** Somebody else's client, and how to hold it against an instance. */
export interface Client {
	name: string;
	/** Gets it, where it is not there. @throws Error that says why it is not to be had */
	install(): Promise<void>;
	/** Makes its calls. @returns what came of each @throws Error where its program broke off */
	run(target: Target): Promise<Call[]>;
}

/** Source of a client in a public repository, with its tests. */
export interface Source {
	/** `owner/name` on GitHub. */
	repository: string;
	tag: string;
	/** What the tag pointed to when it was chosen. */
	commit: string;
}
