import type { IDataObject } from 'n8n-workflow';
import { seeded, type Fault, type SimulatedInstance } from '../../simulator/instance.mts';
import { logins } from '../../simulator/login/logins.mts';
import type { RunOptions } from '../engine/harness.mts';
import { variants } from '../../simulator/faults/variants.mts';
import type { Subject } from './subjects.mts';

/** What must come of a fault. */
export interface Expected {
	/** Of the struck item; none where it succeeds after all. */
	message?: string | RegExp;
	/** A part of the advice. */
	advice?: string;
	/** ServiceNow's own words, where the answer has some. */
	says?: string;
	/** Requests of the struck item that reach the instance. */
	requests: number | [min: number, max: number];
	/** Records of the struck item that are there afterwards, for an operation that makes one. */
	records: 0 | 1;
	/** Milliseconds between its first two requests, at least. */
	waits?: number;
}

/** A fault, how it is brought about, and what must come of it. */
export interface CampaignFault {
	name: string;
	/** What strikes the requests of item 1. */
	fault?: () => Fault;
	/** How often it strikes; always when left out. */
	times?: number;
	/** Without `fault`: what makes every item fail. */
	run?: (instance: SimulatedInstance) => Partial<RunOptions>;
	arrange?: (instance: SimulatedInstance, subject: Subject) => void;
	/** How to log in, where the fault depends on it. */
	authentication?: RunOptions['authentication'];
	options?: IDataObject;
	requestOptions?: IDataObject;
	/** Whether a slow machine could change the outcome, so that few may run at a time. */
	sensitive?: boolean;
	/** Why it cannot happen to an operation. */
	excluded?: (subject: Subject) => string | undefined;
	expected: (subject: Subject) => Expected;
}

const BROKE = 'The connection to the instance was lost';
const LATE = 'The instance did not respond in time';
const DONE = '; the request may have been carried out';
const QUEUE = 'The instance put the request in a queue and may drop it';
const CUT = 'The instance cut off the response';
const UNDOCUMENTED = 'The instance returned a response that ServiceNow does not document';
const WEB_PAGE = 'The host returned a web page instead of data';
const FORBIDDEN = 'The ServiceNow user is not allowed to do this';
const NOT_ACCEPTED = 'ServiceNow rejected the credential';
const MFA = 'ServiceNow requires multi-factor authentication for this user';
const TOO_LARGE = 'The request is too large for the instance';
const THROTTLED = 'The instance has too many requests to handle';
const REFUSED = 'The instance rejected the request, although it returned a success status';

const UNAUTHENTICATED = 'User Not Authenticated: Required to provide Auth information';

const unreachable = (status: number) =>
	`The instance cannot be reached at the moment (HTTP ${status})`;
const failed = (status: number) => `The instance could not complete the request (HTTP ${status})`;
const unknown = ({ api }: Subject) => `The ${api} API is not available on the instance`;
const mayBeDone = (message: string, { repeatable }: Subject) =>
	repeatable ? message : message + DONE;

/** What to do about a request that may have been carried out. */
const careful = ({ repeatable }: Subject) =>
	repeatable
		? 'Try again later.'
		: 'Before you run it again, check on the instance whether it was carried out: a second execution could do it twice.';

const isRead = ({ id }: Subject) => id.startsWith('contact.get');

const roles = (subject: Subject) => subject.roles.join(' or ') || 'the role interaction_agent';

/** A refusal that no repetition changes: one request, nothing done. */
const final = (message: string, advice: string, says?: string) => (): Expected => ({
	message,
	advice,
	says,
	requests: 1,
	records: 0,
});

/** After 401 with OAuth2 it is sent once more, and then by the engine with another token; nothing is done. */
const unauthorized =
	(message: string, advice: string, requests = 1) =>
	(): Expected => ({ message, advice, says: UNAUTHENTICATED, requests, records: 0 });

/** Every item has the login: what was not in flight when it was refused is not sent. */
const refused = (message: string, advice: string) => (): Expected => ({
	message: new RegExp(`^${message}(\\. It is not sent again for \\d+ s)?$`),
	advice,
	says: UNAUTHENTICATED,
	requests: [1 / 3, 1],
	records: 0,
});

