import type { INodeProperties, INodePropertyCollection, INodeTypeDescription } from 'n8n-workflow';

/** One row of a field table, as the node describes it. */
export interface Field {
	displayName: string;
	/** Parameter as it goes over the wire, with its path; none when the contract cannot know it. */
	wireName?: string;
	/** What stands in the place of a wire name. */
	instead: string;
	description: string;
	required: boolean;
	property: INodeProperties;
	/** Whether the field is sent without being added first, so that its default counts. */
	shown: boolean;
}

/** The fields of one operation: those shown at once, then those of each collection. */
export interface FieldGroup {
	/** Label of the collection; none for the fields shown at once. */
	label?: string;
	fields: Field[];
}

/** Fields that no parameter of the contract stands for: kept by the node, or sent under names of the user's own. */
const INSTEAD: Record<string, string> = {
	returnAll: 'node only',
	checkDocumentedLimits: 'node only',
	maxConcurrency: 'node only',
	maxWait: 'node only',
	readBack: 'node only',
	reuseByClientSessionId: 'node only',
	settleTime: 'node only',
	reuseExistingContact: 'node only',
	reuseColumn: 'node only',
	alreadyIsDone: 'node only',
	simplify: 'node only',
	previewOnly: 'node only',
	output: 'node only',
	outputFields: 'node only',
	relatedContact: 'in relatedRecords',
	emailOrPhone: 'in sysparm_query',
	filters: 'in sysparm_query',
	column: 'in sysparm_query',
	operator: 'in sysparm_query',
	value: 'in sysparm_query',
	matchType: 'in sysparm_query',
	sort: 'in sysparm_query',
	direction: 'in sysparm_query',
	failOnIgnoredQuery: 'node only',
	customFields: 'the names given',
	customFieldsJson: 'the names given',
	columnsToClear: 'the names given',
	otherFields: 'the names given',
};

/** Fields whose name n8n prescribes. */
const PRESCRIBED: Record<string, string> = { limit: 'sysparm_limit' };

/** Fields for a column that an object of the contract takes among others. */
const COLUMNS: Record<string, string> = {
	direction: 'in interaction.additionalParams',
	short_description: 'in interaction.additionalParams',
};

function rowsOf(property: INodeProperties): INodePropertyCollection | undefined {
	return property.type === 'fixedCollection'
		? (property.options?.[0] as INodePropertyCollection)
		: undefined;
}

/** Whether a field collects names and values, and so has no columns of its own. */
export function isNameValue(property: INodeProperties): boolean {
	const names = rowsOf(property)?.values.map(({ name }) => name) ?? [];
	return names.join() === 'name,value';
}

function wireNameOf({ name, type }: INodeProperties): string | undefined {
	if (name in INSTEAD || name in COLUMNS) return undefined;
	return type === 'json' ? name.replace(/Json$/, '') : (PRESCRIBED[name] ?? name);
}

/** The path that ends with a name; the name itself where there is none. */
function pathTo(name: string | undefined, paths: string[]): string | undefined {
	return paths.find((path) => path.split('.').pop() === name && !path.includes('[]')) ?? name;
}

function fieldsOf(property: INodeProperties, shown: boolean, paths: string[]): Field[] {
	const wireName = pathTo(wireNameOf(property), paths);
	const field: Field = {
		displayName: property.displayName,
		wireName,
		instead: COLUMNS[property.name] ?? INSTEAD[property.name],
		description: property.description ?? '',
		required: property.required ?? false,
		property,
		shown,
	};
	const rows = rowsOf(property);
	if (!rows || isNameValue(property)) return [field];
	const columns = rows.values.map((column): Field => {
		const name = wireNameOf(column);
		return {
			displayName: `${property.displayName}: ${column.displayName}`,
			wireName: name && `${wireName}[].${name}`,
			instead: INSTEAD[column.name],
			description: column.description ?? '',
			required: column.required ?? false,
			property: column,
			shown: false,
		};
	});
	return [field, ...columns];
}

function isFor(property: INodeProperties, resource: string, operation: string): boolean {
	const { show } = property.displayOptions ?? {};
	return (
		show?.resource?.includes(resource) === true && show.operation?.includes(operation) === true
	);
}

/**
 * The fields of an operation, in the order of the editor.
 *
 * @param paths of the operation's documented parameters: `interaction.inboundId`
 */
export function groupsOf(
	{ properties }: INodeTypeDescription,
	resource: string,
	operation: string,
	paths: string[],
): FieldGroup[] {
	const shown: FieldGroup = { fields: [] };
	const groups = [shown];
	for (const property of properties.filter((each) => isFor(each, resource, operation))) {
		if (property.type === 'notice' || property.type === 'hidden') continue;
		if (property.type !== 'collection') {
			shown.fields.push(...fieldsOf(property, true, paths));
			continue;
		}
		const inside = (property.options ?? []) as INodeProperties[];
		groups.push({
			label: property.displayName,
			fields: inside.flatMap((each) => fieldsOf(each, false, paths)),
		});
	}
	return groups;
}
