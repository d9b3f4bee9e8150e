import type { Fact } from './understanding.mts';

/** What is to be done next, as a person would ask for it, and all that is known by then. */
export interface Ask {
	goal: string;
	facts: Fact[];
}

/** A conversation with somebody who knows nothing of the tools; is given what the tool answered. */
export type Story = Generator<Ask, string, unknown>;

type Records = Array<Record<string, string>>;

/** The customer of the stories. */
export const customer = {
	first: 'Ines',
	last: 'Caller',
	email: 'ines.caller@example.com',
	phone: '+442079460958',
	call: 'call-99',
	about: 'Question about an invoice',
};

const told: Fact[] = [
	{ said: 'first given name', value: customer.first },
	{ said: 'last family name', value: customer.last },
	{ said: 'email address', value: customer.email },
	{ said: 'phone number of the caller', value: customer.phone },
	{ said: 'id of the call in the phone system', value: customer.call },
	{ said: 'what the call is about', value: customer.about },
];

/** "A customer called, log it." */
export function* logCall(): Story {
	const found = yield { goal: 'find: get many contacts by email', facts: told };
	if (JSON.stringify(found).includes('error')) return JSON.stringify(found);
	const [known] = found as Records;
	const created = known ? [known] : yield { goal: 'create a contact', facts: told };
	const [{ sys_id: contact }] = created as Records;
	const facts = [...told, { said: 'contact who calls', value: contact }];
	const recorded = yield { goal: 'record a phone call: create a voice interaction', facts };
	return (recorded as Records)[0].number;
}

/** "A supervisor coaches on this call." @param interaction its sys_id */
export function* beginHelp(interaction: string): Story {
	const facts = [
		...told,
		{ said: 'interaction', value: interaction },
		{ said: 'how the supervisor helps', value: 'coach' },
	];
	return JSON.stringify(yield { goal: 'begin: create a supervisor help action', facts });
}

/** "End all help for this call." @param interaction its sys_id or number, where it is known */
export function* endHelp(interaction?: string): Story {
	const known = interaction === undefined ? [] : [{ said: 'interaction', value: interaction }];
	return JSON.stringify(yield { goal: 'end all help for this call', facts: [...told, ...known] });
}