/** Its items have one address, so that a login that one of them is refused with is refused to all. */
const notAlone = ({ id }: Subject) =>
	id === 'conversationMember.drop' ? 'the login is refused to all items' : undefined;

/** What the instance did, and could not say in a way that is understood. */
const doneButUnreadable = (subject: Subject): Expected => ({
	message: mayBeDone(UNDOCUMENTED, subject),
	advice: careful(subject),
	requests: 1,
	records: 1,
});

/** The instance failed on it: only a read is sent once more. */
const failing = (message: string, advice: string, says?: string) => (subject: Subject) => ({
	message: mayBeDone(message, subject),
	advice: subject.repeatable ? advice : careful(subject),
	says,
	requests: isRead(subject) ? 2 : 1,
	records: 0 as const,
});

/** May have been done: asked again only where that does no harm. */
const uncertain =
	(message: (subject: Subject) => string, records: 0 | 1, tries = 4) =>
	(subject: Subject): Expected => ({
		message: message(subject),
		advice: careful(subject),
		requests: subject.repeatable ? tries : 1,
		records,
	});

/**
 * The second request finds nothing to do. That cannot be told from a request that was wrong from the
 * start, so it is no success, and says what may have been done.
 */
const droppedBefore: Expected = {
	message: /^The instance rejected the request as incomplete or invalid: \S.*$/,
	advice: 'An earlier attempt was interrupted and may have been carried out.',
	requests: 2,
	records: 0,
};

/** The reason cannot be read either, where every answer is broken. */
const unreasoned = { message: 'The instance rejected the request as incomplete or invalid' };

/** The same for an update, which the instance answers with another status. */
const updatedBefore: Expected = { ...droppedBefore, message: failed(500) };

/** The same, where the second request would be answered. */
const uncertainOnce =
	(message: (subject: Subject) => string, records: 0 | 1) =>
	(subject: Subject): Expected => {
		if (records === 1 && subject.id === 'conversationMember.drop') return droppedBefore;
		if (records === 1 && subject.id === 'conversationMember.update') return updatedBefore;
		return subject.repeatable
			? { requests: 2, records: 1 }
			: { message: message(subject), advice: careful(subject), requests: 1, records };
	};

const cutOnce = uncertainOnce((subject) => mayBeDone(CUT, subject), 1);

/** The second request to a member finds nothing to do, and its answer has another status. */
function cutForGood(subject: Subject): Expected {
	const { id } = subject;
	if (id === 'conversationMember.drop') return droppedBefore;
	if (id === 'conversationMember.update') return updatedBefore;
	const expected = uncertain(() => mayBeDone(CUT, subject), 1)(subject);
	return isRead(subject) ? { ...expected, advice: 'Use a narrower query' } : expected;
}

/** Certainly not done, and done when asked again. */
const succeedsLater = (waits: number) => (): Expected => ({ requests: 2, records: 1, waits });

const neverSent = (message: string, advice: string) => ({
	expected: (): Expected => ({ message, advice, requests: 0, records: 0 }),
});

const status = (code: number, more: Fault = {}) => ({
	fault: (): Fault => ({ status: code, ...more }),
});

const login = ({ userName, password }: { userName: string; password: string }) => ({
	authentication: 'basicAuth' as const,
	run: () => ({ credentials: { username: userName, password } }),
});

const onlyMemberUpdate = ({ id }: Subject) =>
	id === 'conversationMember.update' ? undefined : 'only the member update answers so';

const ALREADY_WORDS =
	'Error when processing Conversation Member operations: Agent already is a public_fulfiller in this conversation';

/** Makes the member that item 1 updates a public fulfiller, so that the instance answers 500 by itself. */
function makeFulfiller({ store }: SimulatedInstance): void {
	for (const member of store.table('sys_cs_conversation_member').values()) {
		if (member.user === seeded.users.supervisor)
			store.update(member, { member_type: 'public_fulfiller' });
	}
}

const inSeconds = (seconds: number) => Math.ceil(Date.now() / 1000) + seconds;

/** Time limit of a request, in milliseconds. */
const TIMEOUT = 2000;
const hurried = { requestOptions: { timeout: TIMEOUT }, sensitive: true };

/** Every so many of the variants, so that shares and words come in each combination. */
const some = (all: Fault[], every: number) => all.filter((_, index) => index % every === 0);

