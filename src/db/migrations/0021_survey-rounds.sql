CREATE TABLE "anonymous_answers" (
	"round_id" integer NOT NULL,
	"answers" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "anonymous_box" (
	"round_id" integer NOT NULL,
	"slip" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"answers" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "round_takers" (
	"round_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	CONSTRAINT "round_takers_round_id_person_id_pk" PRIMARY KEY("round_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "survey_refusals" (
	"round_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "survey_refusals_round_id_person_id_pk" PRIMARY KEY("round_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "survey_rounds" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "survey_rounds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"survey_id" integer NOT NULL,
	"version" smallint NOT NULL,
	"definition" jsonb NOT NULL,
	"kind" text NOT NULL,
	"scope" jsonb NOT NULL,
	"anonymous" boolean NOT NULL,
	"reminders" smallint NOT NULL,
	"status" text NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone,
	"created_by" integer,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "survey_rounds_code_unique" UNIQUE("code"),
	CONSTRAINT "survey_rounds_reminders" CHECK ("survey_rounds"."reminders" between 0 and 2),
	CONSTRAINT "survey_rounds_standing_known" CHECK (not ("survey_rounds"."anonymous" and "survey_rounds"."kind" <> 'once'))
);
--> statement-breakpoint
ALTER TABLE "survey_responses" ADD COLUMN "set_aside" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "survey_responses" ADD COLUMN "answered_at" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "scope" jsonb DEFAULT '{"kind":"district"}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "status" text DEFAULT 'ready' NOT NULL;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "created_by" integer;--> statement-breakpoint
-- What stands keeps its answers: a survey becomes its standing round, with the same number, which older buttons name.
ALTER TABLE "surveys" ADD COLUMN "created_at" timestamp with time zone;--> statement-breakpoint
UPDATE "surveys" SET "created_at" = "opens_at";--> statement-breakpoint
ALTER TABLE "surveys" ALTER COLUMN "created_at" SET NOT NULL;--> statement-breakpoint
INSERT INTO "survey_rounds" ("id", "code", "survey_id", "version", "definition", "kind", "scope", "anonymous", "reminders", "status", "opens_at", "closes_at", "created_at")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "code", "id", "version", "definition", 'standing', '{"kind":"district"}', false, 0, 'open', "opens_at", "closes_at", "opens_at" FROM "surveys";--> statement-breakpoint
SELECT setval('survey_rounds_id_seq', max("id")) FROM "survey_rounds" HAVING max("id") IS NOT NULL;--> statement-breakpoint
ALTER TABLE "survey_responses" ADD COLUMN "round_id" integer;--> statement-breakpoint
UPDATE "survey_responses" SET "round_id" = "survey_id";--> statement-breakpoint
ALTER TABLE "survey_responses" ALTER COLUMN "round_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "survey_responses" DROP CONSTRAINT "survey_responses_survey_id_person_id_pk";--> statement-breakpoint
ALTER TABLE "survey_responses" ADD CONSTRAINT "survey_responses_round_id_person_id_pk" PRIMARY KEY("round_id","person_id");--> statement-breakpoint
ALTER TABLE "anonymous_answers" ADD CONSTRAINT "anonymous_answers_round_id_survey_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."survey_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "anonymous_box" ADD CONSTRAINT "anonymous_box_round_id_survey_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."survey_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_takers" ADD CONSTRAINT "round_takers_round_id_survey_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."survey_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_takers" ADD CONSTRAINT "round_takers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_refusals" ADD CONSTRAINT "survey_refusals_round_id_survey_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."survey_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_refusals" ADD CONSTRAINT "survey_refusals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_rounds" ADD CONSTRAINT "survey_rounds_survey_id_surveys_id_fk" FOREIGN KEY ("survey_id") REFERENCES "public"."surveys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_rounds" ADD CONSTRAINT "survey_rounds_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "anonymous_answers_round" ON "anonymous_answers" USING btree ("round_id");--> statement-breakpoint
CREATE INDEX "anonymous_box_round" ON "anonymous_box" USING btree ("round_id");--> statement-breakpoint
CREATE INDEX "round_takers_person" ON "round_takers" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "survey_refusals_person" ON "survey_refusals" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "survey_rounds_survey" ON "survey_rounds" USING btree ("survey_id");--> statement-breakpoint
CREATE INDEX "survey_rounds_running" ON "survey_rounds" USING btree ("closes_at") WHERE "survey_rounds"."status" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "survey_rounds_one_standing" ON "survey_rounds" USING btree ("survey_id") WHERE "survey_rounds"."kind" = 'standing';--> statement-breakpoint
ALTER TABLE "survey_responses" ADD CONSTRAINT "survey_responses_round_id_survey_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."survey_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "surveys" ADD CONSTRAINT "surveys_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "surveys_key" ON "surveys" USING btree ("scope","key") WHERE "surveys"."status" = 'ready';--> statement-breakpoint
ALTER TABLE "survey_responses" DROP COLUMN "survey_id";--> statement-breakpoint
ALTER TABLE "surveys" DROP COLUMN "opens_at";--> statement-breakpoint
ALTER TABLE "surveys" DROP COLUMN "closes_at";