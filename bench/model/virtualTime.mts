interface Event {
	at: number;
	/** Order of events of the same moment. */
	order: number;
	happen: () => void;
}

function isBefore(a: Event, b: Event): boolean {
	return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** A clock that jumps from event to event, so that a minute takes a moment. */
export class VirtualTime {
	/** Milliseconds from the start. */
	now = 0;

	private count = 0;

	/** A binary heap, the next event first. */
	private readonly events: Event[] = [];

	/** Lets something happen later. @param ms from now */
	after(ms: number, happen: () => void): void {
		const { events } = this;
		events.push({ at: this.now + ms, order: this.count, happen });
		this.count += 1;
		let place = events.length - 1;
		while (place > 0) {
			const parent = (place - 1) >> 1;
			if (isBefore(events[parent], events[place])) break;
			this.swap(parent, place);
			place = parent;
		}
	}

	/** Lets time pass. @param isOver whether to stop; it also stops when nothing is left to happen */
	run(isOver: () => boolean): void {
		while (this.events.length > 0 && !isOver()) {
			const { at, happen } = this.takeNext();
			this.now = at;
			happen();
		}
	}

	private takeNext(): Event {
		const { events } = this;
		const [next] = events;
		const last = events.pop()!;
		if (events.length > 0) events[0] = last;
		for (let place = 0; ;) {
			const children = [2 * place + 1, 2 * place + 2].filter((child) => child < events.length);
			const least = children.reduce(
				(best, child) => (isBefore(events[child], events[best]) ? child : best),
				place,
			);
			if (least === place) return next;
			this.swap(least, place);
			place = least;
		}
	}

	private swap(a: number, b: number): void {
		const { events } = this;
		[events[a], events[b]] = [events[b], events[a]];
	}
}
