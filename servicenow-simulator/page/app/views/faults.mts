import { html, type TemplateResult } from 'lit-html';
import { control, type FaultRule } from '../api.mts';
import { empty } from '../parts.mts';
import { act, state, update } from '../state.mts';

async function reload(): Promise<void> {
	const { faults } = await control<{ faults: FaultRule[] }>('/faults');
	update({ faults });
}

const arm = (rule: object, what: string) =>
	act(`Armed: ${what}`, async () => {
		await control('/faults', 'POST', rule);
		await reload();
	});

/** What goes wrong most often, ready to be armed with one click. */
const usual: [label: string, rule: object][] = [
	['Next request: 503', { times: 1, fault: { status: 503 } }],
	['Next request: 429, wait 2 s', { times: 1, fault: { status: 429, retryAfter: 2 } }],
	[
		'Next POST: carried out, response lost',
		{ times: 1, match: { method: 'POST' }, fault: 'resetAfter' },
	],
	['Next request: connection lost', { times: 1, fault: 'reset' }],
	['Next request: never answered', { times: 1, fault: 'timeout' }],
	['Next read: cut off with 200', { times: 1, match: { method: 'GET' }, fault: 'cutOff' }],
	['Every request: hibernating', { fault: 'hibernating' }],
	['A third of all: 500', { rate: 0.33, fault: { status: 500 } }],
];

function matchOf({ match = {} }: FaultRule): string {
	const parts = Object.entries(match).map(
		([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
	);
	return parts.length === 0 ? 'Every request' : parts.join(', ');
}

function faultOf({ fault }: FaultRule): string {
	const { kind = 'status', ...parameters } = fault;
	const rest = Object.entries(parameters).map(([name, value]) => `${name} ${String(value)}`);
	return [String(kind), ...rest].join(', ');
}

function ruleRow(rule: FaultRule): TemplateResult {
	const limit = rule.times === undefined ? '' : ` of ${rule.times}`;
	const isUsedUp = rule.applied >= (rule.times ?? Infinity);
	return html`<tr class=${isUsedUp ? 'used' : ''}>
		<td>${faultOf(rule)}</td>
		<td>${matchOf(rule)}${rule.rate === undefined ? '' : `, ${rule.rate * 100} % of them`}</td>
		<td>${rule.applied}${limit}${isUsedUp ? ', used up' : ''}</td>
		<td>
			<button
				type="button"
				class="quiet"
				aria-label="Disarm fault ${rule.id}"
				@click=${() =>
					act('Disarmed it', async () => {
						await control(`/faults/${rule.id}`, 'DELETE');
						await reload();
					})}
			>
				Disarm
			</button>
		</td>
	</tr>`;
}

function ownRule(event: SubmitEvent): void {
	event.preventDefault();
	const form = new FormData(event.target as HTMLFormElement);
	const text = (name: string) => String(form.get(name) ?? '');
	const times = text('times');
	const operationId = text('operationId');
	const kind = text('kind');
	void arm(
		{
			...(times !== '' && { times: Number(times) }),
			...(operationId !== '' && { match: { operationId } }),
			fault: kind === 'status' ? { status: Number(text('status') || 500) } : kind,
		},
		kind,
	);
}

function form(): TemplateResult {
	return html`<form class="fields" @submit=${ownRule}>
		<label>
			Kind
			<select name="kind">
				${state.kinds.map((kind) => html`<option value=${kind}>${kind}</option>`)}
			</select>
		</label>
		<label>
			Status of kind "status"
			<input name="status" type="number" min="200" max="599" value="503" />
		</label>
		<label>
			Operation
			<select name="operationId">
				<option value="">Every request</option>
				${state.operations.map(
					({ operationId }) => html`<option value=${operationId}>${operationId}</option>`,
				)}
			</select>
		</label>
		<label>
			Times
			<input name="times" type="number" min="1" value="1" placeholder="Always" />
		</label>
		<button type="submit" class="primary">Arm</button>
	</form>`;
}

const order = (label: string, done: string, path: string, body?: object) =>
	html`<button type="button" @click=${() => act(done, () => control(path, 'POST', body ?? {}))}>
		${label}
	</button>`;

/** What is armed, and buttons to arm more. */
export function faultsView(): TemplateResult {
	return html`<h2>Break it</h2>
		<div class="buttons">
			${usual.map(
				([label, rule]) =>
					html`<button type="button" @click=${() => arm(rule, label)}>${label}</button>`,
			)}
			${order('Away for 5 s', 'It is away for 5 s', '/away', { ms: 5000 })}
			${order('Expire tokens', 'Every access token has ended', '/expire-tokens')}
		</div>
		<h2>Arm another</h2>
		${form()}
		<div class="bar">
			<h2>Armed</h2>
			<button
				type="button"
				?disabled=${state.faults.length === 0}
				@click=${() =>
					act('Disarmed all', async () => {
						await control('/faults', 'DELETE');
						await reload();
					})}
			>
				Disarm all
			</button>
		</div>
		${
			state.faults.length === 0
				? empty('Nothing is armed: requests succeed as far as they are right.')
				: html`<div class="scroll">
						<table>
							<thead>
								<tr>
									<th scope="col">Fault</th>
									<th scope="col">Applies to</th>
									<th scope="col">Applied</th>
									<th scope="col"><span class="hidden">Action</span></th>
								</tr>
							</thead>
							<tbody>
								${state.faults.map(ruleRow)}
							</tbody>
						</table>
					</div>`
		}`;
}
