CREATE TABLE "approval_batch_items" (
	"batch_id" integer NOT NULL,
	"application_id" integer NOT NULL,
	"outcome" text,
	CONSTRAINT "approval_batch_items_batch_id_application_id_pk" PRIMARY KEY("batch_id","application_id")
);
--> statement-breakpoint
CREATE TABLE "approval_batches" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "approval_batches_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"by_person" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "duplicate_flags" (
	"application_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "duplicate_flags_application_id_person_id_why_pk" PRIMARY KEY("application_id","person_id","why")
);
--> statement-breakpoint
CREATE TABLE "duplicate_verdicts" (
	"first_person_id" integer NOT NULL,
	"second_person_id" integer NOT NULL,
	"by_person" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "duplicate_verdicts_first_person_id_second_person_id_pk" PRIMARY KEY("first_person_id","second_person_id"),
	CONSTRAINT "duplicate_verdicts_in_order" CHECK ("duplicate_verdicts"."first_person_id" < "duplicate_verdicts"."second_person_id")
);
--> statement-breakpoint
DROP INDEX "applications_waiting";--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "review_started_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "claimed_by" integer;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "claimed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "approval_batch_items" ADD CONSTRAINT "approval_batch_items_batch_id_approval_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."approval_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_batch_items" ADD CONSTRAINT "approval_batch_items_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_batches" ADD CONSTRAINT "approval_batches_by_person_people_id_fk" FOREIGN KEY ("by_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_flags" ADD CONSTRAINT "duplicate_flags_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_flags" ADD CONSTRAINT "duplicate_flags_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_verdicts" ADD CONSTRAINT "duplicate_verdicts_first_person_id_people_id_fk" FOREIGN KEY ("first_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_verdicts" ADD CONSTRAINT "duplicate_verdicts_second_person_id_people_id_fk" FOREIGN KEY ("second_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_verdicts" ADD CONSTRAINT "duplicate_verdicts_by_person_people_id_fk" FOREIGN KEY ("by_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_batch_items_due" ON "approval_batch_items" USING btree ("application_id") WHERE "approval_batch_items"."outcome" is null;--> statement-breakpoint
CREATE INDEX "approval_batches_due" ON "approval_batches" USING btree ("id") WHERE "approval_batches"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "duplicate_flags_person" ON "duplicate_flags" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "duplicate_verdicts_second" ON "duplicate_verdicts" USING btree ("second_person_id");--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_claimed_by_people_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "applications_waiting" ON "applications" USING btree ("union_id","submitted_at") WHERE "applications"."status" in ('submitted', 'needs_info', 'appealed');