import { identifierRule, pathId, referenceRule } from '../../../nodes/shared/input/sysId';
import { customized, fieldOf, refusal, whyNot } from './field.mts';

const ID = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';

const URL = `https://dev1.service-now.com/customer_contact.do?sys_id=${ID}`;

const target = { table: 'customer_contact', host: 'dev1.service-now.com' };

const atHost = fieldOf({ host: 'dev1.service-now.com' });

describe('a sys_id in a URL', () => {
	test.each<[string, unknown]>([
		['as it is', ID],
		['in capital letters, with blanks', ` ${ID.toUpperCase()}\n`],
		['with what is not seen', `\u200b${ID}`],
		['of a resource locator', { __rl: true, mode: 'id', value: ID }],
		['of a record of the Table API', { link: 'https://x', value: ID }],
		['of the record’s URL', URL],
		['of a URL in capital letters', URL.replace('https', 'HTTPS')],
	])('%s', (_how, given) => {
		expect(pathId(given, 'Contact', target)).toBe(ID);
	});

	test.each<[unknown, string]>([
		['', '"Contact" is empty'],
		[undefined, '"Contact" is empty'],
		[7, '"Contact" is not a sys_id: 7'],
		['CS0001', '"Contact" is not a sys_id: "CS0001"'],
		[`${ID}0`, `"Contact" is not a sys_id: "${ID}0"`],
		[`g${ID.slice(1)}`, `"Contact" is not a sys_id: "g${ID.slice(1)}"`],
		[`${ID}/../x`, `"Contact" is not a sys_id: "${ID}/../x"`],
		[{ a: 1 }, '"Contact" is not a sys_id: {"a":1}'],
		[
			'https://dev1.service-now.com/x',
			'"Contact" is not a sys_id: "https://dev1.service-now.com/x"',
		],
	])('%j is refused', (given, message) => {
		expect(refusal(() => pathId(given, 'Contact', target))).toEqual([
			message,
			'Select the record from the list, or enter its sys_id (32 characters: 0-9 and a-f).',
		]);
	});

	test.each([
		['dev2.service-now.com', /^"Contact" is the URL of a record on another host: dev2\./],
		['dev1.service-now.com:8443', /on another host: dev1\.service-now\.com:8443$/],
	])('of the host %s is refused', (host, message) => {
		const [why, advice] = refusal(() =>
			pathId(URL.replace('dev1.service-now.com', host), 'Contact', target),
		);
		expect(why).toMatch(message);
		expect(advice).toContain('The credential is for dev1.service-now.com.');
	});

	test('is taken from any host, and of any table, where these do not matter', () => {
		expect(pathId(URL, 'Contact')).toBe(ID);
		expect(pathId(URL, 'Contact', { ...target, host: 'DEV1.service-now.com' })).toBe(ID);
	});

	test.each([
		['customer_contact', 'sys_user', true],
		['sys_user', 'customer_contact', true],
		['u_contact', 'customer_contact', true],
		['x_acme_contact', 'customer_contact', true],
		['core_company', 'customer_account', true],
		['core_company', 'customer_contact', false],
		['sys_user', 'customer_account', false],
		['incident', 'customer_contact', false],
		['sux_contact', 'customer_contact', false],
	])('of the table %s, where %s is wanted: %s', (table, wanted, isTaken) => {
		const read = () => pathId(URL.replace('customer_contact', table), 'Label', { table: wanted });
		if (isTaken) expect(read()).toBe(ID);
		else {
			expect(refusal(read)).toEqual([
				`"Label" is the URL of a record of another table: ${table}`,
				`Use the URL of a record of the table ${wanted}, or enter its sys_id.`,
			]);
		}
	});
});

describe('a record of another table', () => {
	const rule = referenceRule('customer_contact');

	test.each<[unknown, unknown]>([
		[ID.toUpperCase(), ID],
		[URL, ID],
		['', ''],
		[{ __rl: true, mode: 'list', value: '' }, ''],
	])('%j is sent as %j', (given, sent) => {
		expect(rule(given, atHost)).toBe(sent);
	});

	test('that is no sys_id is refused where limits are held', () => {
		const [message, advice] = refusal(() => rule('Ann', atHost));
		expect(message).toBe('"Label" is not a sys_id: "Ann"');
		expect(advice).toMatch(/^Select the record from the list, .* If your instance/);
		expect(rule(' Ann ', customized)).toBe('Ann');
		expect(whyNot(() => rule('undefined', customized))).toContain('identifies nothing');
	});

	test('is of the host and table of the field', () => {
		const other = URL.replace('dev1', 'dev2');
		expect(whyNot(() => rule(other, atHost))).toContain('another host');
		expect(rule(other, fieldOf())).toBe(ID);
		const user = URL.replace('customer_contact', 'incident');
		expect(whyNot(() => rule(user, atHost))).toContain('another table');
	});

	test.each([[{ a: 1 }], [2 ** 60]])('%j is refused', (given) => {
		expect(whyNot(() => rule(given, atHost))).toMatch(/not text|lost digits/);
	});
});

describe('what identifies a record by something else', () => {
	const rule = identifierRule('interaction', ['Queue', 'none']);

	test.each<[unknown, unknown]>([
		['IMS0001', 'IMS0001'],
		[' IMS0001 ', 'IMS0001'],
		[ID.toUpperCase(), ID],
		['queue', 'Queue'],
		['NONE', 'none'],
		['', ''],
	])('%j is sent as %j', (given, sent) => {
		expect(rule(given, atHost)).toBe(sent);
	});

	test('has to identify something, whatever the limits', () => {
		expect(whyNot(() => rule('unknown', customized))).toBe('"Label" identifies nothing: "unknown"');
		expect(whyNot(() => identifierRule()('none', atHost))).toContain('identifies nothing');
	});

	test('is of the host and table of the field', () => {
		expect(whyNot(() => rule(URL, atHost))).toContain('another table: customer_contact');
		const other = URL.replace('dev1', 'dev2').replace('customer_contact', 'interaction');
		expect(whyNot(() => rule(other, atHost))).toContain('another host');
	});
});
