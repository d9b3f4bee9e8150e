import { agentFields } from '../../nodes/ServiceNowContact/resources/contact/create/agent.ts';
import { loginFields } from '../../nodes/ServiceNowContact/resources/contact/create/login.ts';
import { organizationFields } from '../../nodes/ServiceNowContact/resources/contact/create/organization.ts';
import { personFields } from '../../nodes/ServiceNowContact/resources/contact/create/person.ts';
import { reachFields } from '../../nodes/ServiceNowContact/resources/contact/create/reach.ts';
import { socialFields } from '../../nodes/ServiceNowContact/resources/contact/create/social.ts';
import type { BodyField } from '../../nodes/shared/input/bodyField.ts';
import type { FieldGroup } from './fields.mts';

/** By name: a script that loads TypeScript has two copies of a module. */
function isSocial({ property }: BodyField): boolean {
	return socialFields.some((field) => field.property.name === property.name);
}

/** What a long collection is divided into on its page, while the panel sorts it by label. */
const PARTS: Record<string, Array<{ label: string; fields: BodyField[] }>> = {
	'contact.create': [
		{ label: 'person', fields: personFields.filter((field) => !isSocial(field)) },
		{ label: 'phone and address', fields: reachFields },
		{ label: 'organization', fields: organizationFields },
		{ label: 'login and display', fields: loginFields },
		{ label: 'schedule and position', fields: agentFields },
		{ label: 'social profile', fields: socialFields },
	],
};

/**
 * Divides the groups of an operation that has parts: `Additional Fields: person`.
 *
 * @param id `<resource>.<operation>`
 */
export function divided(groups: FieldGroup[], id: string): FieldGroup[] {
	const parts = PARTS[id];
	if (!parts) return groups;
	return groups.flatMap(({ label, fields }) => {
		const partOf = (name: string) =>
			parts.find((part) => part.fields.some(({ property }) => property.name === name));
		if (!fields.some(({ property }) => label && partOf(property.name))) return [{ label, fields }];
		const divisions = parts
			.map((part) => ({
				label: `${label}: ${part.label}`,
				fields: fields.filter(({ property }) => partOf(property.name) === part),
			}))
			.filter((division) => division.fields.length > 0);
		const rest = fields.filter(({ property }) => !partOf(property.name));
		return rest.length > 0 ? [...divisions, { label, fields: rest }] : divisions;
	});
}
