import type { IDataObject } from 'n8n-workflow';
import { OPERATORS } from '../../nodes/ServiceNowContact/resources/contact/getAll/filters/operators';
import { REFERENCE_TABLES } from '../../nodes/shared/fields/referenceTables';
import { searchOf } from '../engine/editor.mts';
import { runOperation } from '../engine/operation.mts';
import { Trigger } from '../engine/trigger.mts';
import { useInstance } from '../support/instance.mts';
import { expectNoScripts } from './realities.mts';
import { mapped } from '../support/mapped.mts';

const instance = useInstance();

/** What an instance takes for a script, or may once a database or Java has trimmed it. */
const SCRIPTS = [
	'javascript:gs.getUserID()',
	'JavaScript:gs.getUserID()',
	' \n javascript:gs.getUserID()',
	'javascript :gs.getUserID()',
	'\u0000javascript:gs.getUserID()',
	'\ufeffjavascript\u200b:gs.getUserID()',
	'\u202ejava\u00adscript:gs.getUserID()',
];

/** Ways in which a value comes as a text or in a wrapping. */
const WRAPPINGS: Array<(script: string) => unknown> = [
	(script) => script,
	(script) => ({ link: 'https://example.com', value: script }),
];

const LISTS: Array<(script: string) => unknown> = [
	(script) => `Ulm,${script}`,
	(script) => ['Ulm', script],
	(script) => JSON.stringify(['Ulm', script]),
];

const COLUMNS = [
	'city',
	'email',
	'phone',
	'account',
	'account.name',
	'sys_created_on',
	'active',
	'u_crm_id',
];

/** A place that a value goes to a query from. */
interface Place {
	name: string;
	run: (value: unknown) => Promise<unknown>;
	wrappings?: Array<(script: string) => unknown>;
	/** Whether the words of a text are looked for one by one, so that a blank parts a script. */
	bySingleWords?: boolean;
}

function operation(name: string, id: string, parameters: (value: unknown) => IDataObject): Place {
	return {
		name: `${id}, ${name}`,
		run: async (value) => {
			const { error } = await runOperation(id, instance.url, parameters(value));
			if (error) throw new Error(error.message);
		},
	};
}

const filters = OPERATORS.filter(({ value }) => !/empty/i.test(value)).flatMap(
	({ value: operator }) =>
		COLUMNS.map((column): Place => {
			const place = operation(`${column} ${operator}`, 'contact.getAll', (value) => ({
				filters: { conditions: [{ column, operator, value: value as string }] },
			}));
			const isList = operator === 'in' || operator === 'notIn';
			return { ...place, wrappings: isList ? [...WRAPPINGS, ...LISTS] : WRAPPINGS };
		}),
);

const KEYS: Record<string, string> = {
	email: 'email',
	phone: 'phone',
	user_name: 'user_name',
	customColumn: 'u_crm_id',
};

const reuse = Object.entries(KEYS).map(([reuseExistingContact, column]) =>
	operation(`reuse by ${column}`, 'contact.create', (value) => ({
		last_name: 'New',
		...(column === 'email' && { email: value as string }),
		...(column === 'u_crm_id' && { customFields: mapped({ [column]: value as string }) }),
		...(column === 'phone' && { phone: value as string }),
		...(column === 'user_name' && { userAccountFields: { user_name: value } }),
		reuseExistingContact,
		reuseColumn: 'u_crm_id',
		options: { checkDocumentedLimits: false },
	})),
);

const places: Place[] = [
	operation(
		'Email or Phone',
		'contact.getAll',
		(emailOrPhone) => ({ emailOrPhone }) as IDataObject,
	),
	operation('Query', 'contact.getAll', (sysparm_query) => ({ sysparm_query }) as IDataObject),
	operation('Sort', 'contact.getAll', (column) => ({
		sort: { orders: [{ column: column as string, direction: 'ORDERBY' }] },
	})),
	operation('reuse', 'voiceInteraction.create', (clientSessionId) => ({
		userPhoneNumber: '+14089965744',
		clientSessionId: clientSessionId as string,
		reuseByClientSessionId: true,
		options: { settleTime: 0 },
	})),
	...filters,
	...reuse,
	...Object.keys(REFERENCE_TABLES).map((list): Place => ({
		name: `the list of ${list}`,
		run: async (value) =>
			await searchOf({ node: 'serviceNowContact', url: instance.url }, list, String(value)),
		wrappings: [(script) => script],
		bySingleWords: true,
	})),
	...['state', 'sysparm_query'].map((field): Place => ({
		name: `the trigger's ${field}`,
		run: async (value) =>
			await new Trigger({
				url: instance.url,
				parameters: { event: 'interactionStateChanged', state: 'new', [field]: value as string },
			}).activate(),
		wrappings: [(script) => script],
	})),
];

const REFUSED = expect.stringMatching(/^.{10,}$/s) as string;

test.each(places)('$name: a script is never sent', async (place) => {
	const [asIs, ...wrapped] = place.wrappings ?? WRAPPINGS;
	const values = [...SCRIPTS.map(asIs), ...wrapped.map((wrap) => wrap(SCRIPTS[0]))];
	for (const value of values) {
		const outcome = await place.run(value).catch((error: Error) => error.message);
		if (!place.bySingleWords) expect([value, outcome]).toEqual([value, REFUSED]);
		expectNoScripts(instance);
	}
});
