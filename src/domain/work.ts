/**
 * The unit of work of one update, command or job slot: everything services do with it is committed together, or not at
 * all. Opaque on purpose: handlers pass it on to services, only db/ can open it.
 */
export interface Work {
  readonly now: Date;
}
