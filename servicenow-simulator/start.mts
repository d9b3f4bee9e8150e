import {
	startInstance,
	type InstanceOptions,
	type SimulatedInstance,
} from '../simulator/instance.mts';
import { selfSignedCertificate } from './https/certificate.mts';
import { builtPage } from './page/page.mts';

export interface StartOptions extends Omit<InstanceOptions, 'page' | 'tls'> {
	/** Whether it listens to HTTPS, with a certificate of its own. */
	https?: boolean;
}

/** A running instance, with what it listens with. */
export interface Started {
	instance: SimulatedInstance;
	/** PEM text of the certificate; undefined without `https`. */
	certificate?: string;
}

/** Names under which this machine is reached, whatever address the instance listens on. */
const OWN_NAMES = ['localhost', '127.0.0.1', '::1'];

/**
 * Starts an instance with its page.
 *
 * @throws Error with code `EADDRINUSE` where the port is taken
 */
export async function start({ https = false, ...options }: StartOptions): Promise<Started> {
	const names = [...new Set([...OWN_NAMES, options.host ?? 'localhost'])];
	const tls = https ? selfSignedCertificate({ names }) : undefined;
	const instance = await startInstance({ ...options, tls, page: builtPage() });
	return { instance, certificate: tls?.cert };
}
