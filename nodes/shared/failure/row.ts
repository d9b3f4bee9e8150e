import type { Condition } from './conditions';
import type { Retryability } from './types';

/** What the user can do about a failure; docs/errors.md has a section for each. */
export type Topic = 'signIn' | 'network' | 'access' | 'input' | 'availability' | 'outcome';

/** One thing that can go wrong. Texts have placeholders in braces; `placeholders.ts` has their meaning. */
export interface Row {
	topic: Topic;
	when: Condition;
	/** What shows it, for a reader of the docs. */
	shownBy: string;
	/** `final` when left out. */
	retryability?: Retryability;
	message: string;
	advice: string;
}
