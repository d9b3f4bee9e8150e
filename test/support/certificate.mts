import { generateKeyPairSync, sign } from 'node:crypto';

/** A DER element. */
function der(tag: number, ...parts: Buffer[]): Buffer {
	const body = Buffer.concat(parts);
	const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);

/** ecdsa-with-SHA256 */
const ALGORITHM = sequence(der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));

/** A name with nothing but a common name. */
function nameOf(text: string): Buffer {
	const type = der(0x06, Buffer.from('550403', 'hex'));
	return sequence(der(0x31, sequence(type, der(0x0c, Buffer.from(text)))));
}

/**
 * Makes a certificate that no authority has signed, so that none has to be kept with the tests.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 * @param issuer who claims to have signed it; the host itself when left out
 * @returns PEM texts for an https server
 */
export function untrustedCertificate(issuer = 'localhost'): { cert: string; key: string } {
	const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const times = ['250101000000Z', '491231000000Z'].map((time) => der(0x17, Buffer.from(time)));
	const toBeSigned = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		der(0x02, Buffer.from([1])),
		ALGORITHM,
		nameOf(issuer),
		sequence(...times),
		nameOf('localhost'),
		keys.publicKey.export({ type: 'spki', format: 'der' }),
	);
	const signature = sign('sha256', toBeSigned, keys.privateKey);
	const certificate = sequence(
		toBeSigned,
		ALGORITHM,
		der(0x03, Buffer.from([0]), signature),
	).toString('base64');
	return {
		cert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
		key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
	};
}
