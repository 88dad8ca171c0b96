/**
 * The encodings that VMware can read, in the order in which it looks a name up.
 * Source: the rows marked SUPPORTED of lib/unicode/unicodeSimpleTypes.c in open-vm-tools at commit 1634dfb42f72.
 */

/**
 * `ascii-superset`: every ASCII byte that VMware's line grammar looks for means itself, so that an edit of ASCII bytes
 * is safe. `stateful`: it does not, because of wider code units, shift sequences or compression.
 */
export type EncodingFamily = 'ascii-superset' | 'stateful';

export type EncodingRow = readonly [
  preferredName: string,
  windowsCodePage: number | null,
  /** The WHATWG label that comes nearest (encodings.ts corrects where it differs), or null where there is none. */
  decoder: string | null,
  family: EncodingFamily,
  /** Separated by spaces. */
  aliases: string,
];

// prettier-ignore
export const ENCODINGS: readonly EncodingRow[] = [
  ['ASCII', 20127, 'us-ascii', 'ascii-superset', 'ANSI_X3.4-1968 iso-ir-6 ANSI_X3.4-1986 ISO_646.irv:1991 ISO646-US US-ASCII us IBM367 cp367 csASCII 646 ascii7'],
  ['ISO-8859-1', 28591, 'iso-8859-1', 'ascii-superset', 'ISO_8859-1:1987 iso-ir-100 ISO_8859-1 latin1 l1 IBM819 CP819 csISOLatin1 8859_1 819'],
  ['ISO-8859-2', 28592, 'iso-8859-2', 'ascii-superset', 'ISO_8859-2:1987 iso-ir-101 ISO_8859-2 latin2 l2 csISOLatin2 ibm-912_P100-1995 ibm-912 8859_2 cp912 912'],
  ['ISO-8859-3', 28593, 'iso-8859-3', 'ascii-superset', 'ISO_8859-3:1988 iso-ir-109 ISO_8859-3 latin3 l3 csISOLatin3 ibm-913_P100-2000 ibm-913 8859_3 cp913 913'],
  ['ISO-8859-4', 28594, 'iso-8859-4', 'ascii-superset', 'ISO_8859-4:1988 iso-ir-110 ISO_8859-4 latin4 l4 csISOLatin4 ibm-914_P100-1995 ibm-914 8859_4 cp914 914'],
  ['ISO-8859-5', 28595, 'iso-8859-5', 'ascii-superset', 'ISO_8859-5:1988 iso-ir-144 ISO_8859-5 cyrillic csISOLatinCyrillic ibm-915_P100-1995 ibm-915 8859_5 cp915 915'],
  ['ISO-8859-6', 28596, 'iso-8859-6', 'ascii-superset', 'ISO_8859-6:1987 iso-ir-127 ISO_8859-6 ECMA-114 ASMO-708 arabic csISOLatinArabic ibm-1089_P100-1995 ibm-1089 8859_6 cp1089 1089'],
  ['ASMO-708', 708, 'iso-8859-6', 'ascii-superset', ''],
  ['ISO-8859-7', 28597, 'iso-8859-7', 'ascii-superset', 'ISO_8859-7:1987 iso-ir-126 ISO_8859-7 ELOT_928 ECMA-118 greek greek8 csISOLatinGreek ibm-9005_X110-2007 ibm-9005 sun_eu_greek'],
  ['ISO-8859-8', 28598, 'iso-8859-8', 'ascii-superset', 'ISO_8859-8:1988 iso-ir-138 ISO_8859-8 hebrew csISOLatinHebrew ibm-5012_P100-1999 ibm-5012 8859_8 hebrew8'],
  ['ISO-8859-9', 28599, 'iso-8859-9', 'ascii-superset', 'ISO_8859-9:1989 iso-ir-148 ISO_8859-9 latin5 l5 csISOLatin5 ibm-920_P100-1995 ibm-920 8859_9 cp920 920 ECMA-128 turkish turkish8'],
  ['ISO-8859-10', null, 'iso-8859-10', 'ascii-superset', 'iso-ir-157 l6 ISO_8859-10:1992 csISOLatin6 latin6 iso-8859_10-1998'],
  ['Shift_JIS', 932, 'shift_jis', 'ascii-superset', 'MS_Kanji csShiftJIS ibm-943_P15A-2003 ibm-943 x-sjis x-ms-cp932 cp932 cp943c IBM-943C ms932 pck sjis ibm-943_VSUB_VPUA'],
  ['ibm-943_P130-1999', null, 'shift_jis', 'ascii-superset', 'cp943 943 ibm-943_VASCII_VSUB_VPUA'],
  ['ISO_646.irv:1983', null, 'us-ascii', 'ascii-superset', 'iso-ir-2 irv csISO2IntlRefVersion'],
  ['KS_C_5601-1987', 51949, 'euc-kr', 'ascii-superset', 'ibm-970_P110_P110-2006_U2 ibm-970 EUC-KR csEUCKR ibm-eucKR KSC_5601 5601 cp970 970 ibm-970_VPUA'],
  ['windows-949-2000', 949, 'euc-kr', 'ascii-superset', 'KS_C_5601-1989 KS_C_5601-1987 KSC_5601 csKSC56011987 korean iso-ir-149 ms949'],
  ['ibm-1363_P11B-1998', null, 'euc-kr', 'ascii-superset', 'ibm-1363 cp1363 5601 ksc ibm-1363_VSUB_VPUA'],
  ['ISO-2022-JP', 50220, 'iso-2022-jp', 'stateful', 'csISO2022JP'],
  ['ISO-8859-6-E', null, 'iso-8859-6', 'ascii-superset', 'ISO_8859-6-E csISO88596E'],
  ['ISO-8859-6-I', null, 'iso-8859-6', 'ascii-superset', 'ISO_8859-6-I csISO88596I'],
  ['ISO-8859-8-E', null, 'iso-8859-8', 'ascii-superset', 'ISO_8859-8-E csISO88598E'],
  ['ISO-8859-8-I', null, 'iso-8859-8', 'ascii-superset', 'ISO_8859-8-I csISO88598I'],
  ['UTF-8', 65001, 'utf-8', 'ascii-superset', 'ibm-1208 ibm-1209 ibm-5304 ibm-5305 ibm-13496 ibm-13497 ibm-17592 ibm-17593 cp1208'],
  ['ISO-8859-13', 28603, 'iso-8859-13', 'ascii-superset', 'ibm-921_P100-1995 ibm-921 8859_13 cp921 921'],
  ['ISO-8859-14', null, 'iso-8859-14', 'ascii-superset', 'iso-ir-199 ISO_8859-14:1998 ISO_8859-14 latin8 iso-celtic l8'],
  ['ISO-8859-15', 28605, 'iso-8859-15', 'ascii-superset', 'ISO_8859-15 Latin-9 ibm-923_P100-1998 ibm-923 l9 8859_15 latin0 csisolatin0 csisolatin9 cp923 923 iso8859_15_fdis'],
  ['ibm-874', 874, 'windows-874', 'ascii-superset', 'ibm-874_P100-1995 cp874 ibm-9066 TIS-620 tis620.2533 eucTH'],
  ['GBK', 936, 'gbk', 'ascii-superset', 'CP936 MS936 windows-936 windows-936-2000'],
  ['ibm-1386', null, 'gbk', 'ascii-superset', 'ibm-1386_P100-2001 cp1386 ibm-1386_VSUB_VPUA'],
  ['ISO-10646-UCS-2', null, 'utf-16', 'stateful', 'csUnicode ibm-1204 ibm-1205 unicode ucs-2'],
  ['ISO-10646-UCS-4', null, null, 'stateful', 'csUCS4 ibm-1236 ibm-1237 ucs-4'],
  ['SCSU', null, null, 'stateful', 'ibm-1212 ibm-1213'],
  ['UTF-7', 65000, null, 'stateful', ''],
  ['UTF-16BE', 1201, 'utf-16be', 'stateful', 'x-utf-16be ibm-1200 ibm-1201 ibm-13488 ibm-13489 ibm-17584 ibm-17585 ibm-21680 ibm-21681 ibm-25776 ibm-25777 ibm-29872 ibm-29873 ibm-61955 ibm-61956 cp1200 cp1201 UTF16_BigEndian UnicodeBigUnmarked'],
  ['UTF-16LE', 1200, 'utf-16le', 'stateful', 'x-utf-16le ibm-1202 ibm-1203 ibm-13490 ibm-13491 ibm-17586 ibm-17587 ibm-21682 ibm-21683 ibm-25778 ibm-25779 ibm-29874 ibm-29875 UTF16_LittleEndian UnicodeLittleUnmarked'],
  ['UTF-16', null, 'utf-16', 'stateful', ''],
  ['CESU-8', null, null, 'ascii-superset', 'csCESU-8 ibm-9400'],
  ['UTF-32', null, null, 'stateful', ''],
  ['UTF-32BE', 12001, null, 'stateful', 'UTF32_BigEndian ibm-1232 ibm-1233 ibm-9424'],
  ['UTF-32LE', 12000, null, 'stateful', 'UTF32_LittleEndian ibm-1234 ibm-1235'],
  ['BOCU-1', null, null, 'stateful', 'csBOCU-1 ibm-1214 ibm-1215'],
  ['IBM850', 850, null, 'ascii-superset', 'cp850 850 csPC850Multilingual ibm-850_P100-1995'],
  ['IBM862', 862, null, 'ascii-superset', 'cp862 862 csPC862LatinHebrew ibm-862_P100-1995 DOS-862'],
  ['Windows-31J', null, 'shift_jis', 'ascii-superset', 'csWindows31J'],
  ['Big5', 950, 'big5', 'ascii-superset', 'csBig5 windows-950 windows-950-2000 x-big5'],
  ['ibm-1373_P100-2002', 950, 'big5', 'ascii-superset', 'ibm-1373'],
  ['IBM437', 437, null, 'ascii-superset', 'cp437 437 csPC8CodePage437 ibm-437_P100-1995'],
  ['IBM852', 852, null, 'ascii-superset', 'cp852 852 csPCp852 ibm-852_P100-1995'],
  ['IBM857', 857, null, 'ascii-superset', 'cp857 857 csIBM857 ibm-857_P100-1995'],
  ['HZ-GB-2312', 52936, null, 'stateful', 'HZ'],
  ['IBM866', 866, 'ibm866', 'ascii-superset', 'cp866 866 csIBM866 ibm-866_P100-1995'],
  ['IBM775', 775, null, 'ascii-superset', 'cp775 csPC775Baltic ibm-775_P100-1996 775'],
  ['IBM00858', 858, null, 'ascii-superset', 'CCSID00858 CP00858 PC-Multilingual-850+euro ibm-858 cp858 ibm-858_P100-1997'],
  ['windows-1250', 1250, 'windows-1250', 'ascii-superset', 'ibm-5346_P100-1998 ibm-5346 cp1250 ibm-1250_P100-1995 ibm-1250'],
  ['windows-1251', 1251, 'windows-1251', 'ascii-superset', 'ibm-5347_P100-1998 ibm-5347 cp1251 ANSI1251 ibm-1251_P100-1995 ibm-1251'],
  ['windows-1252', 1252, 'windows-1252', 'ascii-superset', 'ibm-5348_P100-1997 ibm-5348 cp1252 ibm-1252_P100-2000 ibm-1252'],
  ['windows-1253', 1253, 'windows-1253', 'ascii-superset', 'ibm-5349_P100-1998 ibm-5349 cp1253 ibm-1253 ibm-1253_P100-1995'],
  ['windows-1254', 1254, 'windows-1254', 'ascii-superset', 'ibm-5350_P100-1998 ibm-5350 cp1254 ibm-1254 ibm-1254_P100-1995'],
  ['windows-1255', 1255, 'windows-1255', 'ascii-superset', 'ibm-9447_P100-2002 ibm-9447 cp1255 ibm-5351 ibm-5351_P100-1998'],
  ['windows-1256', 1256, 'windows-1256', 'ascii-superset', 'ibm-9448_X100-2005 ibm-9448 cp1256 ibm-5352 ibm-5352_P100-1998'],
  ['windows-1257', 1257, 'windows-1257', 'ascii-superset', 'ibm-9449_P100-2002 ibm-9449 cp1257 ibm-5353 ibm-5353_P100-1998'],
  ['windows-1258', 1258, 'windows-1258', 'ascii-superset', 'ibm-5354_P100-1998 ibm-5354 cp1258 ibm-1258 ibm-1258_P100-1997'],
  ['TIS-620', null, 'windows-874', 'ascii-superset', 'windows-874-2000 MS874'],
  ['Windows-720', 720, null, 'ascii-superset', 'DOS-720 DOS_720 ibm-720 ibm-720_P100-1997'],
  ['Windows-737', 737, null, 'ascii-superset', 'IBM737 cp737 737 ibm-737_P100-1997'],
  ['csISO2022JP', 50221, 'iso-2022-jp', 'stateful', ''],
  ['Windows-57002', 57002, null, 'ascii-superset', 'x-iscii-de iscii-dev ibm-4902'],
  ['Windows-57003', 57003, null, 'ascii-superset', 'x-iscii-be iscii-bng'],
  ['Windows-57004', 57004, null, 'ascii-superset', 'x-iscii-ta iscii-tml'],
  ['Windows-57005', 57005, null, 'ascii-superset', 'x-iscii-te iscii-tlg'],
  ['Windows-57006', 57006, null, 'ascii-superset', 'x-iscii-as'],
  ['Windows-57007', 57007, null, 'ascii-superset', 'x-iscii-or iscii-ori'],
  ['Windows-57008', 57008, null, 'ascii-superset', 'x-iscii-ka iscii-knd'],
  ['Windows-57009', 57009, null, 'ascii-superset', 'x-iscii-ma iscii-mlm'],
  ['Windows-57010', 57010, null, 'ascii-superset', 'x-iscii-gu x-iscii-guj'],
  ['Windows-57011', 57011, null, 'ascii-superset', 'x-iscii-pa iscii-gur'],
];

/** Given in full because Node 20 decodes windows-1252 as ISO-8859-1. */
export const CP1252_80_TO_9F = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** By encoding or by decoder: the sequences that mean something else to VMware, which decodes with ICU. */
export const CORRECTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'euc-kr': { '\u00a2\u00e6': '€', '\u00a2\u00e7': '®' },
  'ibm-1386': { '\u00a2\u00e3': '€' },
  'ibm-874': {
    '\u00a0': '\u0e48',
    '\u00db': '\u0e49',
    '\u00dc': '\u0e4a',
    '\u00dd': '\u0e4b',
    '\u00de': '\u0e4c',
    '\u00fc': '¢',
    '\u00fd': '¬',
    '\u00fe': '¦',
    '\u00ff': '\u00a0',
  },
};
