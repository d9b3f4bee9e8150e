import { html, nothing, render, type TemplateResult } from 'lit-html';
import {
	control,
	type FaultRule,
	type Health,
	type Load,
	type Logins,
	type Operation,
	type SeenRequest,
} from './api.mts';
import { loadRecords, loadSettings, loadSnapshots } from './load.mts';
import { act, onChange, state, update } from './state.mts';
import { faultsView } from './views/faults.mts';
import { loadView } from './views/load.mts';
import { loginsView } from './views/logins.mts';
import { recordsView } from './views/records.mts';
import { requestsView } from './views/requests.mts';
import { settingsView } from './views/settings.mts';
import { snapshotsView } from './views/snapshots.mts';
import { selectOperation, tryOutView } from './views/tryOut.mts';

const REFRESH_MS = 1000;

const LAST_REQUESTS = 200;

const FIRST_TABLE = 'interaction';

const views: Record<string, [label: string, view: () => TemplateResult]> = {
	requests: ['Requests', requestsView],
	records: ['Records', recordsView],
	snapshots: ['Snapshots', snapshotsView],
	settings: ['Settings', settingsView],
	faults: ['Faults', faultsView],
	load: ['Load', loadView],
	try: ['Try out', tryOutView],
	logins: ['Logins', loginsView],
};

function pill(): TemplateResult {
	const { online, health } = state;
	const status = online ? (health?.status ?? 'up') : 'not reachable';
	const isUp = online && status === 'up';
	return html`<span class="pill ${isUp ? 'up' : 'down'}">${isUp ? 'Up' : status}</span>`;
}

/** What concerns a view, so that one sees it from the others. */
function countOf(view: string): string | typeof nothing {
	if (view === 'requests' && state.load) return state.load.total.toLocaleString('en');
	if (view === 'records' && state.health) return state.health.records.toLocaleString('en');
	const armed = state.faults.filter(({ applied, times = Infinity }) => applied < times).length;
	return view === 'faults' && armed > 0 ? `${armed} armed` : nothing;
}

function page(): TemplateResult {
	const [, view] = views[state.view];
	return html`<a
			class="skip"
			href="#${state.view}"
			@click=${(event: Event) => {
				event.preventDefault();
				document.querySelector('main')?.focus();
			}}
			>Skip to the content</a
		>
		<header>
			<h1>ServiceNow simulator</h1>
			${pill()}
			<code class="address">${location.origin}</code>
			<button
				type="button"
				@click=${() =>
					act('Back to the start', async () => {
						await control('/reset', 'POST', {});
						update({ requests: [], open: undefined });
						await loadDetails();
					})}
			>
				Reset
			</button>
		</header>
		<nav class="views" aria-label="Views">
			${Object.entries(views).map(([name, [label]]) => {
				const count = countOf(name);
				return html`<a href="#${name}" aria-current=${name === state.view ? 'page' : nothing}
					>${label}${count === nothing ? nothing : html` <span class="count">${count}</span>`}</a
				>`;
			})}
		</nav>
		<main tabindex="-1">${view()}</main>
		<p role="status" class="toast ${state.notice === '' ? 'gone' : ''}">${state.notice}</p>`;
}

/** What a view needs that does not come every second. */
async function loadDetails(): Promise<void> {
	if (state.view === 'records') await loadRecords();
	if (state.view === 'settings') await loadSettings();
	if (state.view === 'snapshots') await loadSnapshots();
	if (state.operations.length === 0) {
		const [{ operations }, { kinds }, logins] = await Promise.all([
			control<{ operations: Operation[] }>('/operations'),
			control<{ kinds: string[] }>('/fault-kinds'),
			control<Logins>('/logins'),
		]);
		update({ operations, kinds, logins });
		selectOperation(operations[0].operationId);
	}
}

async function refresh(): Promise<void> {
	const [health, load, { faults }] = await Promise.all([
		control<Health>('/health'),
		control<Load>('/load'),
		control<{ faults: FaultRule[] }>('/faults'),
	]);
	const changes = { health, load, faults, online: true };
	if (state.view === 'requests' && !state.paused) {
		const { requests } = await control<{ requests: SeenRequest[] }>(
			`/requests?last=${LAST_REQUESTS}`,
		);
		update({ ...changes, requests });
	} else {
		update(changes);
	}
}

async function keepFresh(): Promise<void> {
	try {
		if (!document.hidden) await refresh();
	} catch {
		update({ online: false });
	}
	setTimeout(() => void keepFresh(), REFRESH_MS);
}

function follow(): void {
	const [view, detail = ''] = location.hash.slice(1).split('/');
	const known = view in views ? view : 'requests';
	const table = known === 'records' && detail === '' ? FIRST_TABLE : decodeURIComponent(detail);
	update({
		view: known,
		detail: table,
		rows: [],
		search: '',
		openRow: undefined,
		editing: undefined,
		problem: undefined,
	});
	document.title = `${views[known][0]}: ServiceNow simulator`;
	void loadDetails().catch(() => update({ online: false }));
	void refresh().catch(() => update({ online: false }));
}

let fading: ReturnType<typeof setTimeout> | undefined;
let lastNotice = '';

const SHOWN_MS = 4000;

function show(): void {
	render(page(), document.body);
	if (state.notice === lastNotice) return;
	lastNotice = state.notice;
	clearTimeout(fading);
	if (state.notice !== '') fading = setTimeout(() => update({ notice: '' }), SHOWN_MS);
}

onChange(show);
window.addEventListener('hashchange', follow);
follow();
void keepFresh();
