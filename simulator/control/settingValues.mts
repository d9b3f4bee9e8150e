import { startSettings, type Settings } from '../settings.mts';
import { ControlError, objectIn } from './body.mts';
import type { Endpoints } from './endpoints.mts';
import { describedSettings, problemOf } from './settingSchemas.mts';

// JSON has no undefined: null takes a bound or a rule away.
function assign(settings: Settings, changes: Record<string, unknown>): Settings {
	const start: Record<string, unknown> = { ...startSettings({}) };
	const names = Object.keys(changes);
	const unknown = names.filter((name) => !Object.hasOwn(start, name));
	if (unknown.length > 0) throw new ControlError(400, `Unknown settings: ${unknown.join(', ')}`);
	for (const name of names) {
		const problem =
			changes[name] === null ? undefined : problemOf(name, changes[name], start[name]);
		if (problem !== undefined) throw new ControlError(400, problem);
	}
	for (const name of names) Object.assign(settings, { [name]: changes[name] ?? start[name] });
	return settings;
}

/** @throws ControlError 404 for a setting that there is not */
function named(settings: Settings, name: string): string {
	if (!Object.hasOwn(startSettings({}), name)) throw new ControlError(404, `No setting ${name}`);
	return name;
}

const valueOf = (settings: Settings, name: string) => ({
	[name]: (settings as unknown as Record<string, unknown>)[name] ?? null,
});

/** The settings, all at once and one by one. */
export const settingEndpoints: Endpoints = {
	'/settings': {
		GET: ({ instance }) => instance.settings,
		POST: ({ instance, body }) => assign(instance.settings, objectIn(body)),
		DELETE: ({ instance }) => Object.assign(instance.settings, startSettings({})),
	},
	'/setting-schemas': { GET: () => ({ settings: describedSettings({ ...startSettings({}) }) }) },
	'/settings/:name': {
		GET: ({ instance, params }) =>
			valueOf(instance.settings, named(instance.settings, params.name)),
		PUT: ({ instance: { settings }, params, body }) => {
			const name = named(settings, params.name);
			const { value } = objectIn(body, ['value']);
			return valueOf(assign(settings, { [name]: value ?? null }), name);
		},
		DELETE: ({ instance: { settings }, params }) => {
			const name = named(settings, params.name);
			return valueOf(assign(settings, { [name]: null }), name);
		},
	},
};
