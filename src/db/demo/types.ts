import type { ActivityKind } from '../../domain/activity.ts';
import type { Frequency, PreferredTime } from '../../domain/survey.ts';

/*
 * The shapes of the demonstration district. Everything refers to everything else by code (streets, unions,
 * buildings) or key (units, people, activities), never by position, and text people read comes in both languages.
 */

/** A text written, not translated, for each language. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** WGS 84, as Telegram sends locations; good to about a block. */
interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** A counter where the street's union workers can be met. */
interface DemoServiceStation {
  readonly place: Bilingual;
  readonly hours: Bilingual;
  readonly phone: string;
}

export interface DemoStreet {
  readonly code: string;
  /** With 街道, so that its federation is `name + '总工会'`. */
  readonly name: string;
  readonly nameEn: string;
  readonly serviceStation: DemoServiceStation;
}

/** 楼宇工会联合会, 楼宇联合工会, or the federation of a business quarter or park. */
type DemoUnionKind = 'federation' | 'joint' | 'quarter';

export interface DemoWarmStation {
  /** Code of the building it is in. */
  readonly building: string;
  readonly place: Bilingual;
  readonly hours: Bilingual;
  readonly services: Bilingual;
}

/** The congress that founded a union. */
interface DemoCongress {
  readonly delegates: number;
  readonly committeeMembers: number;
}

export interface DemoUnion {
  readonly code: string;
  readonly kind: DemoUnionKind;
  /** In full, with its street where the union itself carries it. */
  readonly name: string;
  readonly nameEn: string;
  /** Code of its street. */
  readonly street: string;
  /** Codes of the buildings it covers; a building has exactly one union. */
  readonly buildings: readonly string[];
  /** Calendar day, `YYYY-MM-DD`. */
  readonly foundedOn: string;
  readonly office: { readonly place: Bilingual; readonly hours: Bilingual };
  readonly phone: string;
  readonly warmStations: readonly DemoWarmStation[];
  readonly introduction: Bilingual;
  /** Only where it is on record. */
  readonly congress?: DemoCongress;
}

export interface DemoBuilding {
  readonly code: string;
  /** Code of the street it stands in. */
  readonly street: string;
  /** Code of the union that covers it. */
  readonly union: string;
  readonly name: string;
  /** Absent where nobody would use one. */
  readonly nameEn?: string;
  /** Old names, nicknames, short forms in either language: what people type when they look for it. */
  readonly aliases: readonly string[];
  readonly address: Bilingual;
  readonly at: Coordinates;
  /** Above ground. */
  readonly floors: number;
}

export type DemoUnitKind = 'firm' | 'shop' | 'office';

/** An own primary union, a union group within the building's union, or not yet. */
export type DemoUnitOrganisation = 'independent' | 'group' | 'none';

export interface DemoUnit {
  /** Building code and room, unique in the district. */
  readonly key: string;
  /** Code of its building. */
  readonly building: string;
  /** As on the lift's buttons: `B1`, `1`, `12`. */
  readonly floor: string;
  readonly room: string;
  /** Unique in the district. */
  readonly name: string;
  readonly kind: DemoUnitKind;
  /** 非公: neither state-owned nor a public institution. */
  readonly nonPublic: boolean;
  readonly organised: DemoUnitOrganisation;
  /** Headcount. */
  readonly workers: number;
  /** How many of the workers have joined. */
  readonly members: number;
  /** Calendar day; before its union was founded. */
  readonly openedOn: string;
}

/** What somebody said in the needs survey. */
interface DemoSurveyChoices {
  readonly interests: readonly ActivityKind[];
  readonly frequency: Frequency;
  readonly times: readonly PreferredTime[];
}

export interface DemoSurveyAnswer extends DemoSurveyChoices {
  /** 1, 2, 3 …: one per invented member, in the order of the list. */
  readonly respondent: number;
  /** Code of the respondent's union. */
  readonly union: string;
}

/** What a person of the cast is in the district. */
type DemoRole =
  | { readonly type: 'worker' }
  | {
      readonly type: 'member';
      readonly union: string;
      readonly unit: string;
      readonly survey: DemoSurveyChoices;
    }
  | { readonly type: 'unionOfficer'; readonly union: string }
  | { readonly type: 'streetReviewer'; readonly street: string }
  | { readonly type: 'districtStaff' };

/** Somebody to be in the playground. */
export interface DemoPerson {
  readonly key: string;
  readonly telegramId: number;
  readonly firstName: string;
  readonly lastName: string;
  /** As Telegram reports the person's own setting. */
  readonly languageCode: 'zh-hans' | 'en';
  readonly phone: string;
  /** Who she is in the story, in her own language: shown beneath her name. */
  readonly about: string;
  readonly role: DemoRole;
}

/** One activity of a union. Times are wall times of Asia/Shanghai, `YYYY-MM-DDTHH:mm`. */
export interface DemoActivity {
  /** Stable for a union, month and position. */
  readonly key: string;
  /** Code of the union that invites. */
  readonly union: string;
  readonly title: Bilingual;
  readonly kind: ActivityKind;
  readonly starts: string;
  readonly ends: string;
  readonly place: Bilingual;
  readonly capacity: number;
}

export interface DemoDistrict {
  readonly demo: true;
  /** Says that it is invented; belongs wherever its figures are shown. */
  readonly note: Bilingual;
  readonly name: string;
  readonly nameEn: string;
  /** The day whose figures it reproduces; nothing in it changes afterwards. */
  readonly asOf: string;
  readonly streets: readonly DemoStreet[];
  readonly unions: readonly DemoUnion[];
  readonly buildings: readonly DemoBuilding[];
  readonly units: readonly DemoUnit[];
  readonly people: readonly DemoPerson[];
}
