// The device's clock, in seconds; the only place that asks it.
export const now = (): number => Date.now() / 1000;
