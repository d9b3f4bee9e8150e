import { areas } from '../../simulator/fidelity/areas.mts';
import type { Area, Behavior } from '../../simulator/fidelity/behavior.mts';

/** Path of the page from the root of the repository. */
export const fidelityPath = 'docs/fidelity.md';

const link = (target: string) => {
	const name = target.split('/').pop()!;
	const number = /sysparm_article=(\w+)/.exec(target)?.[1];
	return `[${number ?? name.replace(/\.md$/, '')}](${target})`;
};

const fileLink = (path: string) => `[${path.split('/').slice(-1)[0]}](../${path})`;

const subject = (about: string) => {
	const [kind, name] = about.split(':');
	return name === undefined ? about : `\`${name}\` (${kind})`;
};

function basis(behavior: Behavior): [string, string] {
	if ('sources' in behavior) {
		const { sources, reliedOnBy } = behavior;
		return [sources.map(link).join(', '), reliedOnBy.map(fileLink).join(', ') || 'No node'];
	}
	if ('variedBy' in behavior) {
		const { id, metBy = [], variedBy } = behavior;
		const met = metBy.length > 0 ? `met by ${metBy.map(fileLink).join(', ')}; ` : '';
		return [`Guess \`${id}\``, `No node; ${met}varied by ${variedBy.map(fileLink).join(', ')}`];
	}
	return ['Made for tests', 'No node'];
}

function table({ title, behaviors }: Area): string {
	const rows = behaviors.map((behavior) => {
		const about = behavior.about.map(subject).join(', ');
		return `| ${[about, behavior.does, ...basis(behavior)].join(' | ')} |`;
	});
	return [
		`## ${title}`,
		[
			'| About | What the instance does | Source | Relied on by |',
			'| --- | --- | --- | --- |',
			...rows,
		].join('\n'),
	].join('\n\n');
}

/** @returns how many behaviors there are, by what stands behind them */
export function countBehaviors(): { sourced: number; guesses: number; aids: number } {
	const all = areas.flatMap(({ behaviors }) => behaviors);
	const sourced = all.filter((behavior) => 'sources' in behavior).length;
	const guesses = all.filter((behavior) => 'variedBy' in behavior).length;
	return { sourced, guesses, aids: all.length - sourced - guesses };
}

const BLOCK = /<!-- fidelity -->\n[\s\S]*?<!-- \/fidelity -->/;

/**
 * Puts what the simulated instance does into the text of the page; what stands around the markers
 * stays.
 *
 * @param text of docs/fidelity.md
 * @throws Error when the page has no markers
 */
export function withFidelity(text: string): string {
	if (!BLOCK.test(text)) {
		throw new Error(`${fidelityPath}: add <!-- fidelity --> … <!-- /fidelity -->`);
	}
	const { sourced, guesses, aids } = countBehaviors();
	const block = [
		'<!-- fidelity -->',
		'<!-- prettier-ignore-start -->',
		`The instance has ${sourced + guesses} behaviors: ${sourced} with a source, and ${guesses} guesses. Besides, ${aids} rows are made for tests.`,
		...areas.map(table),
		'<!-- prettier-ignore-end -->',
		'<!-- /fidelity -->',
	].join('\n\n');
	return text.replace(BLOCK, () => block);
}
