import { html, nothing, type TemplateResult } from 'lit-html';
import type { Operation } from '../api.mts';
import { copyButton, pretty, statusBadge } from '../parts.mts';
import { state, update, type Draft, type Tried } from '../state.mts';

function change(changes: Partial<Draft>): void {
	update({ draft: { ...state.draft, ...changes } });
}

/** Fills the form with the documented request of an operation. */
export function selectOperation(operationId: string): void {
	const operation = state.operations.find((one) => one.operationId === operationId);
	if (!operation) return;
	const { path, query, body } = operation.sample;
	change({
		operationId,
		path,
		query: Object.entries(query)
			.map(([name, value]) => `${name}=${value}`)
			.join('\n'),
		body: body === null ? '' : pretty(body),
		result: undefined,
	});
}

function loginHeaders(login: string): Record<string, string> {
	if (login === 'key') return { 'x-sn-apikey': state.logins?.apiKey ?? '' };
	const user = state.logins?.users.find(({ userName }) => login === `basic:${userName}`);
	return user ? { Authorization: `Basic ${btoa(`${user.userName}:${user.password}`)}` } : {};
}

/** The parameters, one a line, as they come behind the path. */
function search(query: string): string {
	const lines = query.split('\n').filter((line) => line.includes('='));
	const parts = lines.map((line) => {
		const [name, ...value] = line.split('=');
		return `${encodeURIComponent(name.trim())}=${encodeURIComponent(value.join('='))}`;
	});
	return parts.length > 0 ? `?${parts.join('&')}` : '';
}

const methodOf = (draft: Draft) =>
	state.operations.find(({ operationId }) => operationId === draft.operationId)?.method ?? 'GET';

function requestOf(draft: Draft): { url: string; method: string; headers: Record<string, string> } {
	const hasBody = draft.body.trim() !== '';
	return {
		url: draft.path + search(draft.query),
		method: methodOf(draft),
		headers: {
			Accept: 'application/json',
			...(hasBody && { 'Content-Type': 'application/json' }),
			...loginHeaders(draft.login),
		},
	};
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

function curlOf(draft: Draft): string {
	const { url, method, headers } = requestOf(draft);
	const user = state.logins?.users.find(({ userName }) => draft.login === `basic:${userName}`);
	const { Authorization: _, ...others } = headers;
	return [
		'curl',
		...(method === 'GET' ? [] : ['--request', method]),
		...(user ? ['--user', quoted(`${user.userName}:${user.password}`)] : []),
		...Object.entries(others).flatMap(([name, value]) => ['--header', quoted(`${name}: ${value}`)]),
		...(draft.body.trim() === '' ? [] : ['--data', quoted(draft.body)]),
		quoted(location.origin + url),
	].join(' ');
}

function shown(text: string): string {
	try {
		return pretty(JSON.parse(text));
	} catch {
		return text;
	}
}

async function answered(draft: Draft): Promise<Tried> {
	const { url, method, headers } = requestOf(draft);
	const startedAt = performance.now();
	try {
		const response = await fetch(url, {
			method,
			headers,
			body: draft.body.trim() === '' ? undefined : draft.body,
			credentials: 'omit',
			redirect: 'manual',
		});
		const text = await response.text();
		const ms = Math.round(performance.now() - startedAt);
		return { status: response.status, ms, headers: [...response.headers], body: shown(text) };
	} catch (error) {
		const ms = Math.round(performance.now() - startedAt);
		return { status: 0, ms, headers: [], body: (error as Error).message };
	}
}

async function sendDraft(event: SubmitEvent): Promise<void> {
	event.preventDefault();
	change({ busy: true, result: undefined });
	const result = await answered(state.draft);
	change({ busy: false, result });
	update({ notice: `Response: ${result.status}` });
}

function resultOf({ status, ms, headers, body }: Tried): TemplateResult {
	return html`<div class="bar">
			<h2>Response</h2>
			${statusBadge(status)} <span class="hint">${ms} ms</span> ${copyButton(body, 'the response')}
		</div>
		<pre tabindex="0" class="response">${body || '(no body)'}</pre>
		<details>
			<summary>${headers.length} headers</summary>
			<pre tabindex="0">${headers.map(([name, value]) => `${name}: ${value}\n`)}</pre>
		</details>`;
}

function option({ operationId, method, path }: Operation): TemplateResult {
	return html`<option value=${operationId} ?selected=${operationId === state.draft.operationId}>
		${operationId} (${method} ${path})
	</option>`;
}

const valueOf = ({ target }: Event) =>
	(target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;

function loginField(draft: Draft): TemplateResult {
	const users = state.logins?.users ?? [];
	const choices = [
		...users.map(({ userName }) => [`basic:${userName}`, `Basic: ${userName}`]),
		['key', 'API key'],
		['none', 'None'],
	];
	return html`<label>
		Login
		<select @change=${(event: Event) => change({ login: valueOf(event) })}>
			${choices.map(
				([value, label]) =>
					html`<option value=${value} ?selected=${value === draft.login}>${label}</option>`,
			)}
		</select>
	</label>`;
}

/** A form that sends a request of one of the APIs. */
export function tryOutView(): TemplateResult {
	const { draft, operations } = state;
	const apis = [...new Set(operations.map(({ api }) => api))];
	return html`<h2>Try out</h2>
		<form class="try" @submit=${sendDraft}>
			<label>
				Operation
				<select @change=${(event: Event) => selectOperation(valueOf(event))}>
					${apis.map(
						(api) =>
							html`<optgroup label=${api}>
								${operations.filter((one) => one.api === api).map(option)}
							</optgroup>`,
					)}
				</select>
			</label>
			${loginField(draft)}
			<label class="whole">
				Path
				<input
					class="code"
					.value=${draft.path}
					@input=${(event: Event) => change({ path: valueOf(event) })}
				/>
			</label>
			<label>
				Parameters, one a line
				<textarea
					class="code"
					rows="8"
					placeholder="sysparm_limit=10"
					.value=${draft.query}
					@input=${(event: Event) => change({ query: valueOf(event) })}
				></textarea>
			</label>
			<label>
				Body
				<textarea
					class="code"
					rows="8"
					placeholder="No body"
					?disabled=${methodOf(draft) === 'GET'}
					.value=${draft.body}
					@input=${(event: Event) => change({ body: valueOf(event) })}
				></textarea>
			</label>
			<div class="whole buttons">
				<button type="submit" class="primary" ?disabled=${draft.busy}>
					${draft.busy ? 'Waiting …' : `Send ${methodOf(draft)}`}
				</button>
				${copyButton(curlOf(draft), 'the request as a curl command', 'Copy as curl')}
			</div>
		</form>
		${draft.result ? resultOf(draft.result) : nothing}`;
}
