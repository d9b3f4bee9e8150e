import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Step {
	uses?: string;
	run?: string;
}

interface Job {
	needs?: string;
	permissions?: Record<string, string>;
	steps: Step[];
}

interface Workflow {
	on: { push?: { tags?: string[] } };
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const folder = '.github/workflows';

const workflows = readdirSync(folder).map((name): [string, Workflow] => [
	name,
	parse(readFileSync(`${folder}/${name}`, 'utf8')),
]);

const jobs = workflows.flatMap(([name, workflow]) =>
	Object.entries(workflow.jobs).map(([id, job]) => ({
		title: `${name}: ${id}`,
		job,
		permissions: job.permissions ?? workflow.permissions,
	})),
);

const publishers = jobs.filter(({ permissions }) => permissions['id-token'] === 'write');

describe('the workflows on GitHub', () => {
	test.each(jobs)('$title pins its actions to commits', ({ job }) => {
		for (const { uses } of job.steps) {
			if (uses) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
		}
	});

	test.each(jobs)('$title may write nothing to the repository', ({ permissions }) => {
		expect(permissions).toBeDefined();
		const { 'id-token': _, ...others } = permissions;
		expect(Object.values(others).filter((access) => access !== 'read')).toEqual([]);
	});

	test('each publish workflow, and no other, has one job that may publish', () => {
		expect(publishers.map(({ title }) => title)).toEqual([
			'publish-simulator.yml: publish',
			'publish.yml: publish',
		]);
	});

	test.each(['publish-simulator.yml', 'publish.yml'])(
		'%s refuses another version, another repository, and placeholders, and tests what it packs',
		(name) => {
			const { steps } = Object.fromEntries(workflows)[name].jobs.package;
			const runs = steps.flatMap(({ run }) => run ?? []);
			expect(runs).toEqual(
				expect.arrayContaining([
					expect.stringMatching(/^test "\$GITHUB_REF_NAME" = .*package\.json"\)\.version/),
					expect.stringMatching(/^test "git\+https.*package\.json"\)\.repository\.url/),
					'npm run owner -- --check',
					expect.stringMatching(/^(bash \.ci\/run|npm run simulator -- --pack)$/),
				]),
			);
		},
	);

	test('the tags of the two packages do not start each other', () => {
		const tags = Object.fromEntries(workflows);
		expect(tags['publish.yml'].on.push?.tags).toEqual(['v*.*.*']);
		expect(tags['publish-simulator.yml'].on.push?.tags).toEqual(['servicenow-simulator-v*.*.*']);
	});

	test.each(publishers)('$title runs none of our code: it publishes a tarball', ({ job }) => {
		const actions = job.steps.flatMap(({ uses }) => (uses ? [uses.replace(/@.*/, '')] : []));
		expect(actions).toEqual(['actions/setup-node', 'actions/download-artifact']);
		expect(job.steps.flatMap(({ run }) => run ?? [])).toEqual([
			expect.stringMatching(/^npm publish \.\/\*\.tgz .*--provenance/),
		]);
		expect(job.needs).toBe('package');
	});

	test('the end-to-end job leaves out what the test job has run', () => {
		const { test: unit, e2e } = Object.fromEntries(workflows)['ci.yml'].jobs;
		expect(unit.steps.map(({ run }) => run)).toContain('npm test');
		expect(e2e.steps.map(({ run }) => run)).toContain(
			'bash .ci/run test:versions test:campaign test:e2e',
		);
	});
});
