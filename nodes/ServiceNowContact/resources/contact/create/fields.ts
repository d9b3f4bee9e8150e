import { agentFields } from './agent';
import { loginFields } from './login';
import { mainFields } from './main';
import { organizationFields } from './organization';
import { personFields } from './person';
import { reachFields } from './reach';

export { mainFields };

/** What else people know of a contact. */
export const moreFields = [...personFields, ...reachFields, ...organizationFields];

/** What a contact has because it is a user of the instance; few contacts are created with any of it. */
export const userFields = [...loginFields, ...agentFields];

/** Everything that a contact can be created with. */
export const everyField = [...mainFields, ...moreFields, ...userFields];
