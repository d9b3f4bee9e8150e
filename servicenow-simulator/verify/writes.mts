import { apiWrites } from './apiWrites.mts';
import { resultOf } from './client.mts';
import { MARK, newContact, withIncident } from './made.mts';
import type { Probe } from './probe.mts';

const NOBODY = 'Nobody Of That Name';

/** Guesses about the Table API and the Attachment API. */
const tableWrites: Probe[] = [
	{
		guess: 'unknownFields',
		writes: 'creates an incident with a caller and a field that there are not, and deletes it',
		look: async (client) =>
			await withIncident(client, { no_such_field: 'x', caller_id: NOBODY }, async (incident) => ({
				created: true,
				caller: String(incident.caller_id ?? '') === '' ? 'left out' : 'given',
			})),
	},
	{
		guess: 'derivedNames',
		writes: 'creates a contact, and an incident with a comment, and deletes the incident',
		look: async (client) => {
			const contact = await newContact(client, { first_name: 'Ann', last_name: MARK });
			const { name } = await client.first('customer_contact', `sys_id=${contact}`);
			const comments = await withIncident(client, { comments: 'First' }, async (incident) => {
				const path = `/api/now/table/incident/${String(incident.sys_id)}`;
				const shown = await client.get(`${path}?sysparm_display_value=true`);
				return String(resultOf(shown).comments ?? '');
			});
			return {
				name: String(name),
				comments: /^\d{4}-\d\d-\d\d .+ - .+ \(.+\)\nFirst/.test(comments)
					? 'a list of entries'
					: comments,
			};
		},
	},
	{
		guess: 'attachmentForms',
		writes: 'creates an incident, sends a form whose file is not last, and deletes the incident',
		look: async (client) =>
			await withIncident(client, {}, async ({ sys_id: sysId }) => {
				const form = new FormData();
				form.append('table_name', 'incident');
				form.append('uploadFile', new Blob([MARK], { type: 'text/plain' }), 'check.txt');
				form.append('table_sys_id', String(sysId));
				const { status } = await client.send('POST', '/api/now/attachment/upload', form);
				return { fileIsNotLast: status };
			}),
	},
];

/** Guesses that only a change tells. */
export const writes: Probe[] = [...apiWrites, ...tableWrites];
