/** Whether a text can be an id. What cannot is not looked for: PostgreSQL refuses some of it. */
export function isId(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]{1,200}$/.test(text);
}
