import type { Actor } from '../domain/actor.ts';
import type { FileOrder } from '../domain/file-order.ts';

/** Everything that is kept of whoever asks, as a file. There is no way to ask for anybody else's. */
export type OrderOwnData = (actor: Actor) => FileOrder;

export const orderOwnData: OrderOwnData = ({ person }) => ({ kind: 'myData', person });
