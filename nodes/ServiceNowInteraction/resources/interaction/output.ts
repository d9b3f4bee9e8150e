import type { OperationRunner } from '../../../shared/request/send';
import { shapeOutput } from '../../../shared/fields/shapeOutput';
import { fetchRecords } from '../../../shared/transport/fetchRecords';

/** What Simplify leaves of an interaction. */
const COLUMNS = [
	'sys_id',
	'number',
	'state',
	'channel',
	'queue',
	'assigned_to',
	'opened_for',
	'closed_by',
	'contextDocument',
	'channelMetadataDocument',
];

/** Sends the request, and returns the interaction whole or simplified. */
export const simplifiedInteraction: OperationRunner = async (item, request) =>
	shapeOutput(item.context, await fetchRecords(item, request), COLUMNS);
