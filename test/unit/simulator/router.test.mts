import { Router } from '../../../simulator/http/router.mts';

const router = new Router<string>();
for (const url of [
	'/api/now/table/:table',
	'/api/now/:api_version(^v\\d+$)/table/:table',
	'/api/now/table/:table/:sys_id',
	'/api/now/attachment/file',
	'/api/now/attachment/:sys_id',
	'/api/now/attachment/:sys_id/file',
	'/a',
]) {
	router.add(url, url);
}

test.each<[string, string, Record<string, string>]>([
	['/a', '/a', {}],
	['/api/now/table/incident', '/api/now/table/:table', { table: 'incident' }],
	[
		'/api/now/v2/table/x',
		'/api/now/:api_version(^v\\d+$)/table/:table',
		{ api_version: 'v2', table: 'x' },
	],
	['/api/now/table/v2/table', '/api/now/table/:table/:sys_id', { table: 'v2', sys_id: 'table' }],
	['/api/now/attachment/file', '/api/now/attachment/file', {}],
	['/api/now/attachment/file/file', '/api/now/attachment/:sys_id/file', { sys_id: 'file' }],
	['/api/now/attachment/a%2Fb%20c', '/api/now/attachment/:sys_id', { sys_id: 'a/b c' }],
	['/api/now/attachment/%zz', '/api/now/attachment/:sys_id', { sys_id: '%zz' }],
	['/api/n%6Fw/table/__proto__', '/api/now/table/:table', { table: '__proto__' }],
])('%s leads to %s', (path, target, params) => {
	expect(router.find(path)).toEqual({ target, params });
});

test.each(['/a/', '//a', '', '/A', '/api/now/table/', '/api/now/w2/table/x'])(
	'%s leads to nothing',
	(path) => {
		expect(router.find(path)).toBeUndefined();
	},
);
