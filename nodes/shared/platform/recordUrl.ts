const SYS_ID = '([0-9a-fA-F]{32})(?![0-9a-fA-F])';

/** In the classic view and in portals; inside another URL it is encoded, once or twice. */
const IN_PARAMETER = `(?:[?&]|%(?:25)?(?:3F|26))sys_id(?:=|%(?:25)?3D)${SYS_ID}`;

/** In a workspace. */
const IN_PATH = `/record/([a-z0-9_]+)/${SYS_ID}`;

/** A record's URL, as the browser shows it. */
export const RECORD_URL = `https?://.*(?:${IN_PARAMETER}|${IN_PATH}).*`;

/** Which record a URL shows, as far as the URL tells. */
interface RecordUrl {
	sysId: string;
	/** Host and port of the instance. */
	host: string;
	/** Table of the record; some pages of portals do not name it. */
	table?: string;
}

const ENCODED = /%(?:25)*(?=(?:3F|26|3D|2F))/gi;

/** A URL with the characters that part it as they are, also within another URL. */
function partsShown(url: string): string {
	return url
		.replace(ENCODED, '%')
		.replace(/%3F/gi, '?')
		.replace(/%26/g, '&')
		.replace(/%3D/gi, '=')
		.replace(/%2F/gi, '/');
}

/** The table of a record that a parameter names: in front of it (`sys_user.do?sys_id=`), or in another parameter. */
function tableBefore(url: string, sysId: string): string | undefined {
	const before = url.slice(0, url.indexOf(`sys_id=${sysId}`));
	const form = [...before.matchAll(/([a-z][a-z0-9_]*)\.do\?/gi)].at(-1)?.[1];
	return (form ?? /[?&]table=([a-z0-9_]+)/i.exec(url)?.[1])?.toLowerCase();
}

/** Host and port of a URL, without a login, a dot at the end, and the port that its scheme has anyway. */
function hostOf(url: string): string | undefined {
	const [, scheme, authority] = /^(https?):\/\/([^/?#]+)/i.exec(url) ?? [];
	const usual = scheme?.toLowerCase() === 'http' ? ':80' : ':443';
	const host = authority?.toLowerCase().split('@').at(-1);
	const shown = host?.endsWith(usual) ? host.slice(0, -usual.length) : host;
	return shown?.replace(/\.(?=:|$)/, '');
}

/**
 * Finds the record that a URL shows. A workspace that has opened a record out of another one names
 * both, and shows the last.
 *
 * @returns nothing where the URL shows no record
 */
export function readRecordUrl(url: string): RecordUrl | undefined {
	const host = hostOf(url);
	if (host === undefined) return undefined;
	const [, inParameter] = new RegExp(IN_PARAMETER, 'i').exec(url) ?? [];
	if (inParameter !== undefined) {
		const table = tableBefore(partsShown(url), inParameter);
		return { sysId: inParameter.toLowerCase(), host, ...(table && { table }) };
	}
	const [, table, sysId] = [...url.matchAll(new RegExp(IN_PATH, 'gi'))].at(-1) ?? [];
	return sysId === undefined
		? undefined
		: { sysId: sysId.toLowerCase(), host, table: table.toLowerCase() };
}
