/** Where the sys_id stands in the URL of a record: of the classic view, and of a workspace. */
export const SYS_ID_IN_URL =
	'(?:sys_id(?:=|%3D)|/record/[a-z0-9_]+/)([0-9a-fA-F]{32})(?![0-9a-fA-F])';
