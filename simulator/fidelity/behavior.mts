interface Described {
	/**
	 * What it belongs to: `setting:…`, `fault:…` and `operation:…` by name, or a topic. A test asks for
	 * a row of every setting, kind of fault and operation.
	 */
	about: string[];
	/** What the instance does, in one sentence. */
	does: string;
}

/** A behavior that somebody else has shown or documented. */
export interface Sourced extends Described {
	/** Addresses of pages, articles or recorded answers. */
	sources: [string, ...string[]];
	/** Paths of the source files of the nodes that rely on it. */
	reliedOnBy: string[];
}

/** A behavior that nobody has shown. No node relies on it, and tests vary it. */
export interface Guess extends Described {
	/** Its name, which stays while its words may change. */
	id: string;
	/**
	 * Paths of the source files of the nodes that meet it, and do right either way; a test that runs the
	 * nodes varies it then. Left out where no node comes near it.
	 */
	metBy?: [string, ...string[]];
	/** Paths of the tests that vary it. */
	variedBy: [string, ...string[]];
}

/** What only makes tests possible, and is no behavior of an instance. */
export interface Aid extends Described {
	aid: true;
}

export type Behavior = Sourced | Guess | Aid;

/** Behaviors of one part of the instance. */
export interface Area {
	title: string;
	behaviors: Behavior[];
}

const docs = 'https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown';

/** @returns the address of a page of ServiceNow's documentation, `path` without `.md` */
export const page = (path: string): string => `${docs}/${path}.md`;

/** @returns the address of a support article of ServiceNow, for example `KB1297438` */
export const article = (number: string): string =>
	`https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=${number}`;
