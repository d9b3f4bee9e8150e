import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { scrubBody } from './scrub.mts';

/** Stands for the bytes of a file in a request: they tell requests apart, and are not kept. */
export interface SentBytes {
	bytes: number;
	/** SHA-256 in hexadecimal. */
	sha256: string;
}

const BOUNDARY = /^multipart\/.*\bboundary="?([^";]+)/i;

/** A form has another boundary each time. */
function withoutBoundary(bytes: Buffer, type: string): Buffer {
	const boundary = BOUNDARY.exec(type)?.[1];
	if (boundary === undefined) return bytes;
	return Buffer.from(bytes.toString('latin1').replaceAll(boundary, 'boundary'), 'latin1');
}

/** Whether bytes are a text that can be kept as such. */
export function isText(bytes: Buffer, type = ''): boolean {
	return isUtf8(bytes) && !/^(multipart|image|audio|video)\//i.test(type);
}

/**
 * What of the body of a request is kept.
 *
 * @param type media type, with the boundary of a form
 * @returns JSON value or text without secrets, what stands for a file; undefined without a body
 */
export function recordedBody(
	bytes: Buffer,
	type: string | undefined,
	secrets: string[],
	origin: string,
): unknown {
	if (bytes.length === 0) return undefined;
	if (isText(bytes, type)) return scrubBody(bytes.toString('utf8'), secrets, origin);
	const whole = withoutBoundary(bytes, type ?? '');
	const sha256 = createHash('sha256').update(whole).digest('hex');
	return { bytes: whole.length, sha256 } satisfies SentBytes;
}
