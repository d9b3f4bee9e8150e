const { rm } = require('node:fs/promises');
const { Transform } = require('node:stream');
const { dest, parallel, src } = require('gulp');
const { optimize } = require('svgo');

const optimised = () =>
	new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			try {
				const svg = optimize(file.contents.toString(), { path: file.path, multipass: true });
				file.contents = Buffer.from(svg.data);
				done(null, file);
			} catch (error) {
				done(error);
			}
		},
	});

const clean = () => rm('dist', { recursive: true, force: true });

const icons = () => src('icons/*.svg').pipe(optimised()).pipe(dest('dist/icons'));

// The codex files and schema previews sit beside the compiled nodes that use them.
const nodeData = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], { base: 'nodes' }).pipe(
		dest('dist/nodes'),
	);

const assets = parallel(icons, nodeData);

module.exports = { assets, clean, default: assets };
