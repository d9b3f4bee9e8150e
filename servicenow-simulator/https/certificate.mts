import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate and its private key, as PEM texts. */
export interface Certificate {
	cert: string;
	key: string;
}

interface CertificateOptions {
	/** Host names and IP addresses that it is for; the first is its common name. */
	names: string[];
	/** Who claims to have signed it; the first name when left out. */
	issuer?: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Some clients take no certificate that is valid for longer. https://support.apple.com/en-us/102028 */
const VALID_DAYS = 397;

const LONG = 0x80;

/** A DER element. */
function der(tag: number, ...parts: Buffer[]): Buffer {
	const body = Buffer.concat(parts);
	const length =
		body.length < LONG ? [body.length] : [LONG + 2, body.length >> 8, body.length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const octets = (content: Buffer) => der(0x04, content);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));

/** ecdsa-with-SHA256 */
const ALGORITHM = sequence(oid('2a8648ce3d040302'));

/** A name with nothing but a common name. */
const nameOf = (text: string) =>
	sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))));

/** UTCTime: YYMMDDHHMMSSZ. */
const timeOf = (ms: number) =>
	der(
		0x17,
		Buffer.from(
			new Date(ms)
				.toISOString()
				.slice(2)
				.replaceAll(/[-:T]|\.\d+/g, ''),
		),
	);

function addressBytes(address: string): Buffer {
	if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
	const [head, tail = ''] = address.split('::');
	const groups = (text: string) => (text === '' ? [] : text.split(':'));
	const missing = 8 - groups(head).length - groups(tail).length;
	const all = [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)];
	return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}

function alternativeName(name: string): Buffer {
	return isIP(name) === 0 ? der(0x82, Buffer.from(name)) : der(0x87, addressBytes(name));
}

const critical = der(0x01, Buffer.from([0xff]));

/**
 * What strict clients ask of a certificate that is trusted by itself.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.2
 */
function extensions(names: string[], publicKey: Buffer): Buffer {
	const keyId = createHash('sha1').update(publicKey).digest();
	const isAuthority = sequence(der(0x01, Buffer.from([0xff])));
	const signsAndIssues = der(0x03, Buffer.from([2, 0x84]));
	return der(
		0xa3,
		sequence(
			sequence(oid('551d13'), critical, octets(isAuthority)),
			sequence(oid('551d0f'), critical, octets(signsAndIssues)),
			sequence(oid('551d25'), octets(sequence(oid('2b06010505070301')))),
			sequence(oid('551d11'), octets(sequence(...names.map(alternativeName)))),
			sequence(oid('551d0e'), octets(octets(keyId))),
		),
	);
}

/**
 * Makes a certificate that no authority has signed.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 * @returns PEM texts for an https server
 */
export function selfSignedCertificate({
	names,
	issuer = names[0],
}: CertificateOptions): Certificate {
	const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const publicKey = keys.publicKey.export({ type: 'spki', format: 'der' });
	const now = Date.now();
	const toBeSigned = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
		ALGORITHM,
		nameOf(issuer),
		sequence(timeOf(now - DAY_MS), timeOf(now + (VALID_DAYS - 1) * DAY_MS)),
		nameOf(names[0]),
		publicKey,
		extensions(names, publicKey),
	);
	const signature = sign('sha256', toBeSigned, keys.privateKey);
	const bits = der(0x03, Buffer.concat([Buffer.from([0]), signature]));
	const lines = sequence(toBeSigned, ALGORITHM, bits)
		.toString('base64')
		.replaceAll(/.{64}(?=.)/g, '$&\n');
	return {
		cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
		key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
	};
}
