import type { Store } from '../records/store.mts';
import { fixedSysId, glideTime, type Row } from '../records/values.mts';
import { seeded } from './seeded.mts';

/** The two contacts of the documented samples, without the empty columns. */
const documented: Row[] = [
	{
		sys_id: seeded.contacts.george,
		name: 'George Warren',
		first_name: 'George',
		last_name: 'Warren',
		user_name: 'george.warren',
		title: 'Network Administrator',
		email: 'geo.warren@mailinator.com',
		phone: '+1 858 287 7834',
		mobile_phone: '+1 858 867 7857',
		last_login_time: '2018-03-10 21:48:11',
		edu_status: '',
		location: seeded.locations.baltimore,
		company: seeded.accounts.boxeo,
		account: seeded.accounts.boxeo,
		sys_created_by: 'admin',
		sys_created_on: '2018-03-04 20:26:32',
		sys_updated_by: 'system',
		sys_updated_on: '2019-01-03 05:49:34',
		sys_mod_count: '3',
	},
	{
		sys_id: seeded.contacts.jane,
		name: 'Jane Contact',
		first_name: 'Jane',
		last_name: 'Contact',
		user_name: 'Jane.Contact',
		email: 'jane.contact@mailinator.com',
		phone: '+16692627777',
		last_login_time: '2019-01-03 15:08:57',
		last_login_device: '73.71.157.241',
		company: seeded.accounts.boxeo,
		account: seeded.accounts.boxeo,
		sys_created_by: 'carl.customer',
		sys_created_on: '2019-01-03 15:07:25',
		sys_updated_by: 'admin',
		sys_updated_on: '2019-01-03 23:26:12',
		sys_mod_count: '3',
	},
];

const firstNames =
	'Adaeze Bruno Carmen Dilip Elsa Farid Greta Hiro Imani Jonas Kaveh Lena Mateo Nadia Otto Priya Quentin Rosa Stefan Tala';
const lastNames = 'Abernethy Bergstrom Castellan Delacroix Eriksen Fontaine';
const titles = ['Buyer', 'Office Manager', 'Network Engineer', 'Service Desk Lead', 'Controller'];
const places = [
	['Aberdeen', 'GBR', '+44122455', 'Europe/London', 'en'],
	['Lyon', 'FRA', '+33478550', 'Europe/Paris', 'fr'],
	['Boston', 'USA', '+16175550', 'US/Eastern', 'en'],
	['Porto', 'PRT', '+35122550', 'Europe/Lisbon', 'pt'],
];
const count = 58;
const hourMs = 3_600_000;
const firstCreated = Date.UTC(2025, 0, 6, 9);

/** The documented contacts and 58 invented ones, spread over accounts, places and months. */
export function seedContacts(store: Store): void {
	for (const contact of documented) store.insert('customer_contact', contact);
	const accounts = [...store.table('customer_account').keys()];
	const departments = [...store.table('cmn_department').keys()];
	const first = firstNames.split(' ');
	const last = lastNames.split(' ');
	for (let index = 0; index < count; index += 1) {
		const first_name = first[index % first.length];
		const last_name = last[(index + Math.floor(index / first.length)) % last.length];
		const user_name = `${first_name}.${last_name}`.toLowerCase();
		const [city, country, prefix, time_zone, preferred_language] = places[index % places.length];
		const account = accounts[index % accounts.length];
		const created = glideTime(new Date(firstCreated + index * 57 * hourMs));
		store.insert('customer_contact', {
			sys_id: fixedSysId('customer_contact', String(index), user_name),
			name: `${first_name} ${last_name}`,
			first_name,
			last_name,
			user_name,
			email: `${user_name}@example.com`,
			phone: `${prefix}${String(1000 + index * 13)}`,
			title: titles[index % titles.length],
			city,
			country,
			time_zone,
			preferred_language,
			account,
			department: departments[index % departments.length],
			active: String(index % 12 !== 7),
			vip: String(index % 9 === 0),
			sys_created_on: created,
			sys_updated_on: created,
		});
	}
}
