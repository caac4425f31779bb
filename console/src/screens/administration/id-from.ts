/** The name that a part of the address stands for; as it is where it stands for none. */
export function idFrom(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
