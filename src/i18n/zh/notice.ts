export const notice = {} as const;
