/**
 * British spellings, as patterns of whole words, that n8n's US English writes in another way. Only
 * those that have turned up here, or are likely to.
 */
const BRITISH = [
	'(?:analys|authoris|capitalis|categoris|customis|emphasis|generalis|initialis|localis|minimis|maximis|normalis|optimis|organis|prioritis|randomis|recognis|serialis|standardis|summaris|synchronis|utilis|visualis)(?:e|ed|er|es|ing|ation|ations)',
	'(?:behaviour|colour|favour|favourite|flavour|honour|labour|neighbour)(?:s|ed|ing|al)?',
	'(?:centre|theatre|metre|fibre)s?',
	'(?:cancell|labell|modell|signall|travell|fuell)(?:ed|ing|er)',
	'(?:catalogue|dialogue|analogue)s?',
	'(?:defence|licence|offence|pretence)s?',
	'(?:fulfil|enrol|instal)s?',
	'(?:programme|cheque|grey|tyre|whilst|amongst|learnt|spelt|judgement|acknowledgement)s?',
];

const WORDS = new RegExp(`\\b(?:${BRITISH.join('|')})\\b`, 'gi');

/**
 * Names that somebody else spells so: an alias of the nodes' search, for people who write British
 * English, an agent status in a sample of ServiceNow, and its message of a quota.
 */
const NAMES = [/["'](?:contact|call) centre["']/g, /\bTravelling\b/g, /\bTransaction cancelled\b/g];

/** The British spellings in a text, with their lines. */
export function britishWordsIn(text: string): string[] {
	const without = NAMES.reduce((rest, name) => rest.replace(name, ''), text);
	return without
		.split('\n')
		.flatMap((line, index) => [...line.matchAll(WORDS)].map(([word]) => `${index + 1}: ${word}`));
}
