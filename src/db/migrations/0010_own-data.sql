CREATE TABLE "tombstones" (
	"value_index" "bytea" PRIMARY KEY NOT NULL,
	"erased_on" date NOT NULL
);
--> statement-breakpoint
ALTER TABLE "applications" ALTER COLUMN "name" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "applications" ALTER COLUMN "phone" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "applications" ALTER COLUMN "phone_index" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "applications_to_forget" ON "applications" USING btree ("decided_at") WHERE "applications"."name" is not null;--> statement-breakpoint
CREATE INDEX "updates_aside" ON "updates" USING btree ("chat_id") WHERE "updates"."status" = 'aside';--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_open_say_who" CHECK ("applications"."status" not in ('submitted', 'needs_info', 'appealed') or num_nulls("applications"."name", "applications"."phone", "applications"."phone_index") = 0);--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_erased_are_empty" CHECK ("people"."erased_at" is null or num_nonnulls("people"."telegram_id", "people"."language", "people"."telegram_language", "people"."name", "people"."phone", "people"."phone_index") = 0);