import { bodySchema, endpoints, type Endpoint, type Sample, type Schema } from './readContract.mts';

/** One documented parameter of an operation. */
export interface Parameter {
	/** Wire name. */
	name: string;
	/**
	 * Path of the value in the body, such as `interaction.userPhoneNumber` or `phoneLogs[].agent`; the
	 * wire name for a parameter of the URL.
	 */
	path: string;
	in: 'path' | 'query' | 'body';
	required: boolean;
	schema: Schema;
}

/** One operation as a node offers it. */
export interface ContractOperation {
	/** `<resource>.<operation>`. */
	id: string;
	/** In upper case. */
	method: string;
	path: string;
	/** Path with `{api_version}`, where one is documented. */
	versionedPath?: string;
	plugin?: string;
	/** Any of them suffices; empty where the API asks for none. */
	roles: string[];
	parameters: Parameter[];
	samples: Sample[];
}

/** The parameters of a body; an object with documented members stands for its members. */
function bodyParameters({ properties = {}, required = [] }: Schema, prefix = ''): Parameter[] {
	return Object.entries(properties).flatMap(([name, schema]): Parameter[] => {
		const path = prefix + name;
		if (schema.properties) return bodyParameters(schema, `${path}.`);
		const isRequired = required.includes(name);
		return [
			{ name, path, in: 'body', required: isRequired, schema },
			...(schema.items ? bodyParameters(schema.items, `${path}[].`) : []),
		];
	});
}

function operationsOf({ path, method, operation }: Endpoint): ContractOperation[] {
	const inUrl = (operation.parameters ?? []).map(
		({ name, in: place, required = false, schema }): Parameter => ({
			name,
			path: name,
			in: place,
			required,
			schema,
		}),
	);
	const body = bodySchema(operation);
	const whole: ContractOperation = {
		id: operation.operationId,
		method,
		path,
		versionedPath: operation['x-versioned-path'],
		plugin: operation['x-plugin'] ?? undefined,
		roles: operation['x-roles'],
		parameters: [...inUrl, ...(body ? bodyParameters(body) : [])],
		samples: operation['x-samples'],
	};
	const forms = operation['x-forms'] ?? [];
	if (forms.length === 0) return [whole];
	return forms.map(({ id, parameters, required }) => ({
		...whole,
		id,
		parameters: whole.parameters
			.filter(({ name }) => parameters.includes(name))
			.map((parameter) => ({ ...parameter, required: required.includes(parameter.path) })),
		samples: whole.samples.filter(({ form }) => form === id),
	}));
}

/** Every operation of the contract, an endpoint that serves several node operations as so many. */
export const contract: ContractOperation[] = endpoints().flatMap(operationsOf);
