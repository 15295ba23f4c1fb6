import type { Rule } from '../rule.ts';
import { consistentInstructionCasing } from './consistent-instruction-casing.ts';
import { copyIgnoredFile } from './copy-ignored-file.ts';
import { duplicateStageName } from './duplicate-stage-name.ts';
import { exposeInvalidFormat } from './expose-invalid-format.ts';
import { exposeProtoCasing } from './expose-proto-casing.ts';
import { fromAsCasing } from './from-as-casing.ts';
import { fromPlatformFlagConstDisallowed } from './from-platform-flag-const-disallowed.ts';
import { invalidDefaultArgInFrom } from './invalid-default-arg-in-from.ts';
import { invalidDefinitionDescription } from './invalid-definition-description.ts';
import { legacyKeyValueFormat } from './legacy-key-value-format.ts';
import { maintainerDeprecated } from './maintainer-deprecated.ts';
import { multipleInstructionsDisallowed } from './multiple-instructions-disallowed.ts';
import { noEmptyContinuation } from './no-empty-continuation.ts';
import { redundantTargetPlatform } from './redundant-target-platform.ts';
import { reservedStageName } from './reserved-stage-name.ts';
import { stageNameCasing } from './stage-name-casing.ts';
import { undefinedArgInFrom } from './undefined-arg-in-from.ts';
import { undefinedVar } from './undefined-var.ts';
import { workdirRelativePath } from './workdir-relative-path.ts';

/** In teaching order. */
export const buildCheckRules: readonly Rule[] = [
	stageNameCasing,
	fromAsCasing,
	noEmptyContinuation,
	consistentInstructionCasing,
	duplicateStageName,
	reservedStageName,
	maintainerDeprecated,
	undefinedArgInFrom,
	workdirRelativePath,
	undefinedVar,
	multipleInstructionsDisallowed,
	legacyKeyValueFormat,
	redundantTargetPlatform,
	invalidDefaultArgInFrom,
	fromPlatformFlagConstDisallowed,
	copyIgnoredFile,
	exposeProtoCasing,
	exposeInvalidFormat,
	invalidDefinitionDescription,
];
