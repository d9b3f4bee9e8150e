/** An error of the network, or several of them: Node.js tries all addresses of a host. */
export interface NetworkError {
	syscall?: string;
	message?: string;
	errors?: NetworkError[];
}

/**
 * Whether an error comes from the time before the connection was there, so that nothing was sent. The
 * words are those of Node.js.
 *
 * @see https://github.com/nodejs/node/blob/main/lib/internal/tls/wrap.js
 */
export function isConnecting({ syscall, message, errors }: NetworkError = {}): boolean {
	if (errors !== undefined && errors.length > 0) return errors.every(isConnecting);
	return syscall === 'connect' || message?.includes('before secure TLS connection') === true;
}
