import { control, type Row, type SettingInfo, type SnapshotInfo, type TableInfo } from './api.mts';
import { state, update } from './state.mts';

/** Reads the tables, and the records of the one that is shown. */
export async function loadRecords(): Promise<void> {
	const tables = await control<Record<string, TableInfo>>('/tables');
	update({ tables });
	const { detail } = state;
	if (!(detail in tables)) return;
	const { records } = await control<{ records: Row[] }>(`/records/${detail}`);
	if (state.detail === detail) update({ rows: records });
}

/** Reads the settings, and what each may be. */
export async function loadSettings(): Promise<void> {
	const [settings, { settings: settingInfos }] = await Promise.all([
		control<Record<string, unknown>>('/settings'),
		control<{ settings: Record<string, SettingInfo> }>('/setting-schemas'),
	]);
	update({ settings, settingInfos });
}

/** Reads which snapshots there are. */
export async function loadSnapshots(): Promise<void> {
	const { snapshots } = await control<{ snapshots: Record<string, SnapshotInfo> }>('/snapshots');
	update({ snapshots });
}
