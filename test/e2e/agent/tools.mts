import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import type { N8nClient, WorkflowNode } from '../../../scripts/n8n/client.mts';

/** A ServiceNow node as a tool: its operation, and the fields that the model fills. */
export interface ToolSpec {
	/** Node name: `serviceNowContact`. */
	node: string;
	operation: string;
	/** Wire names of the fields that are filled by the model. */
	fields: string[];
	/** What is set once, at the top and in Additional Fields. */
	fixed?: { parameters?: object; additionalFields?: object };
}

const packageName = 'n8n-nodes-servicenow-csm';

/** What the editor knows of the tools that n8n makes from nodes. @returns descriptions by type */
export async function toolTypes(client: N8nClient): Promise<Map<string, INodeTypeDescription>> {
	const all = await client.nodeTypes<INodeTypeDescription>();
	return new Map(all.map((type) => [type.name, type]));
}

function shownFor({ properties }: INodeTypeDescription, operation: string): INodeProperties[] {
	return properties.filter(({ displayOptions }) => {
		const operations = displayOptions?.show?.operation;
		return operations?.includes(operation) === true;
	});
}

function typeOf({ type }: INodeProperties): string {
	return type === 'boolean' || type === 'number' || type === 'json' ? type : 'string';
}

/**
 * What the editor puts into a field when it is left to the model: an argument named by the label of
 * the field.
 *
 * @param described whether the description of the field goes with it, as text for the model
 */
export function fromAi(field: INodeProperties, described: boolean): unknown {
	const key = field.displayName.replace(/[^a-zA-Z0-9-]/g, '_');
	const text = described ? (field.description ?? '').replaceAll('`', "'") : '';
	const call = `$fromAI('${key}', \`${text}\`, '${typeOf(field)}')`;
	const value = `={{ /*n8n-auto-generated-fromAI-override*/ ${call} }}`;
	return field.type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;
}

function parametersOf(shown: INodeProperties[], { fields, fixed }: ToolSpec, described: boolean) {
	const more = shown.find(({ name }) => name === 'additionalFields');
	const inMore = (more?.options ?? []) as INodeProperties[];
	const filled = (from: INodeProperties[]) =>
		Object.fromEntries(
			from
				.filter(({ name }) => fields.includes(name))
				.map((field) => [field.name, fromAi(field, described)]),
		);
	return {
		...filled(shown),
		...fixed?.parameters,
		additionalFields: { ...filled(inMore), ...fixed?.additionalFields },
	};
}

/**
 * A ServiceNow node as a tool of an agent, under the name that the editor gives it.
 *
 * @param described whether the arguments carry the descriptions of the fields
 */
export function toolNode(
	types: Map<string, INodeTypeDescription>,
	spec: ToolSpec,
	described: boolean,
): Omit<WorkflowNode, 'position' | 'credentials'> {
	const type = `${packageName}.${spec.node}Tool`;
	const description = types.get(type)!;
	const [resource] = description.properties.flatMap(({ name, options }) =>
		name === 'resource' ? (options as Array<{ value: string }>) : [],
	);
	const operation = description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options }) => options as Array<{ value: string; action: string }>)
		.find(({ value }) => value === spec.operation)!;
	const name = `${operation.action} in ${description.defaults.name}`;
	return {
		id: name,
		name,
		type,
		typeVersion: 1,
		parameters: {
			authentication: 'basicAuth',
			resource: resource.value,
			operation: spec.operation,
			...parametersOf(shownFor(description, spec.operation), spec, described),
		},
	};
}
