/** How a phone reaches the people's door. */
export interface Line {
  post(path: string, body: unknown): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  /** The bytes of a file that was sent. */
  file(fileId: string): Promise<Buffer>;
  /** When anything last happened in town: while others still get answers, a bot that is silent here may just be busy. */
  lastEventAt(): number;
}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}
