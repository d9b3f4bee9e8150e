import type { IDataObject } from 'n8n-workflow';
import { optionsOf, settingsOf } from '../../../../shared/input/parameters';
import { originOf } from '../../../../shared/instance/instanceUrl';
import { checkErrorOf } from '../../../../shared/once/checkError';
import { runOnce, type OnceRun } from '../../../../shared/once/runOnce';
import { readOnceTimes } from '../../../../shared/once/settleTime';
import type { KeyedRecord } from '../../../../shared/once/sighting';
import type { Operation } from '../../../../shared/operation';
import { fetchRecords } from '../../../../shared/transport/fetchRecords';
import { runExclusive } from '../../../../shared/transport/lock';
import type { ItemContext, Request } from '../../../../shared/transport/requestContext';
import { emptinessOf } from '../../../../shared/transport/tableCount';
import { getContacts } from '../getAll';
import { lookUpContacts, MAX_REQUESTS } from '../getAll/lookUp/lookUp';
import type { Key } from '../getAll/lookUp/key';
import { ContactSource, type FetchRows } from '../getAll/paging/contactSource';
import { REUSE_SETTINGS, reuseKeyOf } from './reuseKey';

const lookUp: Operation = {
	...getContacts,
	action: 'Look for a contact',
	note: 'This happened during the search for an existing contact. No contact was created.',
};

function keyedRecord({ sys_id: id, sys_created_on: createdOn }: IDataObject): KeyedRecord {
	// A contact cannot be closed.
	return { sysId: String(id), number: '', createdOn: String(createdOn ?? ''), isOpen: false };
}

/** The contacts with a key, however they write it. */
async function search(item: ItemContext, request: Request, key: Key): Promise<IDataObject[]> {
	const { tolerates } = item;
	const reader: ItemContext = {
		...item,
		operation: lookUp,
		// A query that the instance refuses can still be read in another way.
		tolerates: (failure) => failure.status === 403 || tolerates?.(failure) === true,
	};
	const fetchRows: FetchRows = async ({ query, offset, limit }) =>
		await fetchRecords(reader, {
			...request,
			options: {
				...request.options,
				method: 'GET',
				qs: {
					...(query !== '' && { sysparm_query: query }),
					sysparm_limit: limit,
					sysparm_offset: offset,
				},
				body: undefined,
			},
		});
	const askEmptiness = async () => await emptinessOf(reader, request, 'customer_contact');
	const source = new ContactSource({ fetchRows, askEmptiness }, MAX_REQUESTS);
	const run = { signal: item.run.signal, origin: originOf(request.options.baseURL!) };
	// All of them: the oldest is the one, whoever looks, and by whichever spelling.
	const plan = { key, conditions: '', order: '', offset: 0, limit: Infinity, run };
	return (await lookUpContacts(plan, source)).records;
}

/** What two spellings of a key have in common. */
function commonPart({ what, parts, texts }: Key): string {
	return `${what} ${parts[0]?.[0] ?? texts[0].toLowerCase()}`;
}

/** The other contacts with the key, for whoever merges them. */
function duplicatesOf({ superseded, others, own, isOwnHidden, record }: OnceRun): string[] {
	const hidden = isOwnHidden && record && own !== undefined ? [own] : [];
	return [...[...superseded, ...others].map(({ sysId }) => sysId), ...hidden];
}

/** What a column cuts or changes, the next run does not find either. */
function notFound({ what, columns }: Key): string {
	const names = columns.map((column) => `"${column}"`).join(', ');
	return `The new contact was not found by its ${what} afterwards: the instance may have cut or changed the value of ${names}, so that the next run would create another one`;
}

/** What became of an item. */
interface CreatedOrReused {
	/** Its sys_id, and with a key whether it was there. */
	output: IDataObject;
	/** All columns of a contact that was there, as the search showed it. */
	found?: IDataObject;
}

/** Creates a contact; where the user wants that, only if there is none with the key yet. */
export async function createOrReuse(item: ItemContext, request: Request): Promise<CreatedOrReused> {
	const options = optionsOf(item.context);
	const settings = settingsOf(item.context, REUSE_SETTINGS);
	const key = reuseKeyOf(request.options.body as IDataObject, settings);
	if (key === undefined) {
		const [output] = await fetchRecords(item, request);
		return { output };
	}
	const times = readOnceTimes(options, item.sendOptions.maxWaitMs);
	const origin = originOf(request.options.baseURL!);
	const operation: Operation = {
		...item.operation,
		safety: { whenUnknown: 'Run it again: if the contact was created, the search finds it.' },
	};
	let rows: IDataObject[] = [];
	const lock = `${origin} contact ${commonPart(key)}`;
	return await runExclusive(lock, item.run.stopped, async () => {
		const once = await runOnce(item, origin, times, {
			search: async (searcher) => {
				rows = await search(searcher, request, key);
				return rows.map(keyedRecord);
			},
			create: async (creator) => {
				const [created] = await fetchRecords({ ...creator, operation }, request);
				return String(created.sys_id);
			},
		});
		const duplicates = duplicatesOf(once);
		const id = once.record?.sysId ?? once.own;
		const output = {
			sys_id: id,
			reused: once.isReused,
			...(once.isFoundAfterFailure && { found_after_failure: true }),
			...(duplicates.length > 0 && { duplicates }),
			...(once.isOwnHidden && !once.record && { duplicate_check_error: notFound(key) }),
			...(await checkErrorOf(once)),
		};
		return { output, found: once.isReused ? rows.find((row) => row.sys_id === id) : undefined };
	});
}
