const DOCS =
	'https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/r_RESTAPIHTTPResponseCodes.md';

/** What an instance answers with in place of any operation, with the message of its error. */
const ERRORS: Record<string, { description: string; message: string }> = {
	'400': { description: 'Malformed or refused request', message: 'Bad Request' },
	'401': { description: 'Wrong or missing credentials', message: 'User Not Authenticated' },
	'403': { description: 'No right to do this', message: 'User Not Authorized' },
	'404': { description: 'No such record, or not visible', message: 'No Record found' },
	'405': { description: 'Method not supported', message: 'Method not supported' },
	'406': {
		description: 'The format in Accept is not supported',
		message: 'Requested response media type is not supported',
	},
	'415': {
		description: 'The format of the body is not supported',
		message: 'Unsupported content-type of request',
	},
	'429': { description: 'Over a rate limit, or the queue is full', message: 'Rate limit exceeded' },
	'500': { description: 'Error on the instance', message: 'Internal server error' },
	'503': { description: 'The instance is away', message: 'Service unavailable' },
};

const RETRY_AFTER = {
	description: 'Seconds to wait, or a date',
	schema: { type: 'string' },
	example: '30',
};

/** Gateways and maintenance pages answer in HTML, and so may an instance that has lost its way. */
const ANYTHING = { '*/*': { schema: {} } };

function errorResponse([status, { description, message }]: [string, (typeof ERRORS)[string]]) {
	const example = { error: { message, detail: null }, status: 'failure' };
	const waits = status === '429' || status === '503';
	return [
		`Status${status}`,
		{
			description,
			...(waits && { headers: { 'Retry-After': RETRY_AFTER } }),
			content: {
				'application/json': { schema: { $ref: '#/components/schemas/Refusal' }, example },
				...ANYTHING,
			},
		},
	] as const;
}

/**
 * Answers that every operation shares, whether its own page lists them or not: those of the REST API as
 * a whole, the empty 202 of a session with too many requests, and whatever a gateway says.
 *
 * @returns response objects of OpenAPI 3.1 for components, by name
 */
export function sharedResponses(): Record<string, object> {
	return {
		Status202: {
			description: 'Dropped: ten requests of this session wait already. Nothing was done.',
		},
		...Object.fromEntries(Object.entries(ERRORS).map(errorResponse)),
		Other: { description: 'Of a gateway or a proxy in between', content: ANYTHING },
	};
}

/** References to them, by status. */
export function sharedReferences(): Record<string, object> {
	const statuses = ['202', ...Object.keys(ERRORS)].map((status) => [
		status,
		{ $ref: `#/components/responses/Status${status}` },
	]);
	return {
		...Object.fromEntries(statuses),
		default: { $ref: '#/components/responses/Other' },
	} as Record<string, object>;
}

/**
 * The body of an answer that is no success. Most have the error; Conversation Member may put what it
 * refused into the result as well.
 */
export const refusalSchema = {
	description: 'Why the request was refused.',
	externalDocs: { url: DOCS },
	anyOf: [
		{ $ref: '#/components/schemas/Error' },
		{ type: 'object', required: ['result'], properties: { result: {} } },
	],
};
