import type { InstanceState } from '../instanceState.mts';
import { logins, users } from '../login/logins.mts';
import { seeded } from '../seed/seeded.mts';
import type { Endpoints } from './endpoints.mts';

function tables({ store }: InstanceState): object {
	return Object.fromEntries(
		[...store.tables.keys()].map((name) => {
			const rows = store.table(name);
			const { label, display, columns, references } = store.dictionary[name];
			return [name, { label, display, records: rows.size, columns, references }];
		}),
	);
}

function health({ store, settings, url }: InstanceState): object {
	const sizes = [...store.tables.keys()].map((name) => store.table(name).size);
	const records = sizes.reduce((sum, size) => sum + size, 0);
	const away = Date.now() < settings.awayUntil;
	return { status: away ? 'away' : 'up', url, tables: store.tables.size, records };
}

/** What there is: whether the instance is up, its tables, ids of its records, and its logins. */
export const infoEndpoints: Endpoints = {
	'/health': { GET: ({ instance }) => health(instance) },
	'/tables': { GET: ({ instance }) => tables(instance) },
	'/ids': { GET: () => seeded },
	'/logins': {
		GET: () => ({
			users: users.map(({ userName, password, roles }) => ({ userName, password, roles })),
			apiKey: logins.apiKey,
			oauth: logins.oauth,
		}),
	},
};
