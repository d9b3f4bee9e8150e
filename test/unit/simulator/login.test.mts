import { authorize, basicCredentials } from '../../../simulator/login/auth.mts';
import { logins } from '../../../simulator/login/logins.mts';
import { Tokens } from '../../../simulator/login/tokens.mts';

let now: number;

beforeEach(() => {
	now = Date.UTC(2026, 1, 18);
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

const encoded = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

test.each([
	[encoded('ada:secret'), ['ada', 'secret']],
	[encoded('ada:with:colon'), ['ada', 'with:colon']],
	[encoded('ada:'), ['ada', '']],
	[encoded('no colon'), undefined],
	['Bearer abc', undefined],
	[undefined, undefined],
])('reads the header %s as %j', (header, credentials) => {
	expect(basicCredentials(header)).toEqual(credentials);
});

test('any one of the roles suffices', () => {
	const { integration, limited } = logins;
	expect(() => authorize(integration, ['unknown', 'csm_ws_integration'])).not.toThrow();
	expect(() => authorize(integration, ['unknown'])).toThrow('Rejected with status 403');
	expect(() => authorize(limited, [])).not.toThrow();
});

test('a code works once, within a minute', () => {
	const tokens = new Tokens();
	const [used, late] = [tokens.issueCode('http://one'), tokens.issueCode('http://two')];
	now += 59_999;
	expect(tokens.redeemCode(used)).toMatchObject({ redirectUri: 'http://one' });
	expect(tokens.redeemCode(used)).toBeUndefined();
	now += 1;
	expect(tokens.redeemCode(late)).toBeUndefined();
});

test('an access token ends with its lifetime, by order, and at a reset', () => {
	const tokens = new Tokens();
	const issue = () => tokens.issueAccess(logins.integration, 10);
	const first = issue();
	now += 9_999;
	expect(tokens.loginOf(first)).toBe(logins.integration);
	now += 1;
	expect(tokens.loginOf(first)).toBeUndefined();
	const [second, refresh] = [issue(), tokens.issueRefresh(logins.integration)];
	tokens.expire();
	expect(tokens.loginOf(second)).toBeUndefined();
	expect(tokens.loginOfRefreshToken(refresh)).toBe(logins.integration);
	expect(tokens.issued).toBe(2);
	tokens.reset();
	expect(tokens.loginOfRefreshToken(refresh)).toBeUndefined();
	expect(tokens.issued).toBe(0);
});
