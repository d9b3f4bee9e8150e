import type { IDataObject } from 'n8n-workflow';
import { isRequestFailure } from '../../../shared/once/runOnce';
import { oneRecord, type Operation } from '../../../shared/operation';
import { interactionApi, openFrameApi, type Api } from '../../../shared/platform/apis';
import { fetchRecords } from '../../../shared/transport/fetchRecords';
import type { Request, RequestContext } from '../../../shared/transport/requestContext';
import { callRefused } from './callFields';
import { isOpen } from './found';
import { readInteractions } from './readInteractions';

/** Nobody documents what a second close does: after a failure, the record tells. */
function closing(api: Api, refused?: Operation['refused']): Operation {
	const safety = { whenUnknown: '' };
	return { action: 'Close a duplicate', api, records: oneRecord, safety, refused };
}

const byInteractionManagement = closing(interactionApi);

const byOpenFrame = closing(openFrameApi, callRefused);

async function send(
	item: RequestContext,
	operation: Operation,
	request: Request,
	options: Partial<Request['options']>,
): Promise<void> {
	const changed = { ...request, options: { ...request.options, ...options } };
	await fetchRecords({ ...item, operation }, changed);
}

async function close(item: RequestContext, request: Request, id: string): Promise<boolean> {
	await send(item, byInteractionManagement, request, {
		method: 'POST',
		url: `/api/now/interaction/${id}/close`,
		body: undefined,
	});
	return true;
}

/** With the role that creates interactions. */
async function setState(item: RequestContext, request: Request, id: string): Promise<boolean> {
	const interaction: IDataObject = { additionalParams: { state: 'closed_complete' } };
	await send(item, byOpenFrame, request, {
		method: 'PATCH',
		url: `/api/now/openframe/voice-interaction/${id}`,
		body: { interaction },
	});
	return true;
}

async function isClosed(item: RequestContext, request: Request, id: string): Promise<boolean> {
	const [row] = await readInteractions(item, request, `sys_id=${id}`);
	return row !== undefined && !isOpen(row);
}

/** False where a request failed. */
async function orFalse(closed: Promise<boolean>): Promise<boolean> {
	return await closed.catch((error: Error) => {
		if (!isRequestFailure(error)) throw error;
		return false;
	});
}

/**
 * Closes an interaction that was created for a call which has one already: through Interaction Management,
 * or through openframe where the user may not do that.
 *
 * @param item of which the failure of a request makes no failed item
 * @returns whether it is closed
 */
export async function closeDuplicate(
	item: RequestContext,
	request: Request,
	id: string,
): Promise<boolean> {
	if (await orFalse(close(item, request, id))) return true;
	if (await orFalse(isClosed(item, request, id))) return true;
	await orFalse(setState(item, request, id));
	return await orFalse(isClosed(item, request, id));
}
