/** The 4 or 16 octets of a numeric address, a zone left out; null for a name. */
export function addressOctets(text: string): Uint8Array | null {
  const address = text.replace(/%.*$/s, '');
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) return fourOctets(address);
  if (!/^[0-9a-f:.]+$/i.test(address) || !URL.canParse(`http://[${address}]/`)) return null;
  // The URL standard writes any spelling as groups of hexadecimal digits with `::` once at most.
  const [before = '', after] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const head = groups(before);
  const tail = groups(after ?? '');
  const middle = Array.from({ length: 8 - head.length - tail.length }, () => 0);
  return new Uint8Array([...head, ...middle, ...tail].flatMap((group) => [group >> 8, group & 0xff]));
}

function fourOctets(address: string): Uint8Array | null {
  const numbers = address.split('.').map(Number);
  return numbers.every((number) => number <= 255) ? new Uint8Array(numbers) : null;
}

const groups = (text: string): readonly number[] =>
  text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
