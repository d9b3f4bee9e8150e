import { html, nothing, type TemplateResult } from 'lit-html';
import { control, type SettingInfo } from '../api.mts';
import { loadSettings } from '../load.mts';
import { pretty, problemAt } from '../parts.mts';
import { state, submit } from '../state.mts';

const README =
	'https://github.com/servicenow-csm-nodes/n8n-nodes-servicenow-csm/blob/main/simulator/README.md#settings';

/** What is changed most often, in words. */
const usual: Record<string, string> = {
	latencyMs: 'Milliseconds that every response takes',
	nodes: 'Application nodes',
	permits: 'Requests that a node processes at once',
	queue: 'Requests that may wait on a node',
	hourlyLimit: 'Requests within a window, for all together',
	rateRules: 'Rate limit rules, by user, role, method, and path',
	serverTiming: 'Responses tell in Server-Timing how long they waited',
	basicAuthRestricted: 'Basic Auth is open to certain users alone',
	unreadableTables: 'Tables that read as empty',
	deniedTables: 'Tables that nobody may read',
	tablesOnWrite: 'A write adds the table and the columns that there are not',
};

const examples: Record<string, string> = {
	hourlyLimit: '{"limit": 100, "windowSeconds": 3600}',
	rateRules: '[{"limit": 10, "windowSeconds": 60, "user": "integration"}]',
};

type Editor = 'number' | 'switch' | 'choice' | 'text' | 'json';

function editorOf({ schema, start }: SettingInfo): Editor {
	if (schema.enum) return 'choice';
	const type = schema.type ?? (Array.isArray(start) ? 'array' : typeof start);
	if (type === 'number' || type === 'integer') return 'number';
	if (type === 'boolean') return 'switch';
	return type === 'string' ? 'text' : 'json';
}

/** @throws Error where a value is no JSON */
function valueIn(form: HTMLFormElement, editor: Editor): unknown {
	const control = form.elements.namedItem('value') as HTMLInputElement;
	const text = control.value.trim();
	if (editor === 'switch') return control.checked;
	if (editor === 'text' || editor === 'choice') return text;
	if (text === '') return null;
	if (editor === 'number') return Number(text);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new Error(`This is not valid JSON: ${text}`);
	}
}

const textOf = (value: unknown, editor: Editor) => {
	if (value === undefined || value === null) return '';
	return editor === 'json' ? pretty(value) : String(value as string);
};

function change(form: HTMLFormElement, name: string, value: () => unknown): void {
	void submit(name, `${name} holds from the next request on`, async () => {
		await control(`/settings/${name}`, 'PUT', { value: value() });
		await loadSettings();
		form.reset();
	});
}

function input(name: string, editor: Editor, info: SettingInfo): TemplateResult {
	const text = textOf(state.settings[name], editor);
	const described = `about-${name}`;
	switch (editor) {
		case 'switch':
			return html`<input
				type="checkbox"
				name="value"
				id=${name}
				aria-describedby=${described}
				?checked=${state.settings[name] === true}
			/>`;
		case 'choice':
			return html`<select name="value" id=${name} aria-describedby=${described}>
				${(info.schema.enum ?? []).map(
					(one) => html`<option value=${one} ?selected=${one === text}>${one || 'none'}</option>`,
				)}
			</select>`;
		case 'json':
			return html`<textarea
				name="value"
				id=${name}
				rows=${Math.min(6, text.split('\n').length)}
				spellcheck="false"
				class="code"
				placeholder=${examples[name] ?? ''}
				aria-describedby=${described}
				.defaultValue=${text}
			></textarea>`;
		default:
			return html`<input
				type=${editor}
				name="value"
				id=${name}
				step="any"
				placeholder=${editor === 'number' ? 'No limit' : ''}
				aria-describedby=${described}
				.defaultValue=${text}
			/>`;
	}
}

function setting(name: string, info: SettingInfo): TemplateResult {
	const editor = editorOf(info);
	const isChanged = pretty(state.settings[name] ?? null) !== pretty(info.start ?? null);
	return html`<form
		class="setting"
		novalidate
		@submit=${(event: SubmitEvent) => {
			event.preventDefault();
			const form = event.target as HTMLFormElement;
			change(form, name, () => valueIn(form, editor));
		}}
	>
		<label for=${name}>
			<code>${name}</code>
			<small id="about-${name}">${usual[name] ?? nothing}</small>
		</label>
		${input(name, editor, info)}
		<div class="buttons">
			<button type="submit" class="quiet" aria-label="Set ${name}">Set</button>
			<button
				type="button"
				class="quiet"
				aria-label="Restore ${name}"
				?disabled=${!isChanged}
				@click=${({ target }: Event) =>
					change((target as HTMLButtonElement).form as HTMLFormElement, name, () => null)}
			>
				Restore
			</button>
		</div>
		${problemAt(name)}
	</form>`;
}

function section(title: string, names: string[]): TemplateResult {
	return html`<h2>${title}</h2>
		<div class="settings">${names.map((name) => setting(name, state.settingInfos[name]))}</div>`;
}

/** What the instance can be told to do otherwise, setting by setting. */
export function settingsView(): TemplateResult {
	const names = Object.keys(state.settingInfos);
	const first = Object.keys(usual).filter((name) => names.includes(name));
	const others = names.filter((name) => !first.includes(name)).sort();
	return html`${section('Load and access', first)} ${section('More', others)}
		<p class="hint">
			<a href=${README} target="_blank" rel="noreferrer">What each setting means</a>. Restore sets
			the value that a new instance has.
		</p>`;
}
