import type { IDataObject } from 'n8n-workflow';
import {
	additionalFields,
	propertiesOf,
	recordField,
	sysIdField,
} from '../../../shared/fields/bodyField';
import {
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import { outputFields } from '../../../shared/fields/outputFields';
import { tableField } from '../../../shared/fields/keyField';
import { objectFields } from '../../../shared/fields/structuredField';
import type { BodyField, BodyFields } from '../../../shared/input/bodyField';
import { InvalidInputError } from '../../../shared/inputError';
import {
	checkBeforeRepeating,
	INTERACTION_KEY,
	oneRecord,
	type Operation,
} from '../../../shared/operation';
import { interactionApi } from '../../../shared/platform/apis';

/** An existing record that the interaction refers to, by its table and its sys_id. */
interface RecordPair {
	id: BodyField;
	table: BodyField;
}

const context: RecordPair = {
	id: sysIdField({
		displayName: 'Context ID',
		name: 'context_id',
		placeholder: 'e.g. 1863a6f0d9471300964f387107a8a36d',
		description:
			"Existing record that holds the context, by its sys_id, instead of a new record. Needs 'Context Table'.",
	}),
	table: tableField({
		displayName: 'Context Table',
		name: 'context_table',
		placeholder: 'e.g. interaction_json_blob',
		description: "Table of the record in 'Context ID'. Defaults to a new interaction_json_blob.",
	}),
};

const channelMetadata: RecordPair = {
	id: sysIdField({
		displayName: 'Channel Metadata ID',
		name: 'channel_metadata_id',
		placeholder: 'e.g. 9463a6f0d9471300964f387107a8a36c',
		description:
			"Existing record that holds the channel metadata, by its sys_id, instead of a new record. Needs 'Channel Metadata Table'.",
	}),
	table: tableField({
		displayName: 'Channel Metadata Table',
		name: 'channel_metadata_table',
		placeholder: 'e.g. live_group_profile',
		description:
			"Table of the record in 'Channel Metadata ID'. Defaults to a new live_group_profile.",
	}),
};

/** A record is named by table and sys_id together; ServiceNow makes a new one from one alone. */
function assertWholeRecord(body: IDataObject, { table, id }: RecordPair): void {
	const isSet = ({ property }: BodyField) => property.name in body;
	if (isSet(table) === isSet(id)) return;
	const [set, missing] = isSet(table) ? [table, id] : [id, table];
	throw new InvalidInputError(
		`"${missing.property.displayName}" is required when "${set.property.displayName}" is set`,
		`Set both "${table.property.displayName}" and "${id.property.displayName}", or neither.`,
	);
}

const body: BodyFields = [
	recordField({
		displayName: 'Channel',
		name: 'channel',
		table: 'sys_cs_provider_application',
		required: true,
		takesOtherIds: true,
		placeholder: 'e.g. Phone or 28a59893873103002ae97e2526cb0b5d',
		description:
			'Channel over which the customer comes in: Chat, Phone, Video, or Messaging. Some instances take an interaction connector instead.',
	}),
	additionalFields(
		recordField({
			displayName: 'Queue',
			name: 'queue',
			table: 'awa_queue',
			description:
				'Queue that the interaction waits in. With a queue its state starts as queued, without one as new.',
		}),
		...objectFields({
			displayName: 'Context',
			name: 'context',
			description:
				'Name-value pairs that describe the conversation. Stored in a new record of the table interaction_json_blob.',
			rowName: 'Value',
			namePlaceholder: 'e.g. language',
			nameDescription: 'Name of the context value',
			example: '{ "language": "en-US" }',
		}),
		context.id,
		context.table,
		...objectFields({
			displayName: 'Channel Metadata',
			name: 'channel_metadata',
			description:
				'Name-value pairs the connector needs to reply on the channel. Stored in a new record of the table live_group_profile.',
			rowName: 'Value',
			namePlaceholder: 'e.g. session',
			nameDescription: 'Name of the metadata value',
			example: '{ "session": "4711" }',
		}),
		channelMetadata.id,
		channelMetadata.table,
	),
];

export const createInteraction: Operation = {
	action: 'Create an interaction',
	api: interactionApi,
	body,
	prepare: (whole) => {
		assertWholeRecord(whole, context);
		assertWholeRecord(whole, channelMetadata);
		return whole;
	},
	records: oneRecord,
	executionKey: INTERACTION_KEY,
	safety: checkBeforeRepeating('Look at the newest interactions of the channel.'),
};

export const createInteractionFields = showFor('interaction', 'create', [
	...propertiesOf(body),
	...outputFields,
	optionsField(apiVersionOption, checkLimitsOption),
]);
