/** Whether a statement failed because its row stands already (SQLSTATE 23505), also inside drizzle's wrapper. */
export function isUniqueViolation(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return code === '23505' || cause?.code === '23505';
}
