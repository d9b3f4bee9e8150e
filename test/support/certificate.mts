import { selfSignedCertificate } from '../../servicenow-simulator/https/certificate.mts';

/**
 * Makes a certificate that no authority has signed, so that none has to be kept with the tests.
 *
 * @param issuer who claims to have signed it; the host itself when left out
 * @returns PEM texts for an https server
 */
export function untrustedCertificate(issuer?: string): { cert: string; key: string } {
	return selfSignedCertificate({ names: ['localhost'], issuer });
}
