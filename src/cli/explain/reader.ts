/** The reader of pasted texts with all that the diagnoses claim. */
import { diagnoses } from '../../../diagnostics/index.ts';
import { claimsOf } from '../../diagnose/text/claims.ts';
import { textReader } from '../../diagnose/text/explain-text.ts';
import { rules } from '../../diagnose/text/rules/index.ts';

export const readText = textReader(rules, claimsOf(diagnoses));
