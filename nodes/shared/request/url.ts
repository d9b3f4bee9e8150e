/**
 * Fills the `{name}` placeholders of a URL, each encoded.
 *
 * In code, because an expression in a URL sees a resource locator that was filled by URL as the whole
 * URL, and encodes nothing by itself.
 *
 * @param url path of the request, as the API's documentation writes it
 * @param valueOf gives the value of a path parameter, already checked; nothing where it is not known yet
 */
export function filledUrl(url: string, valueOf: (name: string) => string | undefined): string {
	return url.replace(/\{(\w+)\}/g, (place, name: string) => {
		const value = valueOf(name);
		return value === undefined ? place : encodeURIComponent(value);
	});
}

const BEFORE_VERSION = /^\/api\/now\/(openframe\/)?/;

/**
 * Puts a version into a URL: after `/api/now/`, and after the namespace for openframe.
 *
 * In code, because an expression in a URL sees the members of a collection unresolved.
 *
 * @param url path of the request
 * @param version as the REST API Explorer lists it: `v1`
 */
export function withVersion(url: string, version: string): string {
	return url.replace(BEFORE_VERSION, (start) => `${start}${version}/`);
}
