import type { IDataObject } from 'n8n-workflow';
import {
	additionalFields,
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import { jsonField, nameValueField } from '../../../shared/fields/nameValue';
import { referenceField } from '../../../shared/fields/reference';
import { InvalidInputError } from '../../../shared/inputError';
import { oneRecord, type Operation } from '../../../shared/operation';
import { map } from '../../../shared/input/structured';
import { identifier, reference } from '../../../shared/input/sysId';
import { plainText } from '../../../shared/input/values';
import { interactionApi } from '../../../shared/platform/apis';

/** A record is named by table and sys_id together; ServiceNow makes a new one from one alone. */
function assertWholeRecord(body: IDataObject, table: string, id: string): void {
	if (table in body === id in body) return;
	const [given, missing] = table in body ? [table, id] : [id, table];
	throw new InvalidInputError(
		`"${missing}" is missing, because "${given}" is given`,
		`Fill both "${table}" and "${id}", or neither.`,
	);
}

export const createInteraction: Operation = {
	action: 'Create an interaction',
	api: interactionApi,
	body: {
		channel: identifier,
		queue: reference,
		context: map,
		context_table: plainText,
		context_id: reference,
		channel_metadata: map,
		channel_metadata_table: plainText,
		channel_metadata_id: reference,
	},
	prepare: (body) => {
		if (!('channel' in body)) {
			throw new InvalidInputError(
				'"channel" is empty',
				'Pick the interaction connector from the list, or give its sys_id.',
			);
		}
		assertWholeRecord(body, 'context_table', 'context_id');
		assertWholeRecord(body, 'channel_metadata_table', 'channel_metadata_id');
		return body;
	},
	records: oneRecord,
	howToCheck: 'Look at the newest interactions of the channel.',
};

export const createInteractionFields = showFor('interaction', 'create', [
	referenceField({
		displayName: 'Channel',
		name: 'channel',
		table: 'sys_cs_provider_application',
		required: true,
		placeholder: 'e.g. 28a59893873103002ae97e2526cb0b5d or Phone',
		description:
			'Interaction connector over which the customer comes in: its sys_id, or picked from the list. Some instances take a name too: Chat, Messaging, Phone or Video.',
		routing: { send: { type: 'body', property: 'channel' } },
	}),
	additionalFields(
		referenceField({
			displayName: 'Queue',
			name: 'queue',
			table: 'awa_queue',
			description:
				'Queue that the interaction waits in: its sys_id or URL, or picked from the list. With a queue its state starts as queued, without as new.',
			routing: { send: { type: 'body', property: 'queue' } },
		}),
		nameValueField({
			displayName: 'Context',
			name: 'context',
			property: 'context',
			description:
				'What is known about the conversation, as names and values. Stored in a new record of the table interaction_json_blob.',
			rowName: 'Value',
			namePlaceholder: 'e.g. language',
			nameDescription: 'Name of the context value',
		}),
		jsonField({
			displayName: 'Context (JSON)',
			wireName: 'context',
			property: 'context',
			example: '{ "language": "en-US" }',
			description: 'The same as Context, as a JSON object',
		}),
		{
			displayName: 'Context ID',
			name: 'context_id',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1863a6f0d9471300964f387107a8a36d',
			description:
				'Sys_id of an existing record that holds the context, instead of a new one. Needs Context Table.',
			routing: { send: { type: 'body', property: 'context_id' } },
		},
		{
			displayName: 'Context Table',
			name: 'context_table',
			type: 'string',
			default: '',
			placeholder: 'e.g. interaction_json_blob',
			description:
				'Table of the record that Context ID names. Without both, the instance uses a new record of interaction_json_blob.',
			routing: { send: { type: 'body', property: 'context_table' } },
		},
		nameValueField({
			displayName: 'Channel Metadata',
			name: 'channel_metadata',
			property: 'channel_metadata',
			description:
				'What the connector needs to talk back over the channel, as names and values. Stored in a new record of the table live_group_profile.',
			rowName: 'Value',
			namePlaceholder: 'e.g. session',
			nameDescription: 'Name of the metadata value',
		}),
		jsonField({
			displayName: 'Channel Metadata (JSON)',
			wireName: 'channel_metadata',
			property: 'channel_metadata',
			example: '{ "session": "4711" }',
			description: 'The same as Channel Metadata, as a JSON object',
		}),
		{
			displayName: 'Channel Metadata ID',
			name: 'channel_metadata_id',
			type: 'string',
			default: '',
			placeholder: 'e.g. 9463a6f0d9471300964f387107a8a36c',
			description:
				'Sys_id of an existing record that holds the channel metadata, instead of a new one. Needs Channel Metadata Table.',
			routing: { send: { type: 'body', property: 'channel_metadata_id' } },
		},
		{
			displayName: 'Channel Metadata Table',
			name: 'channel_metadata_table',
			type: 'string',
			default: '',
			placeholder: 'e.g. live_group_profile',
			description:
				'Table of the record that Channel Metadata ID names. Without both, the instance uses a new record of live_group_profile.',
			routing: { send: { type: 'body', property: 'channel_metadata_table' } },
		},
	),
	optionsField(apiVersionOption, checkLimitsOption),
]);
