import type { IDataObject } from 'n8n-workflow';
import { keyField } from '../../../shared/fields/keyField';
import { LIMITS_HINT } from '../../../shared/input/rule';
import { isEmpty } from '../../../shared/input/sendable';
import { switchOf } from '../../../shared/input/switch';
import { InvalidInputError, preview } from '../../../shared/inputError';
import { assertSettleTime } from '../../../shared/once/settleTime';
import { hasSeparator, isScript } from '../../../shared/platform/encodedQuery';
import { SESSION_ID_COLUMN, STORED_LENGTH } from '../../../shared/platform/interactionKeys';

export const sessionIdField = keyField({
	displayName: 'Client Session ID',
	name: 'clientSessionId',
	path: 'interaction.clientSessionId',
	placeholder: 'e.g. a545t65678',
	description: `ID of the call in the phone system, which links the records of the two systems. ServiceNow stores ${STORED_LENGTH} characters unless the instance is customized.`,
});

/** The ID in a request body; empty where there is none. */
export function sessionIdOf(body: IDataObject): string {
	const { clientSessionId: id } = (body.interaction ?? {}) as IDataObject;
	return isEmpty(id) ? '' : String(id);
}

/** Name of the switch. */
export const REUSE = 'reuseByClientSessionId';

/** Whether an interaction with the same ID is to be returned instead of a second one. @throws {InvalidInputError} */
export function isReuseOn(value: unknown): boolean {
	return switchOf(value, 'Reuse by Client Session ID', false);
}

function assertSearchable(id: string): void {
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

/** Two IDs that begin alike would become one where the instance cuts them. */
function assertStorable(id: string): void {
	if (id.length <= STORED_LENGTH) return;
	throw new InvalidInputError(
		`"Client Session ID" has ${id.length} characters; ServiceNow stores at most ${STORED_LENGTH}`,
		`Shorten the ID: the instance would cut it without warning, and calls whose IDs begin alike would share one interaction. ${LIMITS_HINT}`,
	);
}

/**
 * Refuses what cannot be searched for, or could stand for several calls.
 *
 * @param body of the request
 * @param settings of the item: its options, and the switch
 * @throws {InvalidInputError}
 */
export function assertReusable(body: IDataObject, settings: IDataObject): void {
	if (!isReuseOn(settings[REUSE])) return;
	assertSettleTime(settings);
	const id = sessionIdOf(body);
	assertSearchable(id);
	const isHeld = switchOf(settings.checkDocumentedLimits, 'Check Documented Limits', true);
	if (isHeld) assertStorable(id);
	const { additionalParams = {} } = body.interaction as { additionalParams?: IDataObject };
	if (!(SESSION_ID_COLUMN in additionalParams)) return;
	throw new InvalidInputError(
		`"Additional Params" contains ${SESSION_ID_COLUMN}`,
		'Remove it: "Client Session ID" sets this column, and "Reuse by Client Session ID" searches for it.',
	);
}
