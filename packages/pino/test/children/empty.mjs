export const app = 'no default export'
