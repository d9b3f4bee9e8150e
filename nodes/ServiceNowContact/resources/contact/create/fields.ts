import { loginFields } from './login';
import { organizationFields } from './organization';
import { personFields } from './person';
import { reachFields } from './reach';

export { mainFields } from './main';

/** Everything else that a contact can be created with. */
export const moreFields = [...personFields, ...reachFields, ...organizationFields, ...loginFields];
