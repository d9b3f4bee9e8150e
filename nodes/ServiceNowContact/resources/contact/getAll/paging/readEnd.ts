import type { IDataObject } from 'n8n-workflow';
import { PAGE_SIZE, sysIdOf, type ContactSource } from './contactSource';
import type { HiddenStretch } from './hiddenStretch';
import { OtherEnd, type Meeting } from './otherEnd';

/** Whether a read has come to its end, and what it missed. */
export class ReadEnd {
	private other?: OtherEnd;

	/**
	 * @param query with its order
	 * @param read what was read so far, by sys_id, in that order
	 */
	constructor(
		private readonly query: string,
		private readonly read: Map<string, IDataObject>,
		private readonly source: ContactSource,
	) {}

	/** Whether a response from the other end has looked at all that is behind the last record. */
	async isSeen(last: string | undefined): Promise<boolean> {
		return (await this.meeting(last)) === 'certain';
	}

	private async meeting(last: string | undefined): Promise<Meeting> {
		this.other ??= await OtherEnd.look(this.query, this.source);
		return last === undefined ? 'none' : this.other.meets(this.read, last);
	}

	/** Whether the other end showed records that were not read. */
	get hasMissed(): boolean {
		return this.other !== undefined && this.other.unread(this.read).length > 0;
	}

	/** Adds what only the other end showed to what was read. */
	takeMissed(): void {
		for (const record of this.other?.unread(this.read) ?? []) {
			this.read.set(sysIdOf(record), record);
		}
	}

	/**
	 * Ends a read: takes what only the other end shows, and notes what is not known.
	 *
	 * @param stretch what is hidden behind the last record; nothing where the instance does not tell
	 */
	async close(last: string | undefined, stretch: HiddenStretch | undefined): Promise<void> {
		if (stretch?.count === 0 || (stretch === undefined && last === undefined)) return;
		const meeting = await this.meeting(last);
		const { hasMissed, source } = this;
		this.takeMissed();
		// One response looks at a page of places, at most.
		if (meeting !== 'none' && (stretch?.count ?? 0) <= PAGE_SIZE) return;
		source.isIncomplete ||= hasMissed;
		source.isUncertain ||= stretch?.isUncertain === true;
		source.isUncounted ||= stretch === undefined;
	}
}
