CREATE TABLE "broadcast_runs" (
	"broadcast_id" integer NOT NULL,
	"slot" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"held_for" text,
	"notice_id" integer,
	"at" timestamp with time zone NOT NULL,
	"decided_by" integer,
	CONSTRAINT "broadcast_runs_broadcast_id_slot_pk" PRIMARY KEY("broadcast_id","slot")
);
--> statement-breakpoint
CREATE TABLE "broadcast_schedules" (
	"broadcast_id" integer PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"changed_by" integer
);
--> statement-breakpoint
CREATE TABLE "stall_desks" (
	"stall_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"message" integer NOT NULL,
	"touched_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stall_desks_stall_id_person_id_pk" PRIMARY KEY("stall_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "stall_visits" (
	"stall_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"scanned_at" timestamp with time zone NOT NULL,
	"began_at" timestamp with time zone,
	"application_id" integer,
	CONSTRAINT "stall_visits_stall_id_person_id_pk" PRIMARY KEY("stall_id","person_id"),
	CONSTRAINT "stall_visits_application" UNIQUE("application_id")
);
--> statement-breakpoint
CREATE TABLE "stalls" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stalls_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"street_id" integer NOT NULL,
	"union_id" integer,
	"building_id" integer,
	"unit_id" integer,
	"place" "bytea" NOT NULL,
	"consent" smallint NOT NULL,
	"opened_by" integer NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"figures" jsonb,
	CONSTRAINT "stalls_code_unique" UNIQUE("code"),
	CONSTRAINT "stalls_end_after_they_begin" CHECK ("stalls"."until" > "stalls"."opened_at"),
	CONSTRAINT "stalls_unit_in_a_building" CHECK ("stalls"."unit_id" is null or "stalls"."building_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "workplace_checks" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "workplace_checks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"membership_id" integer NOT NULL,
	"half" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"answer" text
);
--> statement-breakpoint
ALTER TABLE "application_moves" ALTER COLUMN "by_person" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "transfer_from" integer;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "visible_to" text DEFAULT 'union' NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "visible_to" text DEFAULT 'union' NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcast_runs" ADD CONSTRAINT "broadcast_runs_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_runs" ADD CONSTRAINT "broadcast_runs_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_runs" ADD CONSTRAINT "broadcast_runs_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_schedules" ADD CONSTRAINT "broadcast_schedules_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_schedules" ADD CONSTRAINT "broadcast_schedules_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stall_desks" ADD CONSTRAINT "stall_desks_stall_id_stalls_id_fk" FOREIGN KEY ("stall_id") REFERENCES "public"."stalls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stall_desks" ADD CONSTRAINT "stall_desks_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stall_visits" ADD CONSTRAINT "stall_visits_stall_id_stalls_id_fk" FOREIGN KEY ("stall_id") REFERENCES "public"."stalls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stall_visits" ADD CONSTRAINT "stall_visits_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stalls" ADD CONSTRAINT "stalls_street_id_streets_id_fk" FOREIGN KEY ("street_id") REFERENCES "public"."streets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stalls" ADD CONSTRAINT "stalls_union_id_unions_id_fk" FOREIGN KEY ("union_id") REFERENCES "public"."unions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stalls" ADD CONSTRAINT "stalls_building_id_buildings_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."buildings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stalls" ADD CONSTRAINT "stalls_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stalls" ADD CONSTRAINT "stalls_opened_by_people_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workplace_checks" ADD CONSTRAINT "workplace_checks_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workplace_checks" ADD CONSTRAINT "workplace_checks_membership_id_memberships_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."memberships"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "broadcast_runs_notice" ON "broadcast_runs" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "broadcast_schedules_next" ON "broadcast_schedules" USING btree ("next_at") WHERE "broadcast_schedules"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "stall_desks_person" ON "stall_desks" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "stall_visits_person" ON "stall_visits" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "stalls_street" ON "stalls" USING btree ("street_id","opened_at");--> statement-breakpoint
CREATE INDEX "stalls_union" ON "stalls" USING btree ("union_id");--> statement-breakpoint
CREATE INDEX "stalls_building" ON "stalls" USING btree ("building_id");--> statement-breakpoint
CREATE INDEX "stalls_unit" ON "stalls" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "stalls_open" ON "stalls" USING btree ("until") WHERE "stalls"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "stalls_to_count" ON "stalls" USING btree ("closed_at") WHERE "stalls"."figures" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "workplace_checks_once" ON "workplace_checks" USING btree ("person_id","half");--> statement-breakpoint
CREATE UNIQUE INDEX "workplace_checks_one_open" ON "workplace_checks" USING btree ("person_id") WHERE "workplace_checks"."answer" is null;--> statement-breakpoint
CREATE INDEX "workplace_checks_membership" ON "workplace_checks" USING btree ("membership_id");--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_transfer_from_memberships_id_fk" FOREIGN KEY ("transfer_from") REFERENCES "public"."memberships"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "unions_one_of_the_street" ON "unions" USING btree ("street_id") WHERE "unions"."kind" = 'street';--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_ready_say_where" CHECK ("cards"."status" <> 'ready' or "cards"."hand_over" is not null);--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_have_a_number_once_issued" CHECK ("cards"."tail" is null or "cards"."status" in ('issued', 'lost', 'cancelled'));--> statement-breakpoint
-- What was over before there was a status for it: whoever went on elsewhere the same day was transferred, others left.
UPDATE "memberships" m SET "status" = CASE WHEN EXISTS (
    SELECT FROM "memberships" n WHERE n."person_id" = m."person_id" AND n."id" <> m."id" AND n."since" = m."until"
  ) THEN 'transferred' ELSE 'left' END
  WHERE "until" IS NOT NULL AND "status" IN ('active', 'retained');--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_until_it_ends" CHECK (("memberships"."until" is null) = ("memberships"."status" in ('active', 'retained')));