/**
 * Stands for something that starts before the tests and ends after them.
 *
 * @param what it is, for the message
 * @param current what runs when a member is read
 * @throws Error with every use while nothing runs
 */
export function whileItRuns<Thing extends object>(
	what: string,
	current: () => Thing | undefined,
): Thing {
	return new Proxy({} as Thing, {
		get(_, member) {
			const thing = current();
			if (thing === undefined) throw new Error(`The ${what} runs only while tests run`);
			return Reflect.get(thing, member) as unknown;
		},
	});
}
