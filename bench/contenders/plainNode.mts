import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import type { N8n } from '../n8n.mts';
import { PAGE_SIZE } from '../job.mts';

type Routing = NonNullable<INodePropertyOptions['routing']>;

const records: Routing['output'] = {
	postReceive: [{ type: 'rootProperty', properties: { property: 'result' } }],
};

/** What the operations come to with the engine's own means. */
const plainRouting: Record<string, Routing> = {
	create: { request: { method: 'POST', url: '/api/now/contact' } },
	get: {
		request: {
			method: 'GET',
			url: '=/api/now/contact/{{ encodeURIComponent($parameter["id"]) }}',
		},
		output: records,
	},
	getAll: {
		request: { method: 'GET', url: '/api/now/contact' },
		send: { paginate: '={{ $parameter["returnAll"] }}' as unknown as boolean },
		operations: {
			pagination: {
				type: 'offset',
				properties: {
					limitParameter: 'sysparm_limit',
					offsetParameter: 'sysparm_offset',
					pageSize: PAGE_SIZE,
					type: 'query',
				},
			},
		},
		output: records,
	},
};

/** A field of Create that goes out as it is, beside its collections. */
function isMainField({ type, displayOptions }: INodeProperties): boolean {
	const isCreate = displayOptions?.show?.operation?.includes('create') === true;
	return isCreate && !['collection', 'fixedCollection', 'options'].includes(type);
}

function plain(property: INodeProperties): INodeProperties {
	if (property.name === 'limit') {
		const send = { type: 'query', property: 'sysparm_limit' } as const;
		return { ...property, routing: { send, output: { maxResults: '={{ $value }}' } } };
	}
	// What a plain node needs for what our transport does without an expression.
	if (property.name === 'additionalFields') {
		return { ...property, routing: { request: { body: '={{ $value }}' } } };
	}
	if (isMainField(property)) {
		return { ...property, routing: { send: { type: 'body', property: property.name } } };
	}
	if (property.name !== 'operation') return property;
	const options = (property.options as INodePropertyOptions[]).map((option) => ({
		...option,
		routing: plainRouting[String(option.value)],
	}));
	return { ...property, options };
}

/**
 * The Contact node as the engine alone would have it: the same fields and routing, without the
 * transport of this package.
 */
export function plainNode({ contactNode: { description, methods } }: N8n): INodeType {
	const properties = description.properties.map(plain);
	return { description: { ...description, properties }, methods };
}
