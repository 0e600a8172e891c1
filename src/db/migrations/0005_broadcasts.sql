CREATE TABLE "notice_tallies" (
	"notice_id" integer PRIMARY KEY NOT NULL,
	"audience" integer NOT NULL,
	"waiting" integer NOT NULL,
	"sent" integer NOT NULL,
	"skipped" integer NOT NULL,
	"unreachable" integer NOT NULL,
	"failed" integer NOT NULL,
	"unknown" integer NOT NULL,
	"reasons" jsonb,
	CONSTRAINT "notice_tallies_add_up" CHECK ("notice_tallies"."audience" = "notice_tallies"."waiting" + "notice_tallies"."sent" + "notice_tallies"."skipped" + "notice_tallies"."unreachable" + "notice_tallies"."failed" + "notice_tallies"."unknown"
        and least("notice_tallies"."waiting", "notice_tallies"."sent", "notice_tallies"."skipped", "notice_tallies"."unreachable", "notice_tallies"."failed", "notice_tallies"."unknown") >= 0)
);
--> statement-breakpoint
CREATE TABLE "paid_messages" (
	"month" text PRIMARY KEY NOT NULL,
	"messages" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "deliveries_open";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "audience" jsonb;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "corrects" integer;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "paused_by" text;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "progress_message" integer;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "cleared_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notice_tallies" ADD CONSTRAINT "notice_tallies_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_corrects_notices_id_fk" FOREIGN KEY ("corrects") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consents_withdrawn" ON "consents" USING btree ("person_id","purpose") WHERE "consents"."withdrawn_at" is not null;--> statement-breakpoint
CREATE INDEX "deliveries_again" ON "deliveries" USING btree ("notice_id","person_id") WHERE not "deliveries"."urgent" and "deliveries"."status" = 'retry';--> statement-breakpoint
-- What is under way, or was: everything else counts as it goes.
INSERT INTO "notice_tallies" ("notice_id", "audience", "waiting", "sent", "skipped", "unreachable", "failed", "unknown")
SELECT n."id", count(d."notice_id"), count(*) FILTER (WHERE d."status" IN ('queued', 'sending', 'retry')), count(*) FILTER (WHERE d."status" = 'sent'), count(*) FILTER (WHERE d."status" = 'skipped'), count(*) FILTER (WHERE d."status" = 'unreachable'), count(*) FILTER (WHERE d."status" = 'failed'), count(*) FILTER (WHERE d."status" = 'unknown')
FROM "notices" n LEFT JOIN "deliveries" d ON d."notice_id" = n."id"
WHERE n."reach" = 'mass' AND n."frozen_at" IS NOT NULL
GROUP BY n."id";
