-- Both were made a moment ago and hold nothing yet: figures are taken anew from the answers.
DROP TABLE "survey_figures";--> statement-breakpoint
DROP TABLE "survey_round_figures";--> statement-breakpoint
CREATE TABLE "survey_figures" (
	"round_id" integer NOT NULL,
	"union_id" integer NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"page" jsonb NOT NULL,
	"texts" jsonb NOT NULL,
	CONSTRAINT "survey_figures_round_id_union_id_until_pk" PRIMARY KEY("round_id","union_id","until")
);
--> statement-breakpoint
CREATE TABLE "survey_round_figures" (
	"round_id" integer NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"page" jsonb NOT NULL,
	"final" boolean NOT NULL,
	CONSTRAINT "survey_round_figures_round_id_until_pk" PRIMARY KEY("round_id","until")
);
--> statement-breakpoint
ALTER TABLE "survey_figures" ADD CONSTRAINT "survey_figures_round_id_survey_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."survey_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_figures" ADD CONSTRAINT "survey_figures_union_id_unions_id_fk" FOREIGN KEY ("union_id") REFERENCES "public"."unions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_round_figures" ADD CONSTRAINT "survey_round_figures_round_id_survey_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."survey_rounds"("id") ON DELETE no action ON UPDATE no action;
