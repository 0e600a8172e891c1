CREATE TABLE "survey_figures" (
	"round_id" integer NOT NULL,
	"union_id" integer NOT NULL,
	"page" jsonb,
	"seen" integer NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"texts_until" timestamp with time zone,
	CONSTRAINT "survey_figures_round_id_union_id_pk" PRIMARY KEY("round_id","union_id")
);
--> statement-breakpoint
CREATE TABLE "survey_round_figures" (
	"round_id" integer PRIMARY KEY NOT NULL,
	"page" jsonb NOT NULL,
	"taken_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "survey_figures" ADD CONSTRAINT "survey_figures_round_id_survey_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."survey_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_figures" ADD CONSTRAINT "survey_figures_union_id_unions_id_fk" FOREIGN KEY ("union_id") REFERENCES "public"."unions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_round_figures" ADD CONSTRAINT "survey_round_figures_round_id_survey_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."survey_rounds"("id") ON DELETE no action ON UPDATE no action;