import { contract, type Parameter } from '../../contract/operations.mts';
import { endpoints, readContract, type Form } from '../../contract/readContract.mts';

/** What the contract says of one parameter. */
export type Fact = Pick<Parameter, 'schema' | 'required'>;

/**
 * The fact as it holds for one of several operations that share an endpoint: each form says itself what
 * it requires, and which defaults it leaves to the instance.
 */
function factOfForm({ path, schema }: Parameter, form: Form): Fact {
	const { 'x-required-when': _condition, 'x-default-note': note, ...rest } = schema;
	const kept = form.defaults?.includes(path) ? { 'x-default-note': note } : {};
	return { schema: { ...rest, ...kept }, required: form.required.includes(path) };
}

/**
 * What the contract says of an operation's parameters.
 *
 * @param id as in the contract and in the nodes: `contact.create`
 * @returns facts by wire name; a member of the body has its path as the name
 * @throws Error for an operation that the contract does not have
 */
export function factsOf(id: string): Map<string, Fact> {
	const operation = contract.find((candidate) => candidate.id === id);
	if (!operation) throw new Error(`The contract has no operation ${id}`);
	const form = endpoints()
		.flatMap((endpoint) => endpoint.operation['x-forms'] ?? [])
		.find((candidate) => candidate.id === id);
	const facts = new Map<string, Fact>([
		['api_version', { schema: readContract()['x-api-version'], required: false }],
	]);
	for (const parameter of operation.parameters) {
		facts.set(parameter.path, form ? factOfForm(parameter, form) : parameter);
	}
	return facts;
}
