/** The English words of every diagnosis. Reach them by `await import()`: a probe that finds nothing does without. */
import { diagnoses } from '../../diagnostics/index.ts';
import { englishWords } from '../diagnose/words-by-id.ts';

/** By id. */
export const englishWordsOfAll = englishWords(diagnoses);
