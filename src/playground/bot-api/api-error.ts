/** A refusal in Telegram's words: `description` is compared literally by bots, so it is part of the interface. */
export class ApiError extends Error {
  readonly code: number;
  readonly parameters: { retry_after: number } | undefined;

  constructor(code: number, description: string, parameters?: { retry_after: number }) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export function badRequest(reason: string): ApiError {
  return new ApiError(400, `Bad Request: ${reason}`);
}

export function forbidden(reason: string): ApiError {
  return new ApiError(403, `Forbidden: ${reason}`);
}

export function conflict(reason: string): ApiError {
  return new ApiError(409, `Conflict: ${reason}`);
}

export function tooManyRequests(retryAfter: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter });
}
