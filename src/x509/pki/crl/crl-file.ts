import { isCertificateLabel, pemContent, pemTexts } from '../pem.ts';
import { readCrl } from './crl.ts';
import type { Crl } from './crl.ts';

/** What a file or an address that should hold CRLs does hold. */
export interface CrlFile {
  /** `neither`: no PEM block, and nothing that begins as DER does. */
  readonly form: 'pem' | 'der' | 'neither';
  readonly crls: readonly Crl[];
  /** Fields at which CRLs by label, or the DER, cannot be read, the first ones. Clients then refuse the whole file. */
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
  let form: CrlFile['form'] = 'neither';
  for (const block of pemTexts(octets)) {
    form = 'pem';
    if (isCertificateLabel(block.label)) certificates++;
    if (block.label !== 'X509 CRL') continue;
    // Whoever reads such a file has given up at the first broken one.
    if (broken.length === mostBroken || crls.length === mostCrls) break;
    const der = pemContent(block);
    const crl = der === null ? null : readCrl(der);
    if (crl?.ok) crls.push(crl.value);
    else broken.push(crl === null ? 'base64' : crl.problem.path);
  }
  return { form, crls, broken, certificates };
}

const mostBroken = 16;
const mostCrls = 4096;
