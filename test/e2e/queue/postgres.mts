import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Service } from '../process/service.mts';

/** Debian keeps the programs of each version here, outside of PATH. */
const versions = '/usr/lib/postgresql';

const whenMissing = 'Queue mode needs PostgreSQL: install the package postgresql.';

/** The name of the database and of its user, who needs no password from this machine. */
export const databaseName = 'postgres';

/** Path of a program, or its mere name where only PATH can tell. */
function program(name: string): string {
	const newestFirst = existsSync(versions)
		? readdirSync(versions).sort((a, b) => Number(b) - Number(a))
		: [];
	const paths = newestFirst.map((version) => join(versions, version, 'bin', name));
	return paths.find((path) => existsSync(path)) ?? name;
}

/** @throws Error that says what to install, when there is no PostgreSQL */
function assertInstalled(): void {
	try {
		execFileSync(program('initdb'), ['--version'], { stdio: 'pipe' });
	} catch (error) {
		throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Error(whenMissing) : error;
	}
}

/** PostgreSQL refuses to run as root; its package brings a user along. */
function userOfPostgres(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const id = (option: string) =>
		Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

/**
 * Starts a PostgreSQL with an empty database. It listens on a socket in its folder, and on no port.
 *
 * @param folder that its user can reach
 * @returns with the folder of the socket, which clients take for the host
 * @throws Error that says what to install, when there is no PostgreSQL
 */
export async function startPostgres(folder: string): Promise<{ service: Service; host: string }> {
	assertInstalled();
	const user = userOfPostgres();
	const data = join(folder, 'postgres');
	mkdirSync(data, { mode: 0o700 });
	if (user) chownSync(data, user.uid, user.gid);
	const setUp = ['--pgdata', data, '--username', databaseName, '--auth', 'trust', '--no-sync'];
	execFileSync(program('initdb'), setUp, { ...user, cwd: data, stdio: 'pipe' });

	const service = await Service.start({
		command: program('postgres'),
		// Nothing has to outlive the test, so nothing waits for the disk.
		args: ['-D', data, '-h', '', '-k', data, '-c', 'fsync=off'],
		cwd: data,
		logFile: join(folder, 'postgres.log'),
		user,
		whenMissing,
	});
	await service.ready(() => service.log.includes('ready to accept connections'), 30);
	return { service, host: data };
}
