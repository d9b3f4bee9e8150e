import { join } from 'node:path';
import { onFreePort } from '../process/onFreePort.mts';
import { Service } from '../process/service.mts';

/**
 * Starts a Redis that keeps nothing on disk.
 *
 * @param folder for its log
 * @throws Error that says what to install, when there is no Redis
 */
export async function startRedis(folder: string): Promise<{ service: Service; port: number }> {
	return await onFreePort(async (port) => {
		const service = await Service.start({
			command: 'redis-server',
			args: ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
			cwd: folder,
			logFile: join(folder, 'redis.log'),
			whenMissing: 'Queue mode needs Redis: install the package redis-server.',
		});
		await service.ready(() => service.log.includes('Ready to accept connections'), 20);
		return { service, port };
	});
}
