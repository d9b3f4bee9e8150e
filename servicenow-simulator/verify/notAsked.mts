const LIMITED = 'it takes a login that may see less, which only an administrator can make';

const AWAY = 'it comes about when the instance, or what is in front of it, is away';

const OVERLOAD = 'it takes so many or such long requests that others would suffer';

/** Guesses that no request tells without harm, by id, and why not. */
export const NOT_ASKED: Record<string, string> = {
	cutOffText: OVERLOAD,
	dataPolicyText: 'it takes a data policy or a business rule that refuses, with words of its own',
	batchRefusals: 'faults and rate limits are none that a client can make',
	dictionaryRefusals: 'it would make and delete tables, of which a license counts every one',
	emptyAnswers: AWAY,
	emptyRows: LIMITED,
	foreignPages: AWAY,
	queryAclAnswer: LIMITED,
	quota500: OVERLOAD,
	customUrl: 'it takes an instance with a custom URL',
	renamedTo: 'it takes an instance that was renamed',
	restrictedLogins: LIMITED,
	retryAfter: OVERLOAD,
	unreadableColumnAnswer: LIMITED,
};

const MEMBERS =
	'it would take an agent into or out of a conversation, and no API makes one to try it with';

/** Documented samples that are not sent, by operation. */
export const SAMPLES_NOT_SENT: Record<string, string> = {
	'conversationMember.drop': MEMBERS,
	'conversationMember.update': MEMBERS,
};
