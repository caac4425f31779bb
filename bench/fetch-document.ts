/** JSON that is there. Throws where the answer is another than 2xx. */
export async function fetchDocument(url: string, headers: Record<string, string>): Promise<object> {
  const response = await fetch(url, { headers });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as object;
}
