import type { Rule } from '../../src/lint/rule.js';
import noBoxXml from '../nested/no-box-xml.js';
import sufficientConfigurationVersion from '../nested/sufficient-configuration-version.js';

/** What the configuration of a VM of Hyper-V says about nesting. */
export const HYPERV_NESTING: readonly Rule[] = [noBoxXml, sufficientConfigurationVersion];
