import type { INodeProperties } from 'n8n-workflow';
import type { Rule } from './rule';

/** A field of the request body: what the panel shows, and what becomes of its value. */
export interface BodyField {
	property: INodeProperties;
	rule: Rule;
	/** Path of the value in the body: `interaction.inboundId`. Left out where it is the parameter's name. */
	path?: string;
	/** What to do when it is empty, for a field without which nothing may be sent. */
	required?: string;
}

/** Fields of the body in a collection of the panel. */
export interface BodyFieldGroup {
	property: INodeProperties;
	fields: BodyField[];
}

/** The fields of a body, in the order of the panel. */
export type BodyFields = Array<BodyField | BodyFieldGroup>;

/** Path of a field's value in the request body. */
export function pathOf({ property, path = property.name }: BodyField): string {
	return path;
}
