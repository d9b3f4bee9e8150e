import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { menu } from '../contract/fields.mts';
import { contract } from '../../contract/operations.mts';
import { mapped } from '../support/mapped.mts';
import type { Subject } from './subjects.mts';

/** One place of an operation that takes a value of the item. */
export interface Probe {
	label: string;
	/** Wire name of the parameter; none where the value is itself a name. */
	parameter?: string;
	/** Label of the field in the panel, as a message must name it. */
	displayName: string;
	/** Parameters of the node, valid but for the value. */
	parameters: IDataObject;
	/** Where the value goes in the body; none where it goes elsewhere. */
	path?: Array<string | number>;
	/** What the panel shows for the value; the field of the pairs for the value of a pair. */
	field: INodeProperties;
	/** Whether the value becomes a part of the URL. */
	inUrl: boolean;
}

const VALUE = '={{ $json.value }}';

/** Name of a pair whose value is probed; a custom column's, where there must be one. */
const PAIR = 'u_probe';

/** What a field needs beside it, so that its own value is looked at. */
const COMPANIONS: Record<string, IDataObject> = {
	social_channel: { social_handle: 'x', social_handle_url: 'x' },
	social_handle: { social_channel: 'x', social_handle_url: 'x' },
	social_handle_url: { social_channel: 'x', social_handle: 'x' },
	context_id: { context_table: 'interaction_json_blob' },
	context_table: { context_id: '1863a6f0d9471300964f387107a8a36d' },
	channel_metadata_id: { channel_metadata_table: 'live_group_profile' },
	channel_metadata_table: { channel_metadata_id: '9463a6f0d9471300964f387107a8a36c' },
};

/** The same for the rows of a query. */
const ROW_COMPANIONS: Record<string, IDataObject> = {
	conditions: { column: 'name', operator: 'equals', value: 'x' },
	orders: { column: 'name', direction: 'ORDERBY' },
	record: {
		documentTable: 'customer_contact',
		documentId: '62826bf03710200044e0bfc8bcbe5df1',
	},
};

/** Where fields go that stand for a part of an object or a list. */
const PARTS: Record<string, Array<string | number>> = {
	direction: ['interaction', 'additionalParams', 'direction'],
	short_description: ['interaction', 'additionalParams', 'short_description'],
	relatedContact: ['relatedRecords', 0, 'documentId'],
};

type Place = Pick<Probe, 'label' | 'parameter' | 'displayName' | 'path' | 'field'> & {
	stored: unknown;
};

/** The ways to put a value into a field, in the shape that the editor stores. */
function placesIn(field: INodeProperties, path: Probe['path'], parameter: string): Place[] {
	const { displayName } = field;
	const at = (label: string, stored: unknown): Place => ({
		label,
		stored,
		path,
		parameter,
		displayName,
		field,
	});
	if (field.type === 'resourceLocator') {
		const locator = (mode: string) => ({ __rl: true, mode, value: VALUE });
		return [at('expression', VALUE), ...['id', 'list'].map((mode) => at(mode, locator(mode)))];
	}
	if (field.type === 'resourceMapper') {
		// Custom fields become columns of the record.
		const pair = parameter === 'customFields' ? [PAIR] : path && [...path, PAIR];
		return [{ ...at('value', mapped({ [PAIR]: VALUE })), path: pair }];
	}
	if (field.type !== 'fixedCollection') return [at(field.type, VALUE)];
	const [row] = field.options as Array<{ name: string; values: INodeProperties[] }>;
	const inside = (...keys: Array<string | number>) => path && [...path, ...keys];
	if (row.name === 'field') {
		return [
			{ ...at('value', { field: [{ name: PAIR, value: VALUE }] }), path: inside(PAIR) },
			{
				label: 'name',
				stored: { field: [{ name: VALUE, value: 'x' }] },
				path,
				displayName,
				field,
			},
		];
	}
	return row.values.flatMap((member) => {
		const isPairs = member.name === 'otherFields';
		const memberPath = isPairs ? inside(0) : inside(0, member.name);
		return placesIn(member, memberPath, isPairs ? parameter : member.name).map((place) => ({
			...place,
			label: `${member.name}, ${place.label}`,
			stored: { [row.name]: [{ ...ROW_COMPANIONS[row.name], [member.name]: place.stored }] },
		}));
	});
}

function pathOf(id: string, wireName: string): Probe['path'] {
	const found = contract
		.find((operation) => operation.id === id)!
		.parameters.find(({ name, in: where }) => name === wireName && where === 'body');
	if (wireName === 'customFields') return [];
	if (wireName in PARTS && id.startsWith('voiceInteraction.')) return PARTS[wireName];
	return found?.path.split('.');
}

function wireNameOf({ name, type }: INodeProperties): string {
	return type === 'json' ? name.replace(/Json$/, '') : name;
}

/**
 * Every place of an operation that takes a value of the item.
 *
 * @param base parameters with which the operation is carried out
 */
export function probesOf({ id }: Subject, base: IDataObject): Probe[] {
	const { fields } = menu.find((entry) => entry.id === id)!;
	const inUrl = contract
		.find((operation) => operation.id === id)!
		.parameters.filter(({ in: where }) => where === 'path')
		.map(({ name }) => name);
	const probe = (field: INodeProperties, holder?: string): Probe[] => {
		const wireName = wireNameOf(field);
		return placesIn(field, pathOf(id, wireName), wireName).map(({ stored, ...place }) => {
			const own = { ...COMPANIONS[field.name], [field.name]: stored };
			const parameters = holder
				? { ...base, [holder]: { ...(base[holder] as IDataObject), ...own } }
				: { ...base, ...own };
			return {
				...place,
				label: `${field.name} (${place.label})`,
				parameters: parameters as IDataObject,
				inUrl: inUrl.includes(wireName),
			};
		});
	};
	return fields.flatMap((field) =>
		field.type === 'collection'
			? (field.options as INodeProperties[]).flatMap((member) => probe(member, field.name))
			: probe(field),
	);
}
