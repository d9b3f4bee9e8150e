import type {
	FaultRule,
	Health,
	Load,
	Logins,
	Operation,
	Row,
	SeenRequest,
	SettingInfo,
	SnapshotInfo,
	TableInfo,
} from './api.mts';

/** What came back from a request that was tried out. */
export interface Tried {
	status: number;
	ms: number;
	headers: [string, string][];
	body: string;
}

/** The request that is being put together. */
export interface Draft {
	operationId: string;
	path: string;
	query: string;
	body: string;
	/** `basic:<user name>`, `key`, or `none`. */
	login: string;
	busy: boolean;
	result?: Tried;
}

export interface State {
	view: string;
	/** What the view is about, such as a table. */
	detail: string;
	online: boolean;
	/** What was just done, for everybody to see and hear. */
	notice: string;
	health?: Health;
	load?: Load;
	requests: SeenRequest[];
	paused: boolean;
	onlyNotices: boolean;
	/** Arrival of the request that is unfolded. */
	open?: SeenRequest;
	tables: Record<string, TableInfo>;
	rows: Row[];
	search: string;
	openRow?: Row;
	/** The record that is changed, or none for a new one, while the form is open. */
	editing?: { row?: Row };
	/** What is wrong with what was entered, and in which form. */
	problem?: { place: string; text: string };
	settings: Record<string, unknown>;
	settingInfos: Record<string, SettingInfo>;
	snapshots: Record<string, SnapshotInfo>;
	faults: FaultRule[];
	kinds: string[];
	operations: Operation[];
	logins?: Logins;
	draft: Draft;
}

export const state: State = {
	view: 'requests',
	detail: '',
	online: true,
	notice: '',
	requests: [],
	paused: false,
	onlyNotices: false,
	tables: {},
	rows: [],
	search: '',
	settings: {},
	settingInfos: {},
	snapshots: {},
	faults: [],
	kinds: [],
	operations: [],
	draft: {
		operationId: '',
		path: '',
		query: '',
		body: '',
		login: 'basic:integration',
		busy: false,
	},
};

let draw = () => {};

/** @param show draws the state */
export function onChange(show: () => void): void {
	draw = show;
}

/** Changes the state, and draws it. */
export function update(changes: Partial<State>): void {
	Object.assign(state, changes);
	draw();
}

/** Does something that the user asked for, and says what came of it. */
export async function act(done: string, work: () => Promise<unknown>): Promise<void> {
	try {
		await work();
		update({ notice: done });
	} catch (error) {
		update({ notice: (error as Error).message });
	}
}

/** Does what a form asks for. What is wrong stays there to be read, until the form is sent again. */
export async function submit(
	place: string,
	done: string,
	work: () => Promise<unknown>,
): Promise<void> {
	update({ problem: undefined });
	try {
		await work();
		update({ notice: done });
	} catch (error) {
		update({ problem: { place, text: (error as Error).message } });
	}
}
