const SYS_ID = '([0-9a-fA-F]{32})(?![0-9a-fA-F])';

/** In the classic view and in portals; inside another URL it is encoded, once or twice. */
const IN_PARAMETER = `(?:[?&]|%(?:25)?(?:3F|26))sys_id(?:=|%(?:25)?3D)${SYS_ID}`;

/** In a workspace. */
const IN_PATH = `/record/[a-z0-9_]+/${SYS_ID}`;

/** A record's URL, as the browser shows it. */
export const RECORD_URL = `https?://.*(?:${IN_PARAMETER}|${IN_PATH}).*`;

/**
 * Finds the record that a URL shows. A workspace that has opened a record out of another one names
 * both, and shows the last.
 *
 * @returns its sys_id, or nothing where the URL shows no record
 */
export function sysIdInUrl(url: string): string | undefined {
	const inParameter = new RegExp(IN_PARAMETER, 'i').exec(url);
	const inPath = [...url.matchAll(new RegExp(IN_PATH, 'gi'))].at(-1);
	return (inParameter ?? inPath)?.[1];
}
