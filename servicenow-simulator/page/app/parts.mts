import { html, nothing, type TemplateResult } from 'lit-html';
import { act, state } from './state.mts';

/** A button that puts a text on the clipboard. @param what it is, for those who do not see it */
export function copyButton(text: string, what: string, label = 'Copy'): TemplateResult {
	return html`<button
		type="button"
		class="quiet"
		aria-label="Copy ${what}"
		@click=${() => act(`Copied ${what}`, () => navigator.clipboard.writeText(text))}
	>
		${label}
	</button>`;
}

const kindOf = (status: number | undefined) => {
	if (status === undefined) return 'waiting';
	if (status === 0 || status >= 500) return 'broken';
	return status >= 400 ? 'refused' : 'fine';
};

/** A status with its color; the number says it too. */
export function statusBadge(status: number | undefined): TemplateResult {
	const text = status === undefined ? '…' : status === 0 ? 'No response' : status;
	return html`<span class="badge ${kindOf(status)}">${text}</span>`;
}

/** JSON, or text as it is. */
export function pretty(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
}

/** A titled block of text; nothing where there is none. */
export function block(title: string, value: unknown): TemplateResult | typeof nothing {
	const isEmpty =
		value === undefined ||
		(typeof value === 'object' && value !== null && Object.keys(value).length === 0);
	if (isEmpty) return nothing;
	return html`<h3>${title}</h3>
		<pre tabindex="0">${pretty(value)}</pre>`;
}

/** What is wrong with what was entered in a form; nothing where it is right. */
export function problemAt(place: string): TemplateResult | typeof nothing {
	const { problem } = state;
	if (problem?.place !== place) return nothing;
	return html`<p role="alert" class="problem whole">${problem.text}</p>`;
}

/** What is there instead of a list that has nothing. */
export const empty = (text: string) => html`<p class="empty">${text}</p>`;

export const timeOf = (ms: number) => new Date(ms).toLocaleTimeString('en-GB');
