import { CANCELED } from './canceled.mts';
import type { Fault, FaultKind } from './kinds.mts';
import { databaseReasons } from './refusals.mts';

/** Words of a canceled transaction. Only the first is on record; the others hold nobody to it. */
const canceledWords: Pick<Fault, 'message' | 'detail'>[] = [
	{ ...CANCELED },
	{ detail: null },
	{ message: 'Transaction cancelled: memory limit exceeded', detail: '' },
	{ message: 'Transaktion abgebrochen', detail: 'Die Zeit ist um' },
	{ message: 'rule 7', detail: null },
];

const pages = [
	'<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>nginx</center></body></html>',
	'<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>Reference #18.2f3</BODY></HTML>',
	'<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Your support ID is: 4711</body></html>',
];

/**
 * How else a fault of a kind can look, for tests that must hold whatever it says. What a source
 * gives comes first.
 */
export const variants = {
	cutOff: canceledWords.flatMap((words) =>
		[0, 1, 0.5].map((keep): Fault => ({ kind: 'cutOff', keep, ...words })),
	),
	cutInRow: canceledWords.flatMap((words) =>
		[0.2, 0.5, 0.9].map((cutAt): Fault => ({
			kind: 'cutInRow',
			cutAt,
			closesRows: cutAt === 0.5,
			...words,
		})),
	),
	quota500: canceledWords.flatMap((words) =>
		[false, true].map((afterProcessing): Fault => ({
			kind: 'quota500',
			afterProcessing,
			...words,
		})),
	),
	dataPolicy: [
		...databaseReasons.map((reason): Fault => ({ kind: 'dataPolicy', reason })),
		{ kind: 'dataPolicy', detail: null },
		{ kind: 'dataPolicy', message: 'Vorgang fehlgeschlagen', detail: 'Konto ist Pflicht' },
		{ kind: 'dataPolicy', message: 'Data Policy Exception: Account is mandatory', detail: '' },
	],
	gatewayPage: pages.map((html): Fault => ({ kind: 'gatewayPage', html })),
	proxyAuth: [undefined, ...pages].map((html): Fault => ({ kind: 'proxyAuth', html })),
} satisfies Partial<Record<FaultKind, Fault[]>>;

/** What `Retry-After` has been seen to say; a number or a date that is past is no leave to hammer. */
export const retryAfters = (now = Date.now()): (string | number)[] => [
	0,
	'-1',
	'1.5',
	'1, 1',
	'0, 0',
	new Date(now - 60_000).toUTCString(),
	new Date(now + 2_000).toUTCString(),
	'soon',
	'',
];
