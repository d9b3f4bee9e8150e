import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { Load, Second } from '../api.mts';
import { empty } from '../parts.mts';
import { state } from '../state.mts';

const SECONDS = 60;
const WIDTH = 720;
const HEIGHT = 150;
const STEP = WIDTH / SECONDS;

type Measure = (second: Second) => number;

/** Every second of the last minute; those without a request are zero. */
function minute({ now, seconds }: Load): Second[] {
	const known = new Map(seconds.map((second) => [second.at, second]));
	return Array.from({ length: SECONDS }, (_, index) => {
		const at = now - SECONDS + 1 + index;
		return known.get(at) ?? { at, arrived: 0, succeeded: 0, failed: 0, waitedMs: 0, inFlight: 0 };
	});
}

/** A round number at or above the largest value, so that the scale does not change all the time. */
function ceiling(value: number): number {
	const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
	return [1, 2, 5, 10].map((factor) => factor * power).find((top) => top >= value) ?? value;
}

function bars(seconds: Second[], top: number): TemplateResult[] {
	const height = (value: number) => (value / top) * HEIGHT;
	return seconds.map((second, index) => {
		const failed = height(second.failed);
		const fine = height(second.succeeded);
		const x = index * STEP + 1;
		return svg`<rect class="bar-fine" x=${x} y=${HEIGHT - fine} width=${STEP - 2} height=${fine}></rect>
			<rect class="bar-failed" x=${x} y=${HEIGHT - fine - failed} width=${STEP - 2} height=${failed}></rect>`;
	});
}

function line(seconds: Second[], top: number, measure: Measure): TemplateResult {
	const points = seconds
		.map((second, index) => `${(index + 0.5) * STEP},${HEIGHT - (measure(second) / top) * HEIGHT}`)
		.join(' ');
	return svg`<polyline class="line" points=${points}></polyline>`;
}

function chart(
	title: string,
	unit: string,
	top: number,
	content: unknown,
	says: string,
): TemplateResult {
	return html`<figure>
		<figcaption>${title}</figcaption>
		<div class="chart">
			<svg
				role="img"
				aria-label=${says}
				viewBox="0 0 ${WIDTH} ${HEIGHT}"
				preserveAspectRatio="none"
			>
				<line class="grid" x1="0" x2=${WIDTH} y1="0.5" y2="0.5"></line>
				<line class="grid" x1="0" x2=${WIDTH} y1=${HEIGHT / 2} y2=${HEIGHT / 2}></line>
				<line class="grid" x1="0" x2=${WIDTH} y1=${HEIGHT - 0.5} y2=${HEIGHT - 0.5}></line>
				${content}
			</svg>
			<div class="scale" aria-hidden="true"><span>${top} ${unit}</span><span>0</span></div>
		</div>
		<div class="axis" aria-hidden="true"><span>a minute ago</span><span>now</span></div>
	</figure>`;
}

function nodes({ nodes: all, permits, queue }: Load): TemplateResult {
	const free = permits === null ? 'no limit' : `${permits} permits`;
	return html`<h2>Application nodes</h2>
		<p class="hint">Each has ${free}, and a queue of ${queue}.</p>
		<ul class="nodes">
			${all.map(
				({ running, waiting }, index) =>
					html`<li>
						<b>Node ${index + 1}</b>
						<span>${running} at work</span>
						<span class=${waiting > 0 ? 'warn' : ''}>${waiting} waiting</span>
						${
							permits === null
								? nothing
								: html`<meter
										min="0"
										max=${permits}
										.value=${running}
										aria-label="Permits of node ${index + 1} in use"
									></meter>`
						}
					</li>`,
			)}
		</ul>`;
}

/** What the instance has to do, and how long requests wait, as a picture. */
export function loadView(): TemplateResult {
	const { load } = state;
	if (!load) return empty('Not known yet.');
	const seconds = minute(load);
	const most = (measure: Measure) => Math.max(0, ...seconds.map(measure));
	const sum = (measure: Measure) => seconds.reduce((all, second) => all + measure(second), 0);
	const responses = most(({ succeeded, failed }) => succeeded + failed);
	const waited = most(({ waitedMs }) => waitedMs);
	const [succeeded, failed] = [sum((one) => one.succeeded), sum((one) => one.failed)];
	return html`<h2>The last minute</h2>
		<dl class="figures">
			<div>
				<dt>Succeeded</dt>
				<dd>${succeeded}</dd>
			</div>
			<div>
				<dt>Failed</dt>
				<dd>${failed}</dd>
			</div>
			<div>
				<dt>Longest wait</dt>
				<dd>${waited} ms</dd>
			</div>
			<div>
				<dt>Most at once</dt>
				<dd>${most(({ inFlight }) => inFlight)}</dd>
			</div>
			<div>
				<dt>Now</dt>
				<dd>${load.inFlight}</dd>
			</div>
		</dl>
		${chart(
			'Responses a second',
			'',
			ceiling(responses),
			bars(seconds, ceiling(responses)),
			`Responses a second: ${succeeded} succeeded and ${failed} failed within the last minute, at most ${responses} in a second.`,
		)}
		<p class="legend">
			<span class="swatch fine"></span> below 400 <span class="swatch failed"></span> 400 and more,
			or no response
		</p>
		${chart(
			'Longest wait for a permit or a session',
			'ms',
			ceiling(waited),
			line(seconds, ceiling(waited), ({ waitedMs }) => waitedMs),
			`Longest wait within the last minute: ${waited} ms.`,
		)}
		${nodes(load)}`;
}
