/** The door for the donor's page: bundled into one ES module, it needs nothing else and asks no server. */
export { verify } from './verify.ts'
