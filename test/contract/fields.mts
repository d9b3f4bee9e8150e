import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { ServiceNowContact } from '../../nodes/ServiceNowContact/ServiceNowContact.node';
import { ServiceNowConversationMember } from '../../nodes/ServiceNowConversationMember/ServiceNowConversationMember.node';
import { ServiceNowHelpRequest } from '../../nodes/ServiceNowHelpRequest/ServiceNowHelpRequest.node';
import { ServiceNowInteraction } from '../../nodes/ServiceNowInteraction/ServiceNowInteraction.node';
import { ServiceNowOpenFrame } from '../../nodes/ServiceNowOpenFrame/ServiceNowOpenFrame.node';

/** The nodes of the package. */
export const nodes: INodeType[] = [
	new ServiceNowContact(),
	new ServiceNowConversationMember(),
	new ServiceNowHelpRequest(),
	new ServiceNowInteraction(),
	new ServiceNowOpenFrame(),
];

/** One entry of a node's operation menu, with the fields that it shows. */
export interface MenuEntry {
	/** `<resource>.<operation>`. */
	id: string;
	node: INodeType;
	option: INodePropertyOptions;
	/** As the node's panel shows them. */
	fields: INodeProperties[];
	/** The same with the members of collections. */
	allFields: INodeProperties[];
}

function isCollection(option: object): option is INodePropertyCollection {
	return 'values' in option;
}

/** A field with everything inside it. */
export function withMembers(field: INodeProperties): INodeProperties[] {
	if (field.type !== 'collection' && field.type !== 'fixedCollection') return [field];
	const members = (field.options ?? []).flatMap((option) =>
		isCollection(option) ? option.values : [option as INodeProperties],
	);
	return [field, ...members.flatMap(withMembers)];
}

function shownFor(field: INodeProperties, resource: string, operation: string): boolean {
	const show = field.displayOptions?.show;
	return Boolean(show?.resource?.includes(resource) && show?.operation?.includes(operation));
}

/** Every operation that the nodes offer. */
export const menu: MenuEntry[] = nodes.flatMap((node) => {
	const { properties } = node.description;
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap((property) => {
			const [resource] = property.displayOptions?.show?.resource as string[];
			return (property.options as INodePropertyOptions[]).map((option) => {
				const fields = properties.filter((field) =>
					shownFor(field, resource, option.value as string),
				);
				return {
					id: `${resource}.${option.value}`,
					node,
					option,
					fields,
					allFields: fields.flatMap(withMembers),
				};
			});
		});
});
