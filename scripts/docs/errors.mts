import type { Row, Topic } from '../../nodes/shared/failure/row.ts';
import { FAILURES } from '../../nodes/shared/failure/table.ts';
import type { Retryability } from '../../nodes/shared/failure/types.ts';

/** Path of the page from the root of the repository. */
export const errorsPath = 'docs/errors.md';

/** The sections of the page, in this order: what the reader can do. */
const SECTIONS: Record<Topic, { title: string; intro: string }> = {
	signIn: {
		title: 'Credential and instance URL',
		intro: 'Correct the credential. [credentials.md](credentials.md) has its setup step by step.',
	},
	network: {
		title: 'Network, proxy, and certificate',
		intro: 'Ask whoever runs n8n or its network.',
	},
	access: {
		title: 'Permissions and plugins',
		intro: 'Ask an administrator of the instance.',
	},
	input: {
		title: 'Your input',
		intro:
			'Correct the values of the item, and compare them with the reason that ServiceNow gives.',
	},
	availability: {
		title: 'Busy or unreachable instance',
		intro:
			'Wait, or send less at a time. [limits.md](limits.md#throttling) says how the node reacts to rate limits.',
	},
	outcome: {
		title: 'Requests that may have been carried out',
		intro:
			'The advice is that for an operation that must not be carried out twice. Any other operation says "Try again later" instead, and leaves out that the request may have been carried out.',
	},
};

/** What stands for the placeholders of the table, where the page cannot know the failure. */
const PLACEHOLDERS: Record<string, string> = {
	hint: '',
	login:
		'Check the user name and password, or the API key and its access policy, or reconnect the OAuth2 credential. ServiceNow responds the same way when the user is locked out or inactive. Where the instance restricts Basic Auth, the user needs the role snc_basic_auth_api_access or the setting "Web service access only".',
	nextStep: 'Before you run it again, check on the instance whether it was carried out.',
	outcome: '; the request may have been carried out',
	says: ': …',
	queryColumns: 'the columns in the query',
	requirements: 'its plugin is active and the instance has a release with the API',
	table: 'the table …',
	roles: 'the role that the API needs',
};

const RETRIES: Record<Retryability, string | undefined> = {
	throttled: 'For as long as **Max Wait** allows',
	notSent: 'For as long as **Max Wait** allows: nothing was sent',
	notDone: 'Once',
	unknown: 'A few times, if the operation can be repeated without harm',
	away: 'For as long as **Max Wait** allows, if the operation only reads; a few times, if it can be repeated without harm',
	slow: 'Once, if the operation can be repeated without harm',
	failed: 'Once, if the operation only reads',
	final: undefined,
};

const filled = (text: string) =>
	text.replace(/\{(\w+)\}/g, (_, name: string) => PLACEHOLDERS[name] ?? '…');

function entry({ message, advice, shownBy, retryability = 'final' }: Row): string {
	const retries = RETRIES[retryability];
	const facts = [`- Seen as: ${shownBy}`, `- What to do: ${filled(advice)}`];
	if (retries) facts.push(`- Retried by the node: ${retries}`);
	return [`### ${filled(message)}`, facts.join('\n')].join('\n\n');
}

function section(topic: Topic): string {
	const { title, intro } = SECTIONS[topic];
	const rows = FAILURES.filter((row) => row.topic === topic);
	return [`## ${title}`, intro, ...rows.map(entry)].join('\n\n');
}

const BLOCK = /<!-- errors -->\n[\s\S]*?<!-- \/errors -->/;

/**
 * Puts the messages of the failure table into the text of the page; what stands around the markers
 * stays.
 *
 * @param text of docs/errors.md
 * @throws Error when the page has no markers
 */
export function withErrors(text: string): string {
	if (!BLOCK.test(text)) throw new Error(`${errorsPath}: add <!-- errors --> … <!-- /errors -->`);
	const sections = (Object.keys(SECTIONS) as Topic[]).map(section);
	const block = [
		'<!-- errors -->',
		'<!-- prettier-ignore-start -->',
		...sections,
		'<!-- prettier-ignore-end -->',
		'<!-- /errors -->',
	].join('\n\n');
	return text.replace(BLOCK, () => block);
}
