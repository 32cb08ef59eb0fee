import { toHex } from '../../base/octets.ts';
import { decode } from '../wire/codec.ts';
import { findExtension } from '../wire/extensions/extension.ts';
import type { Extension } from '../wire/extensions/extension.ts';
import { recordSizeLimit } from '../wire/extensions/record-limits.ts';
import { isKnownSct, signedCertificateTimestampList } from '../wire/extensions/signed-certificate-timestamp.ts';
import { extensionTypes } from '../wire/registries/extension-type.ts';
import type { Machine } from './machine.ts';

const types = extensionTypes.codes;

/** Notes the logs' timestamps of one certificate. A list that cannot be decoded is a violation, and evidence at most. */
export function noteTimestamps(m: Machine, certificate: number, extensions: readonly Extension[]): void {
  const found = findExtension(extensions, types.signed_certificate_timestamp);
  if (found === undefined) return;
  const list = decode(signedCertificateTimestampList, found.data);
  if (!list.ok) {
    m.recorder.violation({ kind: 'undecodablePart', part: 'certificateExtension', path: list.problem.path });
    return;
  }
  for (const sct of list.value) {
    const known = isKnownSct(sct) ? sct : null;
    m.recorder.timestamp({
      certificate,
      logId: known === null ? null : toHex(known.logId),
      timestamp: known?.timestamp ?? null,
    });
  }
}

/** Notes the record_size_limit of a ServerHello or EncryptedExtensions. */
export function noteRecordSizeLimit(m: Machine, extensions: readonly Extension[]): void {
  const found = findExtension(extensions, types.record_size_limit);
  if (found === undefined) return;
  const limit = decode(recordSizeLimit, found.data);
  if (limit.ok) m.recorder.values.recordSizeLimit = limit.value;
}
