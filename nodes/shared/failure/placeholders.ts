import { isRepeatable } from '../operation';
import type { Failure } from './types';

/** What to do about a request that may have been carried out. */
function nextStep({ operation }: Failure): string {
	return typeof operation.safety === 'string' ? 'Try again later.' : operation.safety.whenUnknown;
}

function roles({ operation: { api } }: Failure): string {
	if (api.roles.length === 0) return 'a role that may use the API';
	return `the role ${api.roles.join(' or ')}`;
}

/** What the texts of the failure table leave open, by the name that they use in braces. */
export const PLACEHOLDERS: Record<string, (failure: Failure) => string> = {
	api: ({ operation }) => operation.api.title,
	hint: ({ operation, status = 0 }) => {
		const hint = operation.hints?.[status];
		return hint === undefined ? '' : ` ${hint}`;
	},
	nextStep,
	outcome: ({ operation }) =>
		isRepeatable(operation) ? '' : '; the request may have been carried out',
	plugin: ({ operation: { api } }) => (api.plugin ? `the plugin ${api.plugin}` : 'the API'),
	roles,
	seconds: ({ retryAfterMs = 0 }) => String(Math.ceil(retryAfterMs / 1000)),
	status: ({ status }) => String(status),
	table: ({ operation }) => String(operation.table),
};

/** Replaces the placeholders of a text by what holds for a failure. */
export function fill(text: string, failure: Failure): string {
	return text.replace(/\{(\w+)\}/g, (_, name: string) => PLACEHOLDERS[name](failure));
}
