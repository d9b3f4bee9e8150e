/** What the control surface says of the instance. */
export interface Health {
	status: string;
	url: string;
	tables: number;
	records: number;
}

export interface Second {
	at: number;
	arrived: number;
	succeeded: number;
	failed: number;
	waitedMs: number;
	inFlight: number;
}

export interface Load {
	now: number;
	total: number;
	inFlight: number;
	nodes: { running: number; waiting: number }[];
	permits: number | null;
	queue: number;
	latencyMs: number;
	seconds: Second[];
}

export interface SeenRequest {
	method: string;
	path: string;
	query: Record<string, unknown>;
	body?: unknown;
	headers: Record<string, string>;
	operationId?: string;
	status?: number;
	at: number;
	node?: number;
	waitedMs?: number;
	sessionWaitedMs?: number;
	ignored?: string[];
	notSimulated?: string;
	fault?: string;
}

export interface TableInfo {
	label: string;
	display?: string;
	records: number;
	columns: string[];
	/** Tables that columns refer to. */
	references: Record<string, string>;
}

/** What a setting may be, as JSON Schema, and what it starts with. */
export interface SettingInfo {
	schema: { type?: string; enum?: string[] };
	/** null where it starts without a value. */
	start: unknown;
}

export interface SnapshotInfo {
	takenAt: string;
	records: number;
}

export interface FaultRule {
	id: number;
	match?: Record<string, unknown>;
	fault: Record<string, unknown>;
	times?: number;
	rate?: number;
	matched: number;
	applied: number;
}

export interface Operation {
	operationId: string;
	api: string;
	method: string;
	path: string;
	sample: { path: string; query: Record<string, string | number>; body: unknown };
}

export interface Logins {
	users: { userName: string; password: string; roles: string[] }[];
	apiKey: string;
	oauth: { clientId: string; clientSecret: string };
}

export type Row = Record<string, string>;

/**
 * Asks the control surface.
 *
 * @throws Error with what it says where it refuses
 */
export async function control<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
	const response = await fetch(`/__simulator${path}`, {
		method,
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const answer = (await response.json()) as T & { error?: string };
	if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
	return answer;
}
