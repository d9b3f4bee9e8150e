import type { AccessRules, QueryAcl } from '../../simulator/records/access.mts';
import { runOperation } from '../engine/operation.mts';
import { useInstance } from '../support/instance.mts';

/** Contacts besides the one that is looked for. */
const OTHERS = 120;

const MOST_REQUESTS = 12;

const table = 'customer_contact';
const phones = ['phone', 'mobile_phone', 'home_phone'];

const instance = useInstance();

/** How an instance may take part of what it is asked; no source tells which. */
function queryAcls(isEmail: boolean): QueryAcl[][] {
	const acls: QueryAcl[][] = [[]];
	const restricted = isEmail ? [['email']] : [phones, ['mobile_phone'], ['sys_id']];
	for (const columns of restricted) {
		for (const answer of ['drop', 'refuse'] as const) {
			for (const operators of ['range', 'all'] as const) {
				// A refusal is of the whole request.
				const parts = answer === 'drop' ? (['clause', 'condition'] as const) : [undefined];
				for (const dropped of parts) acls.push([{ table, columns, answer, operators, dropped }]);
			}
		}
	}
	return acls;
}

const ACCESS: Array<[what: string, rules: Partial<AccessRules>]> = [
	['all are seen', {}],
	['half are hidden', { hideContacts: 0.5 }],
	['half have no readable column', { emptyRows: { [table]: 0.5 } }],
	['100 rows at once', { rowCap: { [table]: 100 } }],
	[
		'home phones cannot be read',
		{ unreadableColumns: [{ table, columns: ['home_phone'], answer: 'drop' }] },
	],
	[
		'home phones are shown empty',
		{ unreadableColumns: [{ table, columns: ['home_phone'], answer: 'drop', shown: 'empty' }] },
	],
	['nobody is seen', { unreadableTables: [table] }],
];

const WANTED: Array<{ emailOrPhone: string } & Record<string, string>> = [
	{ mobile_phone: '+44 20 7946 0018', emailOrPhone: '02079460018' },
	{ mobile_phone: '+44\u00a020/79\u201346/00\u00a018', emailOrPhone: '+442079460018' },
	{ mobile_phone: '12345', emailOrPhone: '12345' },
	{ email: 'Ann.B@x.example', emailOrPhone: 'mailto:ann.b@x.example' },
];

let most = 0;
let found = 0;
let failed = 0;
let none = 0;

afterAll(() => {
	process.stdout.write(
		`look-ups: ${found} found, ${none} found nobody, ${failed} failed; at most ${most} requests\n`,
	);
});

function arrange(isThere: boolean, contact: Record<string, string>): void {
	instance.store.table(table).clear();
	for (let each = 0; each < OTHERS; each++) {
		const line = String(1000 + each);
		instance.store.insert(table, {
			name: `other ${each}`,
			phone: `+1 317 222 ${line}`,
			mobile_phone: each % 3 === 0 ? `+44 20 7946 ${line}` : '',
			home_phone: each % 50 === 0 ? `0${line} 123` : '',
			email: `other.${each}@x.example`,
		});
	}
	// A sys_id that no share of hidden contacts has.
	if (isThere) instance.store.insert(table, { name: 'wanted', sys_id: 'f'.repeat(32), ...contact });
}

describe.each(ACCESS)('where %s', (_what, rules) => {
	test.each(WANTED)(
		'$emailOrPhone: the right one, or an error, never another one',
		async (wanted) => {
			const { emailOrPhone, ...contact } = wanted;
			// Without an unreadable column no query is invalid: what an ACL drops leaves a valid one.
			const unreadable = rules.unreadableColumns !== undefined;
			for (const isThere of [true, false]) {
				arrange(isThere, contact);
				for (const acls of queryAcls('email' in contact)) {
					for (const invalidQueryReturnsNoRows of unreadable ? [false, true] : [false]) {
						for (const parameters of [{ limit: 1 }, { returnAll: true }]) {
							Object.assign(instance.settings, rules, {
								queryAcls: acls,
								invalidQueryReturnsNoRows,
							});
							instance.requests.length = 0;
							const { json, error } = await runOperation('contact.getAll', instance.url, {
								emailOrPhone,
								...parameters,
							});
							const names = json.map(({ name }) => name);
							const seen = { wanted, rules, acls, invalidQueryReturnsNoRows, parameters, isThere };
							most = Math.max(most, instance.requests.length);
							expect({ ...seen, few: instance.requests.length <= MOST_REQUESTS }).toEqual({
								...seen,
								few: true,
							});
							if (error) failed += 1;
							else if (names.length > 0) found += 1;
							else none += 1;
							const outcome = error ? 'error' : names;
							const right = isThere ? [['wanted'], 'error'] : [[], 'error'];
							expect({ ...seen, outcome: right }).toEqual({
								...seen,
								outcome: expect.arrayContaining([outcome]),
							});
						}
					}
				}
			}
		},
	);
});

test('a well-behaved instance finds, and finds nobody, without an error', () => {
	expect(found).toBeGreaterThan(0);
	expect(none).toBeGreaterThan(0);
});
