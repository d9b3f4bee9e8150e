import { reuseKeyOf } from '../../../nodes/ServiceNowContact/resources/contact/create/reuseKey';
import { refusal } from '../input/field.mts';

const by = (reuseExistingContact: string, reuseColumn = '') => ({
	reuseExistingContact,
	reuseColumn,
});

test.each([[undefined], [''], ['never']])('with the choice %j there is no key', (choice) => {
	expect(reuseKeyOf({ email: 'a@b.example' }, { reuseExistingContact: choice })).toBeUndefined();
});

test.each([
	['email', '', { email: 'ann@example.com', phone: '1' }, ['email'], 'ann@example.com'],
	['user_name', '', { user_name: 'ann' }, ['user_name'], 'ann'],
	['customColumn', ' u_crm_id ', { u_crm_id: 'C-1' }, ['u_crm_id'], 'C-1'],
	['customColumn', 'x_acme_id2', { x_acme_id2: '7' }, ['x_acme_id2'], '7'],
] as const)('by %s %s: %j', (choice, column, body, columns, text) => {
	expect(reuseKeyOf(body, by(choice, column))).toMatchObject({
		columns,
		texts: expect.arrayContaining([text]) as string[],
	});
});

test('of several phone numbers the first that is set counts', () => {
	const phone = '+14089965744';
	const key = reuseKeyOf({ mobile_phone: phone, home_phone: '+14089965745' }, by('phone'))!;
	expect(key.what).toContain('phone');
	expect(key.texts.join()).toContain('4089965744');
	expect(key.texts.join()).not.toContain('5745');
});

test.each<[Record<string, string>, object, string, RegExp]>([
	[{}, by('email'), '"Email" is required to reuse an existing contact', /^Set it, or set "Reuse/],
	[{}, by('phone'), '"Phone" or "Mobile Phone" or "Home Phone" is required', /^Set it/],
	[{}, by('customColumn', 'u_x'), '"u_x" is required to reuse', /^Set it/],
	[{ user_name: 'unknown' }, by('user_name'), '"User ID" identifies nothing: "unknown"', /^Check/],
	[{ u_x: 'a^b' }, by('customColumn', 'u_x'), '"u_x" contains "^"', /^ServiceNow/],
	[
		{ email: 'a' },
		by('address'),
		'"Reuse Existing Contact" is not one of its choices: "address"',
		/^Use one of: customColumn \(By Custom Column\), .*, never\.$/,
	],
	...['', 'email', 'u_x^y', 'au_x', 'u_'].map(
		(column): [Record<string, string>, object, string, RegExp] => [
			{ email: 'a@b.example' },
			by('customColumn', column),
			`"Reuse Column" is not the name of a custom column: "${column}"`,
			/^Use the column name from the table definition/,
		],
	),
])('%j with %j is refused', (body, settings, message, advice) => {
	const [why, what] = refusal(() => reuseKeyOf(body, settings as never));
	expect(why.startsWith(message)).toBe(true);
	expect(what).toMatch(advice);
});
