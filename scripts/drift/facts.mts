/** Where a parameter travels. */
export type Part = 'path' | 'query' | 'body' | 'response';

/** What is told of one parameter; what is not told is undefined. */
export interface ParameterFacts {
	/** Types of JSON, any of which the value may have. */
	types?: string[];
	required: boolean;
	/** In characters. */
	maxLength?: number;
	/** In the words of the source. */
	default?: string;
	/** Documented values, in the order of the alphabet. */
	values: string[];
	/** Table that the value is a record of. */
	table?: string;
	/** Messages of requests that did nothing, in the order of the alphabet. */
	exceptions: string[];
}

/** What is told of one operation. */
export interface OperationFacts {
	/** In upper case. */
	method: string;
	/** Path of the URL without a version: `/api/now/contact`. */
	url: string;
	/** Path of the URL with `{api_version}`, if one is told. */
	versionedUrl?: string;
	/** Plugin that the API needs, by its ID. */
	plugin?: string;
	/** Roles that open the API, in the order of the alphabet. */
	roles: string[];
	/** HTTP status codes, in ascending order. */
	statuses: string[];
	/** By part and name: `body interaction.inboundId`. */
	parameters: Map<string, ParameterFacts>;
}

/** The key of a parameter in the facts of its operation. */
export const keyOf = (part: Part, name: string) => `${part} ${name}`;
