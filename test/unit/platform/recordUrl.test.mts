import { readRecordUrl } from '../../../nodes/shared/platform/recordUrl';

const ID = '62826bf03710200044e0bfc8bcbe5df1';

test.each([
	['https://dev1.service-now.com', 'dev1.service-now.com'],
	['https://DEV1.service-now.com:443', 'dev1.service-now.com'],
	['https://dev1.service-now.com.', 'dev1.service-now.com'],
	['https://dev1.service-now.com.:8443', 'dev1.service-now.com:8443'],
	['http://localhost:80', 'localhost'],
	['http://localhost:443', 'localhost:443'],
	['https://ann@dev1.service-now.com', 'dev1.service-now.com'],
])('a record on %s is on the host %s', (address, host) => {
	const url = `${address}/customer_contact.do?sys_id=${ID}`;
	expect(readRecordUrl(url)).toEqual({ sysId: ID, host, table: 'customer_contact' });
});
