import type { Script } from './model.mts';

type Records = Array<Record<string, string>>;

/** Somebody who calls, as the agent heard it. */
export const caller = {
	first: 'Ines',
	last: 'Caller',
	email: 'ines.caller@example.com',
	phone: { 'E.164': '+442079460958', otherwise: '020 7946 0958' },
	call: 'call-77',
};

const ended = { 'ISO 8601': '2026-03-01T10:00:00Z', otherwise: 'ten o clock' };

/** The sys_id, where the argument says that it takes one; else what people call the record. */
function recordOf(sysId: string, otherwise: string) {
	return { sys_id: sysId, otherwise };
}

/** A call from its beginning to its end: who is it, record it, get help twice, close it. */
export function* wholeCall(): Script {
	const known = (yield {
		wanted: 'get many contacts',
		facts: { 'email or phone': caller.email },
	}) as Records | '';
	if (known !== '') return `Found ${known.length}`;
	yield {
		wanted: 'create contact',
		facts: {
			'first name': caller.first,
			'last name': caller.last,
			email: caller.email,
			'business phone': caller.phone.otherwise,
		},
	};
	const [{ sysId, number }] = (yield {
		wanted: 'create voice interaction',
		facts: { 'user who made the call': caller.phone, 'id of the call': caller.call },
	}) as Records;
	const interaction = recordOf(sysId, number);
	yield {
		wanted: 'update voice interaction',
		facts: { interaction, 'number caller drops': caller.phone },
	};
	const [{ action_sys_id: coaching }] = (yield {
		wanted: 'create supervisor help action',
		facts: { interaction, 'how the supervisor helps': { coach: 'coach', otherwise: 'Coaching' } },
	}) as Records;
	yield {
		wanted: 'update supervisor help action',
		facts: {
			interaction,
			'help action': { action_sys_id: coaching, otherwise: 'the coaching' },
			'end time': ended,
		},
	};
	yield {
		wanted: 'create supervisor help action',
		facts: {
			interaction,
			'how the supervisor helps': { barge_in: 'barge_in', otherwise: 'Barge in' },
		},
	};
	yield { wanted: 'end all supervisor help actions', facts: { interaction } };
	yield { wanted: 'close interaction', facts: { interaction } };
	return `Logged as ${number}`;
}

/** Somebody joins a chat, another leaves it. */
export function* changeOfAgents(
	interaction: { sysId: string; number: string },
	joins: { sysId: string; name: string },
	leaves: { sysId: string; name: string },
): Script {
	const facts = { interaction: recordOf(interaction.sysId, interaction.number) };
	yield {
		wanted: 'agent conversation public fulfiller',
		facts: { ...facts, agent: recordOf(joins.sysId, joins.name) },
	};
	yield {
		wanted: 'drop agent from conversation',
		facts: { ...facts, agent: recordOf(leaves.sysId, leaves.name) },
	};
	return `${joins.name} took over from ${leaves.name}`;
}

/** Closes an interaction by its number, and does what the refusal says. */
export function* closeByNumber(interaction: { sysId: string; number: string }): Script {
	const facts = { interaction: recordOf(interaction.sysId, interaction.number) };
	const close = { wanted: 'close interaction', facts };
	const [refusal] = (yield close) as Records;
	if (refusal.error === undefined) return 'Closed at once';
	const [closed] = (yield { ...close, told: refusal.error }) as Records;
	return `Closed ${closed.number}`;
}

/** Closes three interactions, of which the instance does not know the second. */
export function* closeThree(first: string, unknown: string, last: string): Script {
	const close = (sysId: string) => ({ wanted: 'close interaction', facts: { interaction: sysId } });
	const [before] = (yield close(first)) as Records;
	yield close(unknown);
	const [after] = (yield close(last)) as Records;
	return `Closed ${before?.number} and ${after?.number}`;
}
