import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fullScale, quickScale, type Part } from '../../bench/bench.mts';
import { pageOf, WITHOUT_N8N } from '../../bench/document.mts';
import { compileNodes, hasRealN8n } from '../../bench/n8n.mts';
import { asText, type Report } from '../../bench/report.mts';
import { cost } from '../../bench/workloads/cost.mts';
import { creates } from '../../bench/workloads/creates.mts';
import { gets } from '../../bench/workloads/gets.mts';
import { model } from '../../bench/workloads/model.mts';
import { once } from '../../bench/workloads/once.mts';
import { pace } from '../../bench/workloads/pace.mts';
import { reads } from '../../bench/workloads/reads.mts';
import { responsiveness } from '../../bench/workloads/responsiveness.mts';
import { sharing } from '../../bench/workloads/sharing.mts';
import { root } from '../bootstrap.mjs';

const parts: Record<string, Part> = {
	creates,
	pace,
	sharing,
	once,
	responsiveness,
	reads,
	gets,
	cost,
	model,
};

const usage = `Measures this package and compares it with a bare HTTP client and n8n's own nodes.

  --quick            measure less, in about three minutes
  --only <workloads> some of: ${Object.keys(parts).join(', ')}; with commas between them
  --markdown <file>  write the report here (default docs/benchmark.md after a complete run)
  --help             show this help`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean' },
			only: { type: 'string' },
			markdown: { type: 'string' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) {
		console.log(usage);
		return;
	}
	const { quick, only } = values;
	const wanted = only?.split(',') ?? Object.keys(parts);
	const unknown = wanted.find((name) => !(name in parts));
	if (unknown !== undefined) {
		throw new Error(`--only takes some of ${Object.keys(parts).join(', ')}, not "${unknown}".`);
	}
	if (!hasRealN8n) console.log(WITHOUT_N8N);
	compileNodes();
	const startedAt = performance.now();
	const report: Report = { highlights: [], sections: [], targets: [] };
	for (const [name, part] of Object.entries(parts)) {
		if (!wanted.includes(name)) continue;
		const { highlights, sections, targets } = await part(quick ? quickScale : fullScale, (text) =>
			console.log(`  ${text}`),
		);
		report.highlights.push(...highlights);
		report.sections.push(...sections);
		report.targets.push(...targets);
	}
	console.log(`\n${asText(report)}`);
	console.log(
		`\nThe benchmark took ${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes.`,
	);
	const isWhole = !quick && only === undefined;
	const file = values.markdown ?? (isWhole ? join(root, 'docs', 'benchmark.md') : undefined);
	if (file !== undefined) writeFileSync(file, await pageOf(report));
}

main().then(
	// Ends the processes that a failure left behind.
	() => process.exit(),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
