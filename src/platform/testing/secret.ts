/** The key-encryption key of every test database: public, worthless, long enough. */
export const testSecret = 'a-secret-for-tests-that-protects-nothing-at-all'
