/** A host name or an address, with its port. */
const HOST = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i;

/**
 * What is built of the address of an instance, such as links to records, begins as the request does
 * that it answers: in a container, the instance knows neither its name nor its port outside.
 *
 * @param host header of the request; anything that is no host is not taken up
 * @returns the instance, with the address that the request was sent to, or with its custom URL
 */
export function addressedBy<T extends { url: string; settings: { customUrl: string } }>(
	instance: T,
	host: string | undefined,
): T {
	const { customUrl } = instance.settings;
	if (customUrl === '' && (host === undefined || !HOST.test(host))) return instance;
	const url = customUrl || instance.url.replace(/(?<=\/\/).*/, host!);
	return url === instance.url ? instance : (Object.create(instance, { url: { value: url } }) as T);
}