/** Every fault of the campaign. */
export const faults: CampaignFault[] = [
	{
		name: '400, parameter missing',
		...status(400, { message: 'Bad Request', detail: 'Mandatory parameter(s) missing: x' }),
		expected: final(
			'The instance rejected the request as incomplete or invalid: Mandatory parameter(s) missing: x',
			'Check the values of this item.',
			'Bad Request: Mandatory parameter(s) missing: x',
		),
	},
	{
		name: '400, no words but Bad Request',
		...status(400, { message: 'Bad Request' }),
		expected: final(
			'The instance rejected the request as incomplete or invalid',
			'Check the values of this item.',
			'Bad Request',
		),
	},
	...[400, 404].map((code) => ({
		name: `${code}, unknown resource`,
		...status(code, { message: 'Requested URI does not represent any resource' }),
		expected: (subject: Subject) =>
			final(
				unknown(subject),
				subject.plugin ? `check that the plugin ${subject.plugin} is active` : 'is Zurich or later',
				'Requested URI does not represent any resource',
			)(),
	})),
	{
		name: 'plugin not active',
		arrange: ({ settings }, { plugin }) => {
			settings.inactivePlugins = [plugin!];
		},
		run: () => ({}),
		excluded: ({ plugin }) => (plugin ? undefined : 'the API is built in'),
		expected: (subject) => final(unknown(subject), `the plugin ${subject.plugin} is active`)(),
	},
	{
		name: '401',
		...status(401),
		authentication: 'basicAuth',
		excluded: notAlone,
		expected: unauthorized(NOT_ACCEPTED, 'Check the user name and password'),
	},
	{
		name: '401 to an API key',
		...status(401),
		authentication: 'apiKey',
		excluded: notAlone,
		expected: unauthorized(NOT_ACCEPTED, 'the API key and its access policy'),
	},
	{
		name: '401 to an OAuth2 token, for good',
		...status(401),
		authentication: 'oAuth2',
		excluded: notAlone,
		expected: unauthorized(NOT_ACCEPTED, 'reconnect the OAuth2 credential', 3),
	},
	{
		name: '401 to an OAuth2 token that has expired',
		...status(401),
		times: 1,
		authentication: 'oAuth2',
		expected: succeedsLater(0),
	},
	{
		name: '401, second factor missing',
		...status(401, { headers: { 'X-MFA_TOKEN': 'invalid' } }),
		authentication: 'basicAuth',
		excluded: notAlone,
		expected: unauthorized(MFA, 'Use an OAuth2 or API key credential'),
	},
	{
		name: 'wrong password',
		...login({ userName: 'integration', password: 'wrong-password' }),
		expected: refused(NOT_ACCEPTED, 'Check the user name and password'),
	},
	{
		name: 'login that needs a second factor',
		...login(logins.mfa),
		expected: refused(MFA, 'exempt from multi-factor authentication'),
	},
	{
		name: 'login without roles',
		...login(logins.limited),
		excluded: (subject) => (subject.roles.length ? undefined : 'the API asks for no role'),
		expected: (subject) => ({
			message: FORBIDDEN,
			advice: roles(subject),
			says: 'User Not Authorized: Failed API level ACL Validation',
			requests: 2,
			records: 0,
		}),
	},
	{
		name: 'OAuth2 client that the instance refuses',
		authentication: 'oAuth2',
		run: () => ({ credentials: { clientSecret: 'wrong-client-secret' } }),
		expected: () => ({ message: /OAuth2/, advice: 'credential', requests: 0, records: 0 }),
	},
	{
		name: '403, for good',
		...status(403),
		expected: (subject) => ({
			message: FORBIDDEN,
			advice: roles(subject),
			says: 'User Not Authorized: Failed API level ACL Validation',
			requests: 2,
			records: 0,
		}),
	},
	{
		name: '403, a column of the query',
		...status(403, {
			message: 'Insufficient rights to query records',
			detail: 'Field(s) present in the query do not have permission to be read',
		}),
		expected: ({ id }) => ({
			message: 'The query has a column that the ServiceNow user cannot read',
			advice:
				id === 'contact.getAll'
					? 'Check the spelling of these columns: user_name, and ask'
					: 'Check the spelling of the columns in the query',
			says: 'Insufficient rights to query records: Field(s) present in the query do not have permission to be read',
			// A list is asked for without the order that the node itself has added.
			requests: id === 'contact.getAll' ? 2 : 1,
			records: 0,
		}),
	},
	...variants.dataPolicy.map((fault, index) => ({
		name: `403, rule ${index} of the database`,
		fault: () => fault,
		// Nothing is written by a read.
		excluded: (subject: Subject) => (isRead(subject) ? 'a read breaks no rule' : undefined),
		expected: (): Expected => ({
			message:
				/^A (data policy of the instance rejected the values|rule of the instance rejected the request): .{5,}$/,
			advice: 'The request was not carried out.',
			requests: 1,
			records: 0,
		}),
	})),
	...variants.gatewayPage.map((fault, index) => ({
		name: `403, page ${index} of a gateway`,
		fault: () => fault,
		expected: final('A gateway or firewall blocked the request (HTTP 403)', 'IP Address Access'),
	})),
	...variants.proxyAuth.map((fault, index) => ({
		name: `407, page ${index} of a proxy`,
		fault: () => fault,
		expected: final('The proxy requires a login (HTTP 407)', 'Nothing was sent to the instance.'),
	})),
	{ name: '403, once', ...status(403), times: 1, expected: succeedsLater(100) },
	{
		name: '404, no such record',
		...status(404),
		expected: (subject: Subject) =>
			final(
				subject.id === 'contact.getAll'
					? 'The instance did not find what to list (HTTP 404)'
					: 'The record was not found',
				subject.id === 'contact.getAll'
					? 'Check that the instance URL in the credential'
					: 'Check the sys_id.',
				"No Record found: Record doesn't exist or ACL restricts the record retrieval",
			)(),
	},
	...(
		[
			[405, 'Method not supported'],
			[406, 'Requested response media type is not supported'],
			[415, 'Unsupported content-type of request'],
		] as const
	).map(([code, says]) => ({
		name: `${code}`,
		...status(code),
		expected: final(
			`The instance rejected the method or content type of the request (HTTP ${code})`,
			'A proxy between n8n and the instance may have changed the request',
			says,
		),
	})),
	{
		name: '409, a status that ServiceNow does not document',
		...status(409, { message: 'Conflict of records', detail: 'Somebody was faster' }),
		expected: final(
			'The instance rejected the request (HTTP 409): Conflict of records: Somebody was faster',
			'Check the values of this item.',
			'Conflict of records: Somebody was faster',
		),
	},
	{
		name: '413',
		...status(413),
		expected: final(TOO_LARGE, 'Send less data in one item', 'Request entity too large'),
	},
	...[414, 431].map((code) => ({
		name: String(code),
		...status(code),
		expected: final(
			'The URL of the request is too long for the instance',
			'search in several steps',
		),
	})),
	{
		name: "400, the web server's page for a long URL",
		...status(400, { html: '<h1>HTTP Status 400</h1><p>Request header is too large</p>' }),
		expected: final(
			'The URL of the request is too long for the instance',
			'search in several steps',
		),
	},
	{
		name: '400, large payload',
		...status(400, {
			message: 'Exception while reading request',
			detail: 'Rejected large REST payload with content-length 12582912',
		}),
		expected: final(
			TOO_LARGE,
			'up to 10 MB',
			'Exception while reading request: Rejected large REST payload with content-length 12582912',
		),
	},
	{
		name: '413, web page of a proxy',
		...status(413, { html: '<html><h1>413 Request Entity Too Large</h1></html>' }),
		expected: final(TOO_LARGE, 'Send less data in one item'),
	},
	{
		name: '429 with Retry-After 1, once',
		...status(429, { retryAfter: 1 }),
		times: 1,
		expected: succeedsLater(950),
	},
	{
		name: '429 with a date in Retry-After, once',
		fault: () => ({
			status: 429,
			headers: { 'Retry-After': new Date(inSeconds(1) * 1000).toUTCString() },
		}),
		times: 1,
		options: { maxWait: 10 },
		expected: succeedsLater(0),
	},
	{
		name: '429 without Retry-After, once',
		...status(429),
		times: 1,
		expected: succeedsLater(100),
	},
	{
		name: '429 without Retry-After, for good',
		...status(429),
		expected: () => ({
			message: THROTTLED,
			advice: 'Lower "Max Concurrent Requests", raise "Max Wait"',
			says: 'Rate limit exceeded',
			// Four fit into two seconds where answers take no time, five where the waits come out short.
			requests: [2, 5],
			records: 0,
		}),
	},
	...['0', '-1', 'Sat, 28 Nov 2020 12:00:00 GMT'].flatMap((value) =>
		[429, 503].map((code) => ({
			name: `${code} with Retry-After ${value}, for good`,
			...status(code, { headers: { 'Retry-After': value } }),
			expected: (): Expected => ({
				message:
					code === 429 ? THROTTLED : 'The instance is not available at the moment (HTTP 503)',
				advice: 'raise "Max Wait"',
				requests: [2, 5],
				records: 0,
			}),
		})),
	),
	{
		name: '429 with a Retry-After that is longer than allowed',
		...status(429, { retryAfter: 3600 }),
		expected: final(
			'The instance asked n8n to wait 3600 seconds, which is more than "Max Wait" allows',
			'The request was not carried out.',
			'Rate limit exceeded',
		),
	},
	{
		name: '429 with X-RateLimit-Reset, once',
		fault: () => ({ status: 429, headers: { 'X-RateLimit-Reset': String(inSeconds(1)) } }),
		times: 1,
		options: { maxWait: 10 },
		expected: succeedsLater(0),
	},
	{
		name: '429 with an X-RateLimit-Reset that is longer than allowed',
		fault: () => ({
			status: 429,
			message: 'Rate limit exceeded',
			detail: 'Rate limit of 100 requests per hour for Table API exceeded',
			headers: { 'X-RateLimit-Reset': String(inSeconds(1800)) },
		}),
		expected: () => ({
			message:
				/^The instance asked n8n to wait 1(79|80)\d seconds, which is more than "Max Wait" allows$/,
			advice: 'raise "Max Wait"',
			says: 'Rate limit exceeded: Rate limit of 100 requests per hour for Table API exceeded',
			requests: 1,
			records: 0,
		}),
	},
	{
		name: '500',
		...status(500),
		expected: failing(
			failed(500),
			'look for the cause in the system log of the instance.',
			'Internal server error: Unexpected error while processing the request',
		),
	},
	{
		name: '500 whose words end with a full stop',
		...status(500, { message: 'The script include failed.' }),
		expected: failing(failed(500), 'the system log', 'The script include failed'),
	},
	{
		name: '500 whose words repeat the login',
		...status(500, {
			message: `Login failed: Basic ${Buffer.from(
				`${logins.integration.userName}:${logins.integration.password}`,
			).toString('base64')}`,
			detail: `password=${logins.integration.password}, x-sn-apikey=${logins.apiKey}`,
		}),
		expected: failing(failed(500), 'the system log'),
	},
	{
		name: '500 with a web page',
		...status(500, { html: '<html><body>java.lang.NullPointerException</body></html>' }),
		expected: failing(
			'The instance or a gateway in front of it failed (HTTP 500)',
			'the system log',
		),
	},
	...[400, 404, 418, 451].map((code) => ({
		name: `${code}, words of a gateway`,
		fault: (): Fault => ({ kind: 'gatewayPage', status: code, html: 'blocked' }),
		expected: final(
			code === 404 ? WEB_PAGE : `A gateway, not ServiceNow, rejected the request (HTTP ${code})`,
			'Check',
		),
	})),
	{
		name: '511, page of a captive portal',
		...status(511, { html: '<html>Sign in</html>' }),
		expected: final('The proxy requires a login (HTTP 511)', 'Nothing was sent to the instance.'),
	},
	...[408, 499, 522].map((code) => ({
		name: `${code}, a gateway that got no response`,
		...status(code, { html: '<html>timeout</html>' }),
		expected: uncertain((subject) => mayBeDone(unreachable(code), subject), 0),
	})),
	{
		name: '500, already a public fulfiller',
		arrange: (instance) => {
			makeFulfiller(instance);
			instance.settings.alreadyWording = 0;
		},
		fault: () => ({ kind: 'status' }),
		times: 0,
		excluded: onlyMemberUpdate,
		expected: final(failed(500), 'turn on "Succeed If Already Public Fulfiller".', ALREADY_WORDS),
	},
	{
		name: '500, already a public fulfiller, which counts as done',
		arrange: makeFulfiller,
		fault: () => ({ kind: 'status' }),
		times: 0,
		options: { alreadyIsDone: true },
		excluded: onlyMemberUpdate,
		expected: () => ({ requests: 2, records: 0 }),
	},
	...[502, 503, 504].flatMap((code) => [
		{
			name: `${code}, for good`,
			...status(code),
			options: { maxWait: 0 },
			expected: uncertain((subject) => mayBeDone(unreachable(code), subject), 0),
		},
		{
			name: `${code}, once`,
			...status(code),
			times: 1,
			expected: uncertainOnce((subject) => mayBeDone(unreachable(code), subject), 0),
		},
	]),
	{
		name: '503 with Retry-After 1, once',
		...status(503, { retryAfter: 1 }),
		times: 1,
		expected: succeedsLater(950),
	},
	{
		name: '503 with a Retry-After that is longer than allowed',
		...status(503, { retryAfter: 3600 }),
		expected: final(
			'The instance is not available at the moment (HTTP 503)',
			'raise "Max Wait"',
			'Service unavailable',
		),
	},
	{
		name: '202, for good',
		fault: () => ({ kind: 'accepted202' }),
		expected: uncertain((subject) => mayBeDone(QUEUE, subject), 0),
	},
	{
		name: '202, once',
		fault: () => ({ kind: 'accepted202' }),
		times: 1,
		expected: uncertainOnce((subject) => mayBeDone(QUEUE, subject), 0),
	},
	{
		name: 'hibernating',
		fault: () => ({ kind: 'hibernating' }),
		expected: final('The ServiceNow instance is hibernating', 'Wake up the instance'),
	},
	...(['loginPage', 'proxyPage'] as const).map((kind) => ({
		name: kind === 'loginPage' ? 'login page with 200' : 'proxy page with 200',
		fault: (): Fault => ({ kind }),
		expected: final(WEB_PAGE, 'no proxy or login page is in the way'),
	})),
	{
		name: 'redirect',
		fault: () => ({ kind: 'redirect' }),
		expected: final(
			'The host redirects to another address (HTTP 302)',
			'Redirects are not followed',
		),
	},
	{
		name: 'redirect to another host',
		fault: () => ({ kind: 'redirect', status: 307, location: 'https://no-such-host.invalid/api' }),
		expected: final(
			'The host redirects to another address (HTTP 307)',
			'Redirects are not followed',
		),
	},
	{
		name: 'empty body',
		fault: () => ({ kind: 'emptyBody' }),
		expected: (subject: Subject) =>
			isRead(subject)
				? {
						message: 'The instance returned an empty response',
						advice: 'Usually a gateway dropped the body',
						requests: 4,
						records: 1,
					}
				: doneButUnreadable(subject),
	},
	{
		name: 'empty body, once',
		fault: () => ({ kind: 'emptyBody' }),
		times: 1,
		excluded: (subject: Subject) => (isRead(subject) ? undefined : 'it has happened then'),
		expected: () => ({ requests: 2, records: 1 }),
	},
	...(
		[
			['noResult', 'JSON without result'],
			['wrongShape', 'result of the wrong shape'],
		] as const
	).map(([kind, name]) => ({
		name,
		fault: (): Fault => ({ kind }),
		expected: doneButUnreadable,
	})),
	...some([...variants.cutOff, ...variants.cutInRow], 4).map((fault, index) => ({
		name: `${fault.kind} by a quota rule, ${index}`,
		fault: () => fault,
		expected: cutForGood,
	})),
	...some(variants.quota500, 3).map((fault, index) => ({
		name: `500 by a quota rule, ${index}`,
		fault: () => fault,
		expected: (subject: Subject): Expected => ({
			...failing('', '')(subject),
			message: /^The instance (stopped|could not complete) the request \(HTTP 500\)/,
			advice: careful(subject),
			says: undefined,
			records: fault.afterProcessing && subject.creates ? 1 : 0,
		}),
	})),
	...[undefined, 1].map((times) => ({
		name: `JSON that ends in the middle, ${times === 1 ? 'once' : 'for good'}`,
		fault: (): Fault => ({ kind: 'notJson' }),
		times,
		expected: (subject: Subject): Expected =>
			times === 1
				? cutOnce(subject)
				: { ...cutForGood(subject), ...(subject.id === 'conversationMember.drop' && unreasoned) },
	})),
	{
		name: '200 with the envelope of an error',
		...status(200, { message: 'Transaction cancelled', detail: 'maximum execution time exceeded' }),
		expected: uncertain(
			(subject) =>
				mayBeDone(
					'The instance did not confirm the request, although it returned a success status',
					subject,
				),
			0,
		),
	},
	{
		name: '500, canceled by a quota rule',
		...status(500, { message: 'Transaction cancelled: maximum execution time exceeded' }),
		expected: failing(
			'The instance stopped the request (HTTP 500)',
			'check the quota rules for REST requests.',
			'Transaction cancelled: maximum execution time exceeded',
		),
	},
	{
		name: 'refusal with status 200',
		fault: () => ({ kind: 'businessFailure', message: 'The agent is on a break' }),
		excluded: ({ refusesWith200 }) =>
			refusesWith200 ? undefined : 'the API documents no refusal of status 200',
		expected: ({ api }) =>
			final(
				api === 'openframe' ? REFUSED : `${REFUSED}: The agent is on a break`,
				'Check the values of this item.',
				// openframe gives a status and no words.
				api === 'openframe' ? undefined : 'The agent is on a break',
			)(),
	},
	{
		name: 'truncated body, for good',
		fault: () => ({ kind: 'truncated' }),
		expected: uncertain((subject) => mayBeDone(BROKE, subject), 1),
	},
	{
		name: 'truncated body, once',
		fault: () => ({ kind: 'truncated' }),
		times: 1,
		expected: uncertainOnce((subject) => mayBeDone(BROKE, subject), 1),
	},
	{
		name: 'reset before it is carried out, for good',
		fault: () => ({ kind: 'reset' }),
		expected: uncertain((subject) => mayBeDone(BROKE, subject), 0),
	},
	{
		name: 'reset before it is carried out, once',
		fault: () => ({ kind: 'reset' }),
		times: 1,
		expected: uncertainOnce((subject) => mayBeDone(BROKE, subject), 0),
	},
	{
		name: 'reset after it was carried out, for good',
		fault: () => ({ kind: 'resetAfter' }),
		expected: uncertain((subject) => mayBeDone(BROKE, subject), 1),
	},
	{
		name: 'reset after it was carried out, once',
		fault: () => ({ kind: 'resetAfter' }),
		times: 1,
		expected: uncertainOnce((subject) => mayBeDone(BROKE, subject), 1),
	},
	...[false, true].flatMap((afterProcessing) => {
		const when = afterProcessing ? 'after it was carried out' : 'before it is carried out';
		const fault = (): Fault => ({ kind: 'timeout', afterProcessing });
		const records = afterProcessing ? 1 : 0;
		return [
			{
				name: `silence ${when}, for good`,
				fault,
				...hurried,
				expected: uncertain((subject) => mayBeDone(LATE, subject), records, 2),
			},
			{
				name: `silence ${when}, once`,
				fault,
				times: 1,
				...hurried,
				expected: uncertainOnce((subject) => mayBeDone(LATE, subject), records),
			},
		];
	}),
	{
		name: 'connection refused',
		authentication: 'basicAuth',
		// Nothing listens on port 1.
		run: () => ({ url: 'http://127.0.0.1:1' }),
		...neverSent('Could not connect to the instance', 'Nothing was sent.'),
	},
	{
		name: 'no such host',
		authentication: 'basicAuth',
		run: () => ({ url: 'https://no-such-host.invalid' }),
		...neverSent(
			'The host name of the instance was not found',
			'Check the spelling of the instance URL',
		),
	},
	{
		name: 'https to a port that speaks http',
		authentication: 'basicAuth',
		run: ({ port }) => ({ url: `https://127.0.0.1:${port}` }),
		...neverSent(
			'Could not establish a secure connection to the instance',
			'Check that the host speaks https',
		),
	},
	{
		name: 'http to a host that is not this machine',
		authentication: 'basicAuth',
		run: () => ({ url: 'http://no-such-host.invalid' }),
		...neverSent(
			'The instance URL starts with "http:", which would send the credential unencrypted',
			'Plain http is accepted for localhost only.',
		),
	},
];
