import { readCrl } from './crl.ts';
import type { Crl } from './crl.ts';
import { isCertificateLabel, pemContent, readPemTexts } from './pem.ts';

/** What a file or an address that should hold CRLs does hold. */
export interface CrlFile {
  /** `neither`: no PEM block, and nothing that begins as DER does. */
  readonly form: 'pem' | 'der' | 'neither';
  readonly crls: readonly Crl[];
  /** Fields at which CRLs by label, or the DER, cannot be read. Clients then refuse the whole file. */
  readonly broken: readonly string[];
  /** PEM blocks that are certificates: CRLs and certificates may stand together. */
  readonly certificates: number;
}

/** Reads CRLs in PEM (`X509 CRL`), as octets or as a text, or in DER. */
export function readCrlFile(octets: Uint8Array | string): CrlFile {
  if (typeof octets !== 'string' && octets[0] === 0x30) {
    const crl = readCrl(octets);
    return crl.ok
      ? { form: 'der', crls: [crl.value], broken: [], certificates: 0 }
      : { form: 'der', crls: [], broken: [crl.problem.path], certificates: 0 };
  }
  const crls: Crl[] = [];
  const broken: string[] = [];
  let certificates = 0;
  const blocks = readPemTexts(octets);
  for (const block of blocks) {
    if (isCertificateLabel(block.label)) certificates++;
    if (block.label !== 'X509 CRL') continue;
    const der = pemContent(block);
    const crl = der === null ? null : readCrl(der);
    if (crl?.ok) crls.push(crl.value);
    else broken.push(crl === null ? 'base64' : crl.problem.path);
  }
  return { form: blocks.length === 0 ? 'neither' : 'pem', crls, broken, certificates };
}
