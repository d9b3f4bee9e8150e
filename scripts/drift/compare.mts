import type { OperationFacts, ParameterFacts } from './facts.mts';
import type { ContractFacts } from './readContract.mts';

/** Something that ServiceNow's page and the contract tell in two ways. */
export interface Difference {
	/** Operation of the contract, or the method and path that it does not have. */
	operation: string;
	/** A parameter with its part, `body channel`, or `request` for what is about the whole. */
	where: string;
	/** What differs: `type`, `maxLength`, and so on. */
	aspect: string;
	/** What the page tells; a dash for nothing. */
	page: string;
	contract: string;
}

type Told = string | number | undefined;
type Pair = [aspect: string, page: Told, contract: Told];

const NOTHING = '-';
const written = (told: Told) => (told === undefined || told === '' ? NOTHING : String(told));

/** A page that tells no type, or no table, contradicts none. */
const ifTold = <Value,>(told: Value | undefined, value: Value | undefined) =>
	told === undefined ? undefined : value;

function typePair(page: ParameterFacts, contract: ParameterFacts): Pair {
	const agree = page.types?.some((type) => contract.types?.includes(type));
	const types = contract.types?.join(' or ');
	return [
		'type',
		page.types?.join(),
		agree ? page.types?.join() : ifTold(page.types?.join(), types),
	];
}

function parameterPairs(part: string, page: ParameterFacts, contract: ParameterFacts): Pair[] {
	// That a parameter of the path is needed goes without saying on the pages.
	const required: Pair[] =
		part === 'path' ? [] : [['required', String(page.required), String(contract.required)]];
	return [
		typePair(page, contract),
		...required,
		['maxLength', page.maxLength, contract.maxLength],
		['default', page.default?.toLowerCase(), contract.default?.toLowerCase()],
		['values', page.values.join(', '), contract.values.join(', ')],
		['table', page.table, ifTold(page.table, contract.table)],
		['exceptions', page.exceptions.join('; '), contract.exceptions.join('; ')],
	];
}

function compareParameters(page: OperationFacts, contract: ContractFacts): Difference[] {
	const names = new Set([...page.parameters.keys(), ...contract.parameters.keys()]);
	return [...names].flatMap((where): Difference[] => {
		const told = page.parameters.get(where);
		const known = contract.parameters.get(where);
		const pairs: Pair[] =
			told && known
				? parameterPairs(where.split(' ')[0], told, known)
				: [['presence', told && 'there', known && 'there']];
		return differing(contract.id, where, pairs);
	});
}

function differing(operation: string, where: string, pairs: Pair[]): Difference[] {
	return pairs
		.filter(([, page, contract]) => written(page) !== written(contract))
		.map(([aspect, page, contract]) => ({
			operation,
			where,
			aspect,
			page: written(page),
			contract: written(contract),
		}));
}

const nameOf = ({ method, url }: OperationFacts) => `${method} ${url}`;

/**
 * Compares the operations of a page with those of the contract.
 *
 * @returns what differs, in the order of the page, and what the page lacks at the end
 */
export function compare(page: OperationFacts[], contract: ContractFacts[]): Difference[] {
	const known = new Map(contract.map((operation) => [nameOf(operation), operation]));
	const told = new Set(page.map(nameOf));
	const missing = contract.filter((operation) => !told.has(nameOf(operation)));
	return [
		...page.flatMap((operation) => {
			const counterpart = known.get(nameOf(operation));
			if (!counterpart) {
				return differing(nameOf(operation), 'request', [['presence', 'there', undefined]]);
			}
			return [
				...differing(counterpart.id, 'request', [
					['versioned URL', operation.versionedUrl, counterpart.versionedUrl],
					['plugin', operation.plugin, counterpart.plugin],
					['roles', operation.roles.join(', '), counterpart.roles.join(', ')],
					['statuses', operation.statuses.join(', '), counterpart.statuses.join(', ')],
				]),
				...compareParameters(operation, counterpart),
			];
		}),
		...missing.flatMap(({ id }) => differing(id, 'request', [['presence', undefined, 'there']])),
	];
}
