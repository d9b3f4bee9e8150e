import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InvalidInputError, preview } from '../../../shared/inputError';
import { manyRecords, type Operation } from '../../../shared/operation';
import { tableApi } from '../../../shared/platform/apis';
import {
	hasSeparator,
	isScript,
	joinClauses,
	orderBy,
} from '../../../shared/platform/encodedQuery';
import { optionsOf } from '../../../shared/input/parameters';
import { isEmpty } from '../../../shared/input/sendable';
import type { OperationRunner } from '../../../shared/request/send';
import { fetchRecords } from '../../../shared/transport/fetchRecords';
import type { RequestContext } from '../../../shared/transport/requestContext';
import { runExclusive } from '../../../shared/transport/lock';

type Request = Parameters<OperationRunner>[1];

export const reuseOption: INodeProperties = {
	displayName: 'Reuse by Client Session ID',
	name: 'reuseByClientSessionId',
	type: 'boolean',
	default: false,
	description:
		'Whether to return the existing interaction with this client session ID instead of creating a second one, with reused: true. Sends one more request, and needs read access to the table interaction.',
};

/** Where an instance keeps `clientSessionId`; ServiceNow does not document it. */
const COLUMN = 'client_session_id';

/** More than there can be by mistake: a comparison on the instance takes no notice of letter case. */
const MOST_FOUND = 100;

const lookUp: Operation = {
	action: 'Look for a voice interaction',
	api: tableApi,
	table: 'interaction',
	records: manyRecords,
	safety: 'read',
	note: 'This happened during the search by client session ID. No interaction was created.',
};

function sessionIdOf(body: IDataObject): string {
	const { clientSessionId } = (body.interaction ?? {}) as IDataObject;
	return isEmpty(clientSessionId) ? '' : String(clientSessionId).trim();
}

/**
 * Refuses what cannot be searched for.
 *
 * @throws {InvalidInputError}
 */
export function assertReusable(body: IDataObject, options: IDataObject): void {
	if (!options.reuseByClientSessionId) return;
	const id = sessionIdOf(body);
	if (id === '') {
		throw new InvalidInputError(
			'"Client Session ID" is required when "Reuse by Client Session ID" is on',
			'Enter the ID of the call in the phone system, or turn off "Reuse by Client Session ID".',
		);
	}
	// In an encoded query both would be something else than a value.
	if (hasSeparator(id) || isScript(id)) {
		throw new InvalidInputError(
			`"Client Session ID" cannot be searched for: ${preview(id)}`,
			'ServiceNow reads "^" as the start of another condition, and "javascript:" as a script. Use another ID for the call, or turn off "Reuse by Client Session ID".',
		);
	}
}

/** The oldest interaction with the ID, open or closed. */
async function existing(
	item: RequestContext,
	request: Request,
	id: string,
): Promise<IDataObject | undefined> {
	const rows = await fetchRecords(
		{ ...item, operation: lookUp },
		{
			...request,
			options: {
				...request.options,
				method: 'GET',
				url: '/api/now/table/interaction',
				qs: {
					sysparm_query: joinClauses(`${COLUMN}=${id}`, orderBy('sys_created_on')),
					sysparm_fields: `sys_id,number,${COLUMN}`,
					sysparm_limit: MOST_FOUND,
				},
				body: undefined,
			},
		},
	);
	// An instance ignores a condition that it does not understand, and answers with any interactions.
	if (rows.some((row) => !(COLUMN in row))) {
		throw new InvalidInputError(
			`The column ${COLUMN} of the table interaction cannot be read`,
			'Ask an administrator to grant the user read access to the column, or turn off "Reuse by Client Session ID". No interaction was created.',
		);
	}
	return rows.find((row) => String(row[COLUMN]).trim() === id);
}

/** Creates the interaction; where the user wants that, only if there is none for the call yet. */
export const createOrReuse: OperationRunner = async (item, request) => {
	const { reuseByClientSessionId: reuses } = optionsOf(item.context);
	if (!reuses) return await fetchRecords(item, request);

	const id = sessionIdOf(request.options.body as IDataObject);
	const { origin } = new URL(request.options.baseURL!);
	return await runExclusive(`${origin} ${id}`, item.run.stopped, async () => {
		const found = await existing(item, request, id);
		if (found) {
			return [{ status: 'SUCCESS', sysId: found.sys_id, number: found.number, reused: true }];
		}
		const operation = {
			...item.operation,
			safety: {
				whenUnknown: 'Run it again: if the interaction was created, the search finds it.',
			},
		};
		const [created] = await fetchRecords({ ...item, operation }, request);
		return [{ ...created, reused: false }];
	});
};
