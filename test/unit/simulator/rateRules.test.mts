import {
	RateRules,
	type LimitedRequest,
	type RateRule,
	type RetryAfterForm,
} from '../../../simulator/load/rateRules.mts';

const start = Date.parse('2026-03-05T12:00:00Z');
let now = start;

beforeEach(() => {
	now = start;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

const ann = { userName: 'ann', roles: ['itil'] };
const read: LimitedRequest = { method: 'GET', path: '/api/now/contact', login: ann };

function counting(rateRules: RateRule[], clockSkewMs = 0) {
	const rules = new RateRules();
	return (request: LimitedRequest = read) => rules.count({ rateRules, clockSkewMs }, request);
}

const two: RateRule = { limit: 2, windowSeconds: 3600, rule: 'Contact API' };

test('the limit of a rule counts for each user alone, and starts again with the window', () => {
	const count = counting([{ ...two, sysId: 'a'.repeat(32) }]);
	count();
	expect(count()).toEqual({
		headers: {
			'X-RateLimit-Limit': '2',
			'X-RateLimit-Reset': String(start / 1000 + 3600),
			'X-RateLimit-Rule': 'a'.repeat(32),
		},
	});
	now += 600_000;
	expect(count()?.rejected).toMatchObject({
		status: 429,
		headers: { 'Retry-After': '3000', 'X-RateLimit-Rule': 'a'.repeat(32) },
		body: {
			error: {
				message: 'Rate limit exceeded',
				detail: 'Rate limit of 2 requests per hour for Contact API exceeded',
			},
		},
	});
	expect(count({ ...read, login: { userName: 'bob', roles: [] } })?.rejected).toBeUndefined();
	expect(count({ ...read, login: undefined })).toBeUndefined();
	now += 3_000_000;
	expect(count()?.rejected).toBeUndefined();
});

test('a rule is about a resource', () => {
	const count = counting([{ ...two, limit: 0, method: 'get', path: '/now/contact' }]);
	expect(count()?.rejected?.status).toBe(429);
	expect(count({ ...read, method: 'POST' })).toBeUndefined();
	expect(count({ ...read, path: '/api/now/interaction' })).toBeUndefined();
});

test('a rule of a single user goes before roles, and these before all users', () => {
	const all: RateRule = { limit: 100, windowSeconds: 3600, rule: 'all' };
	const itil: RateRule = { ...all, limit: 50, rule: 'itil', role: 'itil' };
	const admin: RateRule = { ...all, limit: 500, rule: 'admin', role: 'import_admin' };
	const single: RateRule = { ...all, limit: 200, rule: 'single', user: 'ann' };
	const limitFor = (rules: RateRule[], roles: string[]) =>
		counting(rules)({ ...read, login: { userName: 'ann', roles } })?.headers['X-RateLimit-Limit'];
	expect(limitFor([all, itil, admin, single], ['itil'])).toBe('200');
	expect(limitFor([all, admin, itil], ['itil', 'import_admin'])).toBe('50');
	expect(limitFor([all, admin, itil], ['import_admin'])).toBe('500');
	expect(limitFor([itil, admin, all], [])).toBe('100');
	expect(limitFor([{ ...single, user: 'bob' }], [])).toBeUndefined();
});

test.each<[RetryAfterForm, string | undefined]>([
	['seconds', '3600'],
	['date', 'Thu, 05 Mar 2026 13:10:00 GMT'],
	['zero', '0'],
	['past', 'Thu, 05 Mar 2026 11:10:00 GMT'],
	['folded', '3600, 3600'],
	['none', undefined],
])('Retry-After comes as %s, by a clock that may be wrong', (retryAfter, value) => {
	const { rejected } = counting([{ ...two, limit: 0, retryAfter }], 600_000)()!;
	expect(rejected?.headers?.['Retry-After']).toBe(value);
	expect(rejected?.headers?.['X-RateLimit-Reset']).toBe(String(start / 1000 + 4200));
});

test('a limit over all requests counts them together, whoever asks', () => {
	const rules = new RateRules();
	const count = (login?: LimitedRequest['login']) =>
		rules.count({ hourlyLimit: two, rateRules: [], clockSkewMs: 0 }, { ...read, login });
	count(ann);
	count(undefined);
	expect(count({ userName: 'bob', roles: [] })?.rejected?.status).toBe(429);
	rules.reset();
	expect(count(ann)?.rejected).toBeUndefined();
});
