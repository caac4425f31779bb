/** How requests are checked: texts of the query become numbers and lists; what nobody asked for stays where it is. */
export const validation = {
  customOptions: {
    coerceTypes: 'array',
    removeAdditional: false,
    verbose: true,
    strict: false,
  },
} as const;
