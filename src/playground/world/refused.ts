/** Something a person can't do with her phone right now; the message says why in a sentence. */
export class Refused extends Error {
  readonly status: 400 | 404 | 409;

  constructor(status: 400 | 404 | 409, message: string) {
    super(message);
    this.status = status;
  }
}
