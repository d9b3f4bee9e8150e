/** A clock that goes on as soon as nobody has anything left to do at its time. */
export class VirtualTime {
	/** Milliseconds since the start. */
	now = 0;

	private readonly timers: Array<{ at: number; wake: () => void }> = [];

	/** Waits. @param milliseconds from now */
	async sleep(milliseconds: number): Promise<void> {
		await new Promise<void>((wake) => this.timers.push({ at: this.now + milliseconds, wake }));
	}

	/** Runs work to its end. @returns what it came to, in order */
	async run<Result>(work: Array<Promise<Result>>): Promise<Array<PromiseSettledResult<Result>>> {
		const all = Promise.allSettled(work);
		let isOver = false;
		void all.then(() => {
			isOver = true;
		});
		for (;;) {
			// Everything that is due has been done when this comes back.
			await new Promise((resolve) => setImmediate(resolve));
			if (isOver) return await all;
			this.advance();
		}
	}

	private advance(): void {
		const next = Math.min(...this.timers.map(({ at }) => at));
		if (next === Infinity) throw new Error('Everybody waits for what does not come');
		this.now = next;
		const due = this.timers.filter(({ at }) => at <= next);
		for (const timer of due) this.timers.splice(this.timers.indexOf(timer), 1);
		for (const { wake } of due) wake();
	}
}
