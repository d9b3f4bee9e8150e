import { html, nothing, type TemplateResult } from 'lit-html';
import { control, type SeenRequest } from '../api.mts';
import { block, empty, statusBadge, timeOf } from '../parts.mts';
import { act, state, update } from '../state.mts';

const SHOWN = 100;

function queryOf({ query }: SeenRequest): string {
	const parts = Object.entries(query).map(([name, value]) => `${name}=${String(value)}`);
	return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** Why an instance leaves something out, and answers with success all the same. */
const WHY_IGNORED =
	'An instance leaves out conditions on columns that it does not have or that the user may not read, and parameters that it does not know, and answers as if they were not there.';

const WHY_NOT_SIMULATED =
	'A real instance may have it. The simulator has not, and says so instead of making up an answer.';

const hasNotice = ({ ignored, notSimulated }: SeenRequest) =>
	ignored !== undefined || notSimulated !== undefined;

function notices(request: SeenRequest): TemplateResult | typeof nothing {
	const { ignored = [], notSimulated, fault } = request;
	if (!hasNotice(request) && fault === undefined) return nothing;
	return html`<ul class="notices">
		${ignored.map((text) => html`<li><b>Ignored</b> ${text}</li>`)}
		${notSimulated === undefined ? nothing : html`<li><b>Not simulated</b> ${notSimulated}</li>`}
		${fault === undefined ? nothing : html`<li><b>Armed fault</b> ${fault}</li>`}
	</ul>`;
}

function details(request: SeenRequest): TemplateResult {
	const waits = {
		node: request.node,
		waitedForPermitMs: request.waitedMs && Math.round(request.waitedMs),
		waitedForSessionMs: request.sessionWaitedMs && Math.round(request.sessionWaitedMs),
	};
	return html`<tr class="details">
		<td colspan="5">
			${request.ignored ? html`<p class="hint">${WHY_IGNORED}</p>` : nothing}
			${request.notSimulated ? html`<p class="hint">${WHY_NOT_SIMULATED}</p>` : nothing}
			${block('Query', request.query)} ${block('Body', request.body)}
			${block('Way through the instance', waits)} ${block('Headers', request.headers)}
		</td>
	</tr>`;
}

const isSame = (a: SeenRequest, b: SeenRequest | undefined) =>
	b !== undefined && a.at === b.at && a.method === b.method && a.path === b.path;

function row(request: SeenRequest): TemplateResult {
	const isOpen = isSame(request, state.open);
	return html`<tr>
			<td class="time">${timeOf(request.at)}</td>
			<td>${statusBadge(request.status)}</td>
			<td><b>${request.method}</b></td>
			<td class="wide">
				<button
					type="button"
					class="link"
					aria-expanded=${isOpen}
					@click=${() => update({ open: isOpen ? undefined : request })}
				>
					<span class="path">${request.path}</span><span class="query">${queryOf(request)}</span>
				</button>
				${notices(request)}
			</td>
			<td class="operation">${request.operationId ?? ''}</td>
		</tr>
		${isOpen ? details(request) : nothing}`;
}

/** The requests, the newest first, with what was left out of them. */
export function requestsView(): TemplateResult {
	const shown = state.requests
		.filter((request) => !state.onlyNotices || hasNotice(request))
		.slice(-SHOWN)
		.reverse();
	return html`<div class="bar">
			<h2>Requests</h2>
			<label>
				<input
					type="checkbox"
					.checked=${state.onlyNotices}
					@change=${() => update({ onlyNotices: !state.onlyNotices })}
				/>
				Only those with ignored or missing parts
			</label>
			<button
				type="button"
				aria-pressed=${state.paused}
				@click=${() => update({ paused: !state.paused })}
			>
				${state.paused ? 'Continue' : 'Pause'}
			</button>
			<button
				type="button"
				@click=${() =>
					act('Emptied the log', async () => {
						await control('/requests', 'DELETE');
						update({ requests: [], open: undefined });
					})}
			>
				Empty
			</button>
		</div>
		${
			shown.length === 0
				? empty('No request yet. Send one from Try out, or from your own program.')
				: html`<div class="scroll">
						<table>
							<thead>
								<tr>
									<th scope="col">Time</th>
									<th scope="col">Status</th>
									<th scope="col">Method</th>
									<th scope="col">URL</th>
									<th scope="col">Operation</th>
								</tr>
							</thead>
							<tbody>
								${shown.map(row)}
							</tbody>
						</table>
					</div>`
		}`;
}
