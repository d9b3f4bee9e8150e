import type { Socket } from 'node:net';

const PAGE =
	'<!doctype html><html lang="en"><head><title>HTTP Status 400</title></head>' +
	'<body><h1>HTTP Status 400</h1><p>Request header is too large</p></body></html>';

const ANSWER = [
	'HTTP/1.1 400 Bad Request',
	'Content-Type: text/html;charset=UTF-8',
	`Content-Length: ${PAGE.length}`,
	'Connection: close',
	'',
	PAGE,
].join('\r\n');

/**
 * Answers what is no request that can be read, such as a URL of more than 16 KB: the page of a web server,
 * as nothing of the instance has seen it.
 *
 * @see https://github.com/ServiceNow/PySNC/blob/1.2.1/test/test_snc_api_query.py
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
	if (error.code === 'ECONNRESET' || !socket.writable) return;
	socket.end(ANSWER);
	// What is left of the request is read, or its end would reach the client before the answer.
	socket.resume();
}
