import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { ServiceNowContact } from '../../nodes/ServiceNowContact/ServiceNowContact.node.ts';
import { ServiceNowConversationMember } from '../../nodes/ServiceNowConversationMember/ServiceNowConversationMember.node.ts';
import { ServiceNowHelpRequest } from '../../nodes/ServiceNowHelpRequest/ServiceNowHelpRequest.node.ts';
import { ServiceNowInteraction } from '../../nodes/ServiceNowInteraction/ServiceNowInteraction.node.ts';
import { ServiceNowOpenFrame } from '../../nodes/ServiceNowOpenFrame/ServiceNowOpenFrame.node.ts';
import { fieldTable } from './table.mts';

/** A documentation page with field tables, and the node that it is about. */
export interface Page {
	/** Path from the root of the repository. */
	path: string;
	description: INodeTypeDescription;
}

const page = (name: string, { description }: INodeType): Page => ({
	path: `docs/${name}.md`,
	description,
});

export const pages: Page[] = [
	page('interaction', new ServiceNowInteraction()),
	page('contact', new ServiceNowContact()),
	page('conversation-member', new ServiceNowConversationMember()),
	page('openframe', new ServiceNowOpenFrame()),
	page('help-request', new ServiceNowHelpRequest()),
];

/** The operations of a node, as `<resource>.<operation>`. */
export function operationsOf({ properties }: INodeTypeDescription): string[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) => {
			const [resource] = displayOptions?.show?.resource ?? [];
			return options.map(
				(option) => `${String(resource)}.${String('value' in option && option.value)}`,
			);
		});
}

const BLOCK = /<!-- fields:(\S+) -->\n[\s\S]*?<!-- \/fields -->/g;

/**
 * Puts the field tables into the text of a page; what stands around the markers stays.
 *
 * @throws Error when an operation of the node has no markers on the page, or markers name another one
 */
export function withTables({ path, description }: Page, text: string): string {
	const missing = new Set(operationsOf(description));
	const whole = text.replace(BLOCK, (_block, id: string) => {
		if (!missing.delete(id)) {
			throw new Error(`${path}: <!-- fields:${id} --> is no operation of the node, or there twice`);
		}
		return [
			`<!-- fields:${id} -->`,
			'<!-- prettier-ignore-start -->',
			fieldTable(description, id),
			'<!-- prettier-ignore-end -->',
			'<!-- /fields -->',
		].join('\n\n');
	});
	if (missing.size > 0) {
		const markers = [...missing].map((id) => `<!-- fields:${id} --> … <!-- /fields -->`).join(', ');
		throw new Error(`${path}: add ${markers}`);
	}
	return whole;
}
